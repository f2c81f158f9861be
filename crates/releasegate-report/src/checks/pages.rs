//! One page of Markdown per check, and one per profile.

use releasegate::checks::{Check, Severity};
use releasegate::policy::{Profile, profiles};
use releasegate::stage::Stage;

use super::markdown::body;
use crate::markdown::escape::prose;
use crate::words::gate_name;

/// The page of a check: what it asks, and which profiles ask for it.
pub(super) fn of_check(check: &Check) -> String {
    let mut out = format!("# {} {}\n\n", check.id, check.name);
    body(&mut out, check, check.severity);
    out.push_str("\nProfiles that ask for it:\n\n");
    for profile in profiles() {
        let asked = profile.checks.iter().find(|ruled| ruled.check == check);
        if let Some(ruled) = asked {
            out.push_str(&format!(
                "- [{}](../profiles/{}.md): {}\n",
                profile.id,
                file_name(profile),
                weight(ruled.severity)
            ));
        }
    }
    out
}

/// The page of a profile: its scope and its checks.
pub(super) fn of_profile(profile: &Profile) -> String {
    let mut out = format!(
        "# {}\n\n{}\n\n{}\n\n{} checks. A clause that was not read is marked in the pages of the \
         checks.\n",
        profile.id,
        prose(&profile.title),
        prose(&profile.scope),
        profile.checks.len()
    );
    for stage in Stage::ALL {
        let mut of_stage = profile
            .checks
            .iter()
            .filter(|ruled| ruled.check.stage == stage)
            .peekable();
        if of_stage.peek().is_none() {
            continue;
        }
        out.push_str(&format!(
            "\n## {}\n\n| check | requirement | clause | gate | severity |\n| --- | --- | --- | --- | --- |\n",
            stage.title()
        ));
        for ruled in of_stage {
            let check = ruled.check;
            let clauses = check.clauses.iter();
            let own = clauses.filter(|clause| clause.framework == profile.framework);
            let clauses: Vec<_> = own.map(|clause| clause.clause).collect();
            out.push_str(&format!(
                "| [{id}](../checks/{id}.md) | {title} | {clauses} | {gate} | {severity} |\n",
                id = check.id,
                title = prose(check.title),
                clauses = clauses.join(", "),
                gate = gate_name(ruled.gate),
                severity = weight(ruled.severity),
            ));
        }
    }
    out
}

/// The name of the page of a profile, without its ending.
pub(super) fn file_name(profile: &Profile) -> String {
    profile.id.replace(':', "-")
}

const fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Must => "must",
        Severity::Should => "should",
    }
}
