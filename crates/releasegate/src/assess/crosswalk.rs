//! Which evidence also serves which clause of which framework. It never gives a verdict there.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AssessedRelease, Assessment};
use crate::checks::{Asked, Clause, Provenance};
use crate::pointer::Pointer;
use crate::policy::profiles;
use crate::time::AsOf;

/// The evidence of a record, by the clauses that it serves.
///
/// That evidence serves a clause does not say that the clause is met: a verdict is only given by
/// the profile of that framework.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Crosswalk<'a> {
    /// The format of this document: `releasegate/crosswalk/1`.
    #[schemars(extend("const" = Crosswalk::FORMAT))]
    pub format: &'static str,
    /// The release.
    pub release: AssessedRelease<'a>,
    /// The instant at which the record was looked at.
    pub as_of: AsOf,
    /// The frameworks, each with its clauses.
    pub frameworks: Vec<FrameworkEvidence>,
}

impl Crosswalk<'_> {
    /// The format id of cross-walks.
    pub const FORMAT: &'static str = "releasegate/crosswalk/1";
}

/// The clauses of a framework that evidence serves.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FrameworkEvidence {
    /// The framework and its edition.
    pub framework: &'static str,
    /// Its clauses, by their numbers.
    pub clauses: Vec<ClauseEvidence>,
}

/// The evidence that serves a clause.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ClauseEvidence {
    /// The clause.
    pub clause: &'static str,
    /// The evidence, by the checks that looked at it.
    pub served_by: Vec<ServingEvidence>,
}

/// The evidence that one check looked at.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ServingEvidence {
    /// The check.
    pub check: &'static str,
    /// How sure we are that the clause asks for it.
    pub provenance: Provenance,
    /// The places of the record and the policy.
    pub places: Vec<Pointer>,
}

/// The evidence that the checks of an assessment looked at, by the clauses that it serves.
#[must_use]
pub fn crosswalk<'a>(assessment: &Assessment<'a>) -> Crosswalk<'a> {
    let framework = |framework: &'static str| FrameworkEvidence {
        framework,
        clauses: served(assessment, framework),
    };
    let frameworks = profiles().iter();
    Crosswalk {
        format: Crosswalk::FORMAT,
        release: assessment.release,
        as_of: assessment.as_of,
        frameworks: frameworks
            .map(|profile| framework(&profile.framework))
            .filter(|framework| !framework.clauses.is_empty())
            .collect(),
    }
}

fn served(assessment: &Assessment<'_>, framework: &str) -> Vec<ClauseEvidence> {
    let mut clauses: Vec<ClauseEvidence> = Vec::new();
    let looked_at = assessment.findings.iter();
    for finding in looked_at.filter(|finding| !finding.evidence.is_empty()) {
        // An own check serves no clause.
        let Asked::Shipped(check) = finding.check else {
            continue;
        };
        let of_framework = |clause: &&Clause| clause.framework == framework;
        for clause in check.clauses.iter().filter(of_framework) {
            let evidence = ServingEvidence {
                check: check.id,
                provenance: clause.provenance,
                places: finding.evidence.to_vec(),
            };
            match clauses.iter_mut().find(|it| it.clause == clause.clause) {
                Some(known) => known.served_by.push(evidence),
                None => clauses.push(ClauseEvidence {
                    clause: clause.clause,
                    served_by: vec![evidence],
                }),
            }
        }
    }
    clauses.sort_by_key(|clause| clause.clause);
    clauses
}
