//! Rules on checks that name none, or that change nothing.

use super::{Found, PolicyDefect};
use crate::checks;
use crate::model::Items;
use crate::policy::{CheckRule, PolicyDocument, Profile, RuledSeverity, profile};

/// A policy's own rules. Rules of another policy that it builds on are looked at where they are.
pub(super) fn all(document: &PolicyDocument, found: &mut Found) {
    let rules = document.checks.items();
    for (index, rule) in rules.iter().enumerate() {
        let at = format!("/checks/{index}");
        let earlier = rules.get(..index).unwrap_or_default();
        unknown(&at, rule, found);
        repeated(&at, rule, earlier, found);
        // Over another policy a rule may take back what that one says.
        if let Ok(profile) = profile(&document.extends) {
            without_effect(&at, rule, profile, found);
        }
    }
}

/// A rule on a check that does not exist.
fn unknown(at: &str, rule: &CheckRule, found: &mut Found) {
    if checks::by_id(&rule.check).is_none() {
        let id = rule.check.clone();
        found.add(format!("{at}/check"), PolicyDefect::UnknownCheck { id });
    }
}

/// A second rule on a check.
fn repeated(at: &str, rule: &CheckRule, earlier: &[CheckRule], found: &mut Found) {
    if earlier.iter().any(|other| other.check == rule.check) {
        let check = rule.check.clone();
        found.add(format!("{at}/check"), PolicyDefect::RepeatedRule { check });
    }
}

/// A rule that says what the profile says.
fn without_effect(at: &str, rule: &CheckRule, profile: &Profile, found: &mut Found) {
    let check = rule.check.clone();
    let mut asked = profile.checks.iter();
    let asked = asked.find(|ruled| ruled.check.id == check);
    let defect = match (asked, rule.severity) {
        (None, Some(RuledSeverity::Off)) => PolicyDefect::OffNotAsked { check },
        (Some(asked), severity) => {
            let wanted = severity.map_or(Some(asked.severity), RuledSeverity::severity);
            let changed = rule.gate.is_some() && rule.gate != asked.gate;
            if changed || wanted != Some(asked.severity) {
                return;
            }
            PolicyDefect::RuleWithoutEffect { check }
        }
        (None, _) => return,
    };
    found.add(at, defect);
}
