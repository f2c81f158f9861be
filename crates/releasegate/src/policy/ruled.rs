//! The checks of a policy: those of the profile, and what the organization rules on top of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{PolicyDocument, Profile, RuledSeverity};
use crate::checks::{self, Asked, Check, Clause, Severity};
use crate::own::OwnCheck;
use crate::pointer::Pointer;
use crate::read::{Error, ErrorCode};
use crate::stage::Stage;

/// A check under a policy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuledCheck {
    /// The check.
    pub check: &'static Check,
    /// How much it weighs.
    pub severity: Severity,
    /// The gate it belongs to.
    pub gate: Option<Stage>,
}

/// A check that a policy asks for, shipped or its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AskedCheck<'a> {
    /// The check.
    pub check: Asked<'a>,
    /// How much it weighs.
    pub severity: Severity,
    /// The gate it belongs to.
    pub gate: Option<Stage>,
}

impl From<RuledCheck> for AskedCheck<'_> {
    fn from(ruled: RuledCheck) -> Self {
        Self {
            check: Asked::Shipped(ruled.check),
            severity: ruled.severity,
            gate: ruled.gate,
        }
    }
}

impl<'a> From<&'a OwnCheck> for AskedCheck<'a> {
    fn from(own: &'a OwnCheck) -> Self {
        Self {
            check: Asked::Own(own),
            severity: own.rule.severity.unwrap_or(Severity::Must),
            gate: own.rule.gate,
        }
    }
}

/// Where a policy asks for less than the profile it builds on. It cannot claim that profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Departure {
    /// The check that the profile requires.
    pub check: &'static str,
    /// What is less.
    pub loosened: Loosened,
    /// The rule of the policy.
    pub rule: Pointer,
}

/// What a policy asks less of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Loosened {
    /// The check is good practice only.
    Should,
    /// The check is left out.
    Off,
    /// The check is asked for at a later gate, or at none.
    Gate,
}

/// The checks of a profile as a document rules on them, in the order of the process, and where
/// that is less than the profile asks for.
pub(super) fn ruled(
    profile: &Profile,
    document: Option<&PolicyDocument>,
) -> Result<(Vec<RuledCheck>, Vec<Departure>), Error> {
    let mut ruled = profile.checks.clone();
    let mut departures = Vec::new();
    let rules = document.and_then(|document| document.checks.as_deref());
    for (index, rule) in rules.unwrap_or_default().iter().enumerate() {
        let check = known(&rule.check).map_err(|mut error| {
            error.pointer = Some(format!("/checks/{index}/check"));
            error
        })?;
        let position = ruled.iter().position(|ruled| ruled.check.id == check.id);
        let before = position.and_then(|position| ruled.get(position).copied());
        let wanted = rule.severity.map(RuledSeverity::severity);
        let severity = wanted.unwrap_or(Some(before.map_or(check.severity, |it| it.severity)));
        let after = severity.map(|severity| RuledCheck {
            check,
            severity,
            gate: rule.gate.or(before.map_or(check.gate, |it| it.gate)),
        });
        departures.extend(
            before
                .and_then(|before| loosened(before, after))
                .map(|loosened| Departure {
                    check: check.id,
                    loosened,
                    rule: Pointer::new("policy#/checks/*", [index]),
                }),
        );
        match (position, after) {
            (Some(position), None) => {
                ruled.remove(position);
            }
            (Some(position), Some(after)) => {
                if let Some(slot) = ruled.get_mut(position) {
                    *slot = after;
                }
            }
            (None, after) => ruled.extend(after),
        }
    }
    ruled.sort_by_key(|ruled| (ruled.check.stage, ruled.check.id));
    Ok((ruled, departures))
}

/// What a rule takes away from a required check.
fn loosened(before: RuledCheck, after: Option<RuledCheck>) -> Option<Loosened> {
    if before.severity == Severity::Should {
        return None;
    }
    let Some(after) = after else {
        return Some(Loosened::Off);
    };
    if after.severity == Severity::Should {
        return Some(Loosened::Should);
    }
    // What belongs to no gate is asked for later than at any gate.
    let last = Stage::Closure as u8 + 1;
    let at = |gate: Option<Stage>| gate.map_or(last, |gate| gate as u8);
    (at(after.gate) > at(before.gate)).then_some(Loosened::Gate)
}

fn known(id: &str) -> Result<&'static Check, Error> {
    checks::by_id(id).ok_or_else(|| {
        Error::new(
            ErrorCode::UnknownCheck,
            format!("no check has the id `{id}`"),
        )
        .with_help("`releasegate explain --all` lists the checks")
    })
}

/// A clause that the profile judges as a whole, and what it takes.
#[derive(Clone, Debug)]
pub struct RuledClause {
    /// The clause number.
    pub clause: &'static str,
    /// The positions of the checks that the profile requires for it; `None` for one that the
    /// policy leaves out.
    pub positions: Vec<Option<usize>>,
}

/// What each clause of a profile takes. It is the profile that says so, whatever the policy rules:
/// a clause is not met because somebody asks for less of it.
pub(super) fn clauses(profile: &'static Profile, ruled: &[RuledCheck]) -> Vec<RuledClause> {
    let mut clauses = Vec::with_capacity(profile.clauses.len());
    for number in &profile.clauses {
        let asks = |ruled: &&RuledCheck| {
            let mut clauses = ruled.check.clauses.iter();
            let asks =
                |clause: &Clause| clause.framework == profile.framework && clause.clause == number;
            ruled.severity == Severity::Must && clauses.any(asks)
        };
        let required = profile.checks.iter().filter(asks);
        let position = |of: &RuledCheck| ruled.iter().position(|it| it.check.id == of.check.id);
        let positions = required.map(position).collect();
        clauses.push(RuledClause {
            clause: number,
            positions,
        });
    }
    clauses
}
