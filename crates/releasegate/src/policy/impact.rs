//! What another policy would change: which releases get another verdict, and why.

mod pair;

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use self::pair::{Pair, UnderBoth, differing_keys};
use super::Policies;
use crate::assess::{Assessment, Finding, assess};
use crate::checks::{Severity, Verdict};
use crate::model::Release;
use crate::stage::Stage;
use crate::time::AsOf;
use crate::view::View;

/// What another policy would change.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Impact {
    /// The format of this document: `releasegate/impact/1`.
    #[schemars(extend("const" = Impact::FORMAT))]
    pub format: &'static str,
    /// The instant at which the releases were judged.
    pub as_of: AsOf,
    /// How many releases were judged.
    pub releases: usize,
    /// Those for which something changes, in the order given.
    pub changed: Vec<ReleaseImpact>,
}

impl Impact {
    /// The format id of impacts.
    pub const FORMAT: &'static str = "releasegate/impact/1";

    /// The impact on no release at all.
    #[must_use]
    pub const fn none(as_of: AsOf) -> Self {
        Self {
            format: Self::FORMAT,
            as_of,
            releases: 0,
            changed: Vec::new(),
        }
    }

    /// Adds the impact on further releases.
    pub fn add(&mut self, further: Self) {
        self.releases += further.releases;
        self.changed.extend(further.changed);
    }
}

/// What changes for a release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReleaseImpact {
    /// Its id.
    pub release: String,
    /// Its verdict, when that changes.
    pub verdict: Option<VerdictChange>,
    /// The gates that hold under one policy only.
    pub gates: Vec<GateChange>,
    /// The checks that say or weigh something else.
    pub checks: Vec<CheckChange>,
}

/// A verdict that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictChange {
    /// Under the old policy.
    pub before: Verdict,
    /// Under the new one.
    pub after: Verdict,
}

/// A gate that holds under one policy only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateChange {
    /// The gate.
    pub gate: Stage,
    /// Whether it holds under the old policy.
    pub before: bool,
    /// Whether it holds under the new one.
    pub after: bool,
}

/// A check that says or weighs something else.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckChange {
    /// The check.
    pub check: String,
    /// Under the old policy; missing when that does not ask for it.
    pub before: Option<JudgedCheck>,
    /// Under the new one; missing when that does not ask for it.
    pub after: Option<JudgedCheck>,
    /// Why it changes.
    pub why: Vec<Why>,
}

/// What a check says and weighs under a policy.
#[skip_serializing_none]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct JudgedCheck {
    /// The verdict.
    pub verdict: Verdict,
    /// How much it weighs.
    pub severity: Severity,
    /// The gate it belongs to.
    pub gate: Option<Stage>,
}

/// Why a check says or weighs something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum Why {
    /// Only the new policy asks for it.
    #[schemars(title = "SwitchedOn")]
    SwitchedOn,
    /// Only the old policy asks for it.
    #[schemars(title = "SwitchedOff")]
    SwitchedOff,
    /// It weighs more or less.
    #[schemars(title = "OtherSeverity")]
    OtherSeverity,
    /// It belongs to another gate.
    #[schemars(title = "OtherGate")]
    OtherGate,
    /// A setting differs that the check used.
    #[schemars(title = "OtherSetting")]
    OtherSetting {
        /// Its place in the policy.
        setting: String,
    },
    /// The check names no setting that differs; something else in the policy decides.
    #[schemars(title = "OtherPart")]
    OtherPart {
        /// The keys of the policy of which each alone decides; all that differ where none does.
        keys: Vec<String>,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SwitchedOn => f.write_str("only the new policy asks for it"),
            Self::SwitchedOff => f.write_str("only the old policy asks for it"),
            Self::OtherSeverity => f.write_str("it has another severity"),
            Self::OtherGate => f.write_str("it belongs to another gate"),
            Self::OtherSetting { setting } => write!(f, "`{setting}` differs"),
            Self::OtherPart { keys } => write!(f, "the policy differs in {}", keys.join(", ")),
        }
    }
}

/// Judges releases under two policies, each in the version that is for the release.
pub fn impact<'r>(
    old: &Policies,
    new: &Policies,
    releases: impl IntoIterator<Item = &'r Release>,
    as_of: AsOf,
) -> Impact {
    let mut impact = Impact::none(as_of);
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for release in releases {
        let view = View::of(release, as_of);
        let (old, new) = (old.for_release(&view), new.for_release(&view));
        let known = pairs.iter().position(|pair| pair.is_of(old, new));
        if known.is_none() {
            pairs.push(Pair::of(old, new));
        }
        let pair = known.map_or_else(|| pairs.last(), |known| pairs.get(known));
        impact.releases += 1;
        impact
            .changed
            .extend(pair.and_then(|pair| of_release(pair, &view)));
    }
    impact
}

/// What changes for one release; `None` when nothing does.
fn of_release(pair: &Pair<'_>, view: &View<'_>) -> Option<ReleaseImpact> {
    let (before, after) = (assess(view, pair.old), assess(view, pair.new));
    let verdict = (before.verdict != after.verdict).then_some(VerdictChange {
        before: before.verdict,
        after: after.verdict,
    });
    let gates = gates(&before, &after);
    let checks = checks(&UnderBoth { pair, view }, &before, &after);
    let any = verdict.is_some() || !gates.is_empty() || !checks.is_empty();
    any.then(|| ReleaseImpact {
        release: view.release().id.clone(),
        verdict,
        gates,
        checks,
    })
}

fn gates(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<GateChange> {
    let both = before.gates.iter().zip(&after.gates);
    let changed = both.filter(|(before, after)| before.holds != after.holds);
    changed
        .map(|(before, after)| GateChange {
            gate: before.stage,
            before: before.holds,
            after: after.holds,
        })
        .collect()
}

fn checks(
    release: &UnderBoth<'_, '_>,
    before: &Assessment<'_>,
    after: &Assessment<'_>,
) -> Vec<CheckChange> {
    let mut pairs: Vec<(Option<&Finding<'_>>, Option<&Finding<'_>>)> = Vec::new();
    for one in &before.findings {
        let other = after.findings.iter().find(|other| other.id() == one.id());
        pairs.push((Some(one), other));
    }
    for other in &after.findings {
        if before.findings.iter().all(|one| one.id() != other.id()) {
            pairs.push((None, Some(other)));
        }
    }
    let mut changes: Vec<_> = pairs
        .into_iter()
        .filter_map(|(one, other)| change(release, one, other))
        .collect();
    changes.sort_by(|(stage, one), (other_stage, other)| {
        (stage, &one.check).cmp(&(other_stage, &other.check))
    });
    changes.into_iter().map(|(_, change)| change).collect()
}

fn change(
    release: &UnderBoth<'_, '_>,
    before: Option<&Finding<'_>>,
    after: Option<&Finding<'_>>,
) -> Option<(Stage, CheckChange)> {
    let check = before.or(after)?.check;
    let change = CheckChange {
        check: check.id().to_owned(),
        before: before.map(JudgedCheck::of),
        after: after.map(JudgedCheck::of),
        why: Vec::new(),
    };
    if change.before == change.after {
        return None;
    }
    let why = match (before, after) {
        (None, _) => vec![Why::SwitchedOn],
        (_, None) => vec![Why::SwitchedOff],
        (Some(before), Some(after)) => why(release, before, after),
    };
    Some((check.stage(), CheckChange { why, ..change }))
}

impl JudgedCheck {
    fn of(finding: &Finding<'_>) -> Self {
        Self {
            verdict: finding.verdict,
            severity: finding.severity,
            gate: finding.gate,
        }
    }
}

/// Why a check that both policies ask for changes.
fn why(release: &UnderBoth<'_, '_>, before: &Finding<'_>, after: &Finding<'_>) -> Vec<Why> {
    let mut why = Vec::new();
    why.extend((before.severity != after.severity).then_some(Why::OtherSeverity));
    why.extend((before.gate != after.gate).then_some(Why::OtherGate));
    if before.verdict != after.verdict {
        why.extend(other_settings(release, before, after));
    }
    why
}

/// The settings that differ and that a check used; when it names none, the keys that decide, found by
/// trying each of them alone; when it takes several at once, all that differ.
fn other_settings(
    release: &UnderBoth<'_, '_>,
    before: &Finding<'_>,
    after: &Finding<'_>,
) -> Vec<Why> {
    let (old, new) = release.pair.settings();
    let mut used = places(before);
    used.extend(places(after));
    used.sort_unstable();
    used.dedup();
    used.retain(|place| old.pointer(place) != new.pointer(place));
    if used.is_empty() {
        let mut keys = release.deciding_keys(after.id(), after.verdict);
        if keys.is_empty() {
            keys = differing_keys(old, new);
        }
        return vec![Why::OtherPart { keys }];
    }
    let setting = |setting| Why::OtherSetting { setting };
    used.into_iter().map(setting).collect()
}

/// The places of the policy that a finding names.
fn places(finding: &Finding<'_>) -> Vec<String> {
    let mut finding = finding.clone();
    let places = std::cell::RefCell::new(Vec::new());
    finding.each_pointer(|pointer| {
        let text = pointer.to_string();
        let place = text.strip_prefix("policy#");
        // The policy may say itself what it leaves to the profile, or the other one may.
        let own = place.and_then(|place| place.strip_prefix("/defaults"));
        let both = place.into_iter().chain(own);
        places.borrow_mut().extend(both.map(str::to_owned));
    });
    places.into_inner()
}

#[cfg(test)]
mod tests {
    use super::{Impact, Why, impact};
    use crate::model::Release;
    use crate::policy::Policies;
    use crate::read::{Limits, read_json};

    const RELEASE: &str = r#"{"format":"releasegate/release/1","id":"r",
        "registered_at":"2026-01-02T00:00:00Z","plan":{"method":"canary"}}"#;

    fn policies(more: &str) -> Policies {
        let text = format!(
            r#"{{"format":"releasegate/policy/1","id":"p","extends":"iso20000-1:2018"{more}}}"#
        );
        Policies::read(text.as_bytes(), None, &Limits::default()).unwrap()
    }

    fn changed(old: &str, new: &str) -> Impact {
        let release: Release = read_json(RELEASE.as_bytes()).unwrap();
        let as_of = "2026-02-01T00:00:00Z".parse().unwrap();
        impact(&policies(old), &policies(new), [&release], as_of)
    }

    fn why(old: &str, new: &str) -> Vec<(String, Vec<Why>)> {
        let releases = changed(old, new).changed;
        let checks = releases.into_iter().flat_map(|release| release.checks);
        checks.map(|check| (check.check, check.why)).collect()
    }

    #[test]
    fn the_same_policy_changes_nothing() {
        let impact = changed("", "");
        assert_eq!((impact.releases, impact.changed.len()), (1, 0));
    }

    #[test]
    fn each_change_says_why() {
        let rule = |rule: &str| format!(r#","checks":[{{"check":"PLN-08",{rule}}}]"#);
        for (new, expected) in [
            (rule(r#""severity":"off""#), Why::SwitchedOff),
            (rule(r#""severity":"should""#), Why::OtherSeverity),
            (rule(r#""gate":"build""#), Why::OtherGate),
        ] {
            assert_eq!(
                why("", &new),
                [("PLN-08".to_owned(), vec![expected])],
                "{new}"
            );
        }
        let off = rule(r#""severity":"off""#);
        assert_eq!(
            why(&off, ""),
            [("PLN-08".to_owned(), vec![Why::SwitchedOn])]
        );
    }

    #[test]
    fn a_setting_that_a_check_used_is_named() {
        let changes = why("", r#","methods":["manual"]"#);
        let setting = "/methods".to_owned();
        let expected = vec![Why::OtherSetting { setting }];
        assert_eq!(changes, [("PLN-08".to_owned(), expected)]);
    }

    #[test]
    fn what_decides_without_being_named_is_found_by_trying() {
        let old = r#","title":"old","methods":["canary"]"#;
        let new = r#","title":"new","methods":["canary","manual"],
            "release_types":[{"id":"minor","emergency":false},{"id":"urgent","emergency":true}]"#;
        let release = r#"{"format":"releasegate/release/1","id":"r","type":"minor",
            "changes":[{"id":"RFC-1","category":"normal"}],
            "support":{"change_policy":{"categories":[{"id":"normal","emergency":false}]}},
            "plan":{"changes":["RFC-1"],"method":"canary"}}"#;
        let release: Release = read_json(release.as_bytes()).unwrap();
        let as_of = "2026-02-01T00:00:00Z".parse().unwrap();
        let mut changed = impact(&policies(old), &policies(new), [&release], as_of).changed;
        let checks = changed.remove(0).checks.into_iter();
        let why: Vec<_> = checks
            .filter(|check| check.check == "DEP-13")
            .flat_map(|check| check.why)
            .collect();
        let keys = vec!["release_types".to_owned()];
        assert_eq!(why, [Why::OtherPart { keys }]);
    }
}
