//! What is asked of a record: a shipped check, or one of the organization's own.

use super::case::{Case, Trigger};
use super::check::{Check, Clause, Docs};
use super::judgement::{Judgement, Summary};
use crate::own::OwnCheck;
use crate::stage::Stage;

/// A check that a policy asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked<'a> {
    /// One that is shipped.
    Shipped(&'static Check),
    /// One of the organization's own.
    Own(&'a OwnCheck),
}

impl<'a> Asked<'a> {
    /// Its id, for example `DEP-01`.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match self {
            Self::Shipped(check) => check.id,
            Self::Own(own) => &own.rule.id,
        }
    }

    /// The name of the defect that it looks for.
    #[must_use]
    pub fn name(&self) -> &'a str {
        match self {
            Self::Shipped(check) => check.name,
            Self::Own(own) => &own.rule.name,
        }
    }

    /// The requirement.
    #[must_use]
    pub fn title(&self) -> &'a str {
        match self {
            Self::Shipped(check) => check.title,
            Self::Own(own) => &own.rule.title,
        }
    }

    /// The stage whose work it judges.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self {
            Self::Shipped(check) => check.stage,
            Self::Own(own) => own.rule.stage,
        }
    }

    /// Where frameworks ask for it; nowhere, when it is the organization's own.
    #[must_use]
    pub fn clauses(&self) -> &'static [Clause] {
        match self {
            Self::Shipped(check) => check.clauses,
            Self::Own(_) => &[],
        }
    }

    /// What people read about it.
    #[must_use]
    pub fn docs(&self) -> Docs<'a> {
        match self {
            Self::Shipped(check) => check.docs,
            Self::Own(own) => own.docs(),
        }
    }

    /// From when on a missing fact counts against the release. An own check says itself to what
    /// it applies, so it is always due.
    #[must_use]
    pub fn trigger(&self) -> Trigger {
        match self {
            Self::Shipped(check) => check.trigger,
            Self::Own(_) => Trigger::Registered,
        }
    }

    /// Judges one record. What `judgement` held before is forgotten.
    #[must_use]
    pub fn judge(&self, case: &Case<'a>, judgement: &mut Judgement<'a>) -> Summary<'a> {
        match self {
            Self::Shipped(check) => check.judge(case, judgement),
            Self::Own(own) => {
                judgement.clear();
                own.judge(case, judgement);
                judgement.sum_up(case.due(Trigger::Registered))
            }
        }
    }
}
