//! The declaration of a check.

use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, Trigger};
use super::judgement::{Judgement, Summary};
use super::verdict::Severity;
use crate::stage::Stage;

/// One atomic requirement: what it asks, why, and the function that judges it.
#[derive(Debug)]
pub struct Check {
    /// Stable id, for example `DEP-01`; never used again for something else.
    pub id: &'static str,
    /// States the defect in kebab case.
    pub name: &'static str,
    /// States the requirement in our own words.
    pub title: &'static str,
    /// The stage whose work it judges.
    pub stage: Stage,
    /// The gate it belongs to: the exit of this stage. Work that goes on after a release, or is
    /// done at intervals, belongs to no gate; it still counts in the whole.
    pub gate: Option<Stage>,
    /// How much it weighs where a profile does not say otherwise.
    pub severity: Severity,
    /// From when on a missing fact counts against the release.
    pub trigger: Trigger,
    /// Where frameworks ask for it.
    pub clauses: &'static [Clause],
    /// What people read about it.
    pub docs: Docs<'static>,
    /// Looks at a record. Pure: the same case gives the same judgement.
    pub judge: for<'a> fn(&Case<'a>, &mut Judgement<'a>),
}

/// A clause of a framework that asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Clause {
    /// The framework and its edition.
    pub framework: &'static str,
    /// The clause number.
    pub clause: &'static str,
    /// How sure we are that the clause asks for it.
    pub provenance: Provenance,
}

/// How sure we are that a clause asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// The content of the clause was read on a public page.
    Verified,
    /// Only its heading, or a neighbouring edition, was read.
    Partial,
    /// From general knowledge; to be confirmed by somebody who holds the text.
    Unverified,
    /// Our own design, not a clause.
    Design,
}

/// What people read about a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Docs<'a> {
    /// What it asks.
    pub asks: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// An example that fails.
    pub example: &'a str,
    /// How to put it right.
    pub remedy: &'a str,
    /// The role that can put it right.
    pub role: &'a str,
}

/// A clause whose content was read on a public page.
pub(super) const fn verified(framework: &'static str, clause: &'static str) -> Clause {
    Clause {
        framework,
        clause,
        provenance: Provenance::Verified,
    }
}

/// A clause of which only the heading, or a neighbouring edition, was read.
pub(super) const fn partial(framework: &'static str, clause: &'static str) -> Clause {
    Clause {
        framework,
        clause,
        provenance: Provenance::Partial,
    }
}

/// Our own design: no clause asks for it.
pub(super) const fn designed() -> Clause {
    Clause {
        framework: framework::DESIGN,
        clause: "design",
        provenance: Provenance::Design,
    }
}

/// A clause known from general knowledge only.
pub(super) const fn unverified(framework: &'static str, clause: &'static str) -> Clause {
    Clause {
        framework,
        clause,
        provenance: Provenance::Unverified,
    }
}

/// The frameworks that checks refer to, each with its edition.
pub(super) mod framework {
    pub(crate) const ISO20000_2018: &str = "iso20000-1:2018";
    pub(crate) const ISO20000_2011: &str = "iso20000-1:2011";
    pub(crate) const ITIL: &str = "itil";
    pub(crate) const COBIT_2019: &str = "cobit-2019";
    pub(crate) const SOC2: &str = "soc2";
    pub(crate) const ISO27001_2022: &str = "iso27001:2022";
    pub(crate) const NIST_800_53R5: &str = "nist-800-53r5";
    pub(crate) const PCI_DSS_4: &str = "pci-dss-4";
    /// What this project asks for itself.
    pub(crate) const DESIGN: &str = "releasegate";

    #[cfg(test)]
    pub(crate) const ALL: [&str; 9] = [
        DESIGN,
        ISO20000_2018,
        ISO20000_2011,
        ITIL,
        COBIT_2019,
        SOC2,
        ISO27001_2022,
        NIST_800_53R5,
        PCI_DSS_4,
    ];
}

impl Check {
    /// Judges one record. What `judgement` held before is forgotten.
    #[must_use]
    pub fn judge<'a>(&self, case: &Case<'a>, judgement: &mut Judgement<'a>) -> Summary<'a> {
        judgement.clear();
        if !case.exempt_cancelled(self.trigger, judgement) {
            (self.judge)(case, judgement);
        }
        judgement.sum_up(case.due(self.trigger))
    }
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
