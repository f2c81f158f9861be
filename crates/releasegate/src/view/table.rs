//! What dates each part of a record: the one table that says when something could be known.
//!
//! - `known_from`: dates of the part as a whole; it is left out when one of them is later.
//! - `known_with`: lists; the part is left out when all their items are.
//! - `facts`: dates that are left out on their own, each with the values that go with it.
//! - `parts`: mappings inside, each with the values that go when something in it goes.
//! - `lists`: lists inside.

use super::Horizon;
use super::hide::{Date, Dated, Hiding, hide_list, list_holds_later, list_is_later};
use crate::model::*;

macro_rules! dated {
    ($($part:ident {
        $(known_from: [$($from:ident),+];)?
        $(known_with: [$($with:ident),+];)?
        $(facts: [$($fact:ident $(=> $($follows:ident),+)?);+];)?
        $(parts: [$($inner:ident $(=> $($goes:ident),+)?);+];)?
        $(lists: [$($list:ident),+];)?
    })+) => {$(
        impl Dated for $part {
            #[allow(unused_variables, reason = "a part may have no dates of its own")]
            fn is_later(&self, horizon: &Horizon) -> bool {
                false
                    $($(|| Date::is_later(&self.$from, horizon))+)?
                    $($(|| list_is_later(self.$with.as_ref(), horizon))+)?
            }

            #[allow(unused_variables, reason = "a part may hold no dates")]
            fn holds_later(&self, horizon: &Horizon) -> bool {
                false
                    $($(|| Date::is_later(&self.$fact, horizon))+)?
                    $($(|| self.$inner.as_ref().is_some_and(|inner| {
                        inner.is_later(horizon) || inner.holds_later(horizon)
                    }))+)?
                    $($(|| list_holds_later(self.$list.as_ref(), horizon))+)?
            }

            #[allow(unused_variables, reason = "a part may hold no dates")]
            fn hide(&mut self, hiding: &mut Hiding) {
                $($(
                    if Date::is_later(&self.$fact, &hiding.horizon) {
                        self.$fact = None;
                        $($(self.$follows = None;)+)?
                    }
                )+)?
                $($(
                    if let Some(inner) = &mut self.$inner {
                        let horizon = hiding.horizon;
                        let later = inner.is_later(&horizon);
                        $(
                            if later || inner.holds_later(&horizon) {
                                $(self.$goes = None;)+
                            }
                        )?
                        if later {
                            self.$inner = None;
                        } else {
                            hiding.within(stringify!($inner), |hiding| inner.hide(hiding));
                        }
                    }
                )+)?
                $($(hide_list(&mut self.$list, stringify!($list), hiding);)+)?
            }
        }
    )+};
}

dated! {
    Release {
        facts: [registered_at => registered_by];
        parts: [support; plan; build; verification; deployment; early_life; closure];
        lists: [parties, people, assignments, delegations, teams, changes, problems, approval_requests, approvals, baselines, holds, waivers, trail];
    }
    Party {}
    Person { lists: [competences]; }
    Competence {}
    Assignment { known_from: [assigned_at]; }
    Delegation { known_from: [recorded_at]; }
    Team {}
    ApprovalRequest { known_from: [requested_at]; }
    Hold {
        known_from: [held_at];
        facts: [resumed_at => resumed_by];
    }

    Support {
        parts: [change_policy; calendar];
        lists: [documents, agreements, procedures, indicators];
    }
    Document { facts: [approved_at => approved_by]; }
    CustomerAgreement { known_from: [agreed_at]; }
    Procedure {}
    ChangePolicy { lists: [scope, categories, major_criteria]; }
    ChangeCategory {}
    Calendar { lists: [freezes, windows]; }
    CalendarEntry {}
    Indicator {}

    Change {
        known_from: [recorded_at];
        parts: [major_impact; security_impact; review];
        lists: [decisions];
    }
    MajorImpact { known_from: [assessed_at]; }
    SecurityImpact { known_from: [assessed_at]; }
    ChangeDecision { known_from: [decided_at, recorded_at]; }
    ChangeReview { known_from: [reviewed_at]; lists: [actions]; }
    Action { facts: [done_at]; }
    Problem {
        known_from: [recorded_at];
        facts: [available_to_support_at; closed_at => closed_by];
        parts: [effectiveness; replanned];
    }
    Effectiveness { known_from: [verified_at]; }
    Replanned { known_from: [decided_at]; }

    Plan {
        known_from: [created_at];
        facts: [approved_at => approved_by, approved_seq];
        parts: [back_out; test_plan; design_transition];
        lists: [
            coordination, changes, known_errors, problems, waves, deliverables, affected_items, consulted,
            communications, risks, suppliers, training, clashes, sections, documents
        ];
    }
    Coordination { known_from: [held_at, recorded_at]; }
    PlannedWave {}
    Deliverable {}
    ConfigurationItem { known_from: [found_at]; }
    Consultation { known_from: [consulted_at]; }
    Communication { known_from: [sent_at]; }
    Risk { known_from: [assessed_at]; facts: [accepted_at => accepted_by]; }
    SupplierAgreement {}
    Training { facts: [done_at => by]; }
    Clash { known_from: [decided_at]; }
    PlanSection { facts: [approved_at => approved_by]; }
    BackOutPlan {
        facts: [approved_at => approved_by];
        parts: [not_testable];
        lists: [steps, tests];
    }
    BackOutTest { known_from: [tested_at]; }
    NotPossible { known_from: [approved_at]; }
    TestPlan { facts: [approved_at => approved_by]; }
    DesignTransition { facts: [approved_at => approved_by]; lists: [outcomes]; }
    IntendedOutcome {}

    BuildStage { lists: [builds, environments]; }
    Build { known_from: [built_at]; lists: [artifacts]; }
    Artifact {}
    Environment {}
    Verification {
        parts: [not_testable; test_data];
        lists: [criteria, criteria_agreements, results, failure_decisions, security_tests];
    }
    Criterion { known_from: [documented_at]; facts: [revised_at]; }
    CriteriaAgreement { known_from: [agreed_at]; }
    TestResult {
        known_from: [tested_at, recorded_at];
        parts: [not_applicable];
        lists: [artifacts];
    }
    FailureDecision {
        known_from: [decided_at, recorded_at];
        facts: [condition_met_at];
        lists: [actions, deciders];
    }
    Decider {}
    SecurityTest { known_from: [tested_at]; }
    TestDataStatement { known_from: [stated_at]; }

    Approval { known_from: [decided_at, recorded_at]; parts: [scope]; }
    ApprovalScope { lists: [artifacts]; }
    Baseline { known_from: [taken_at, recorded_at]; }

    Deployment {
        facts: [released_at];
        parts: [cleanup; post_change_check; investigation; emergency_review];
        lists: [waves, item_updates, access_grants, freeze_exemptions];
    }
    Wave { known_with: [attempts]; lists: [attempts]; }
    Attempt {
        known_from: [started_at];
        facts: [ended_at => outcome, remedy];
        parts: [back_out => outcome];
        lists: [artifacts, component_checks];
    }
    ComponentCheck { known_from: [checked_at]; }
    BackOut {
        known_from: [decided_at];
        facts: [started_at; ended_at => outcome];
        lists: [component_checks];
    }
    ItemUpdate { known_from: [updated_at]; facts: [changed_at]; }
    AccessGrant { known_from: [granted_at]; }
    Cleanup { known_from: [done_at]; }
    PostChangeCheck { known_from: [checked_at]; }
    FreezeExemption { known_from: [granted_at]; }
    Investigation { known_from: [finished_at]; lists: [actions]; }
    EmergencyReview {
        facts: [reviewed_at => reviewed_by, accepted, follow_up; records_completed_at];
    }

    EarlyLife {
        parts: [outcome; exit];
        lists: [success_criteria, monitoring, incident_extracts, incidents, publications, roster];
    }
    Observation { known_from: [observed_at]; }
    Outcome { known_from: [set_at]; }
    IncidentExtract { known_from: [taken_at]; }
    Incident {
        known_from: [opened_at, related_at];
        facts: [resolved_at; closed_at];
        parts: [major];
    }
    MajorIncident { facts: [management_informed_at; reviewed_at => review]; }
    Publication { known_from: [published_at]; lists: [future_releases]; }
    FutureRelease {}
    Shift {}
    EarlyLifeExit { known_from: [exited_at]; lists: [authorisations, criteria, open_incidents]; }
    ExitAuthorisation { known_from: [authorised_at]; }
    ExitCriterion {}

    Closure {
        facts: [closed_at => closed_by];
        parts: [cancellation; periodic; retention];
        lists: [
            analyses, reviews, improvements, reports, nonconformities, side_effects, documents, lessons
        ];
    }
    Cancellation { known_from: [cancelled_at]; }
    Analysis { known_from: [analysed_at]; lists: [data_refs, customer_impact]; }
    Review { known_from: [reviewed_at]; lists: [opportunities]; }
    Improvement { known_from: [decided_at]; facts: [done_at]; }
    Report { known_from: [sent_at]; lists: [outcomes, actions]; }
    AchievedOutcome {}
    Nonconformity {
        facts: [effectiveness_reviewed_at => effectiveness; closed_at];
        lists: [actions];
    }
    SideEffect { known_from: [reviewed_at]; }
    DocumentUpdate { known_from: [updated_at]; }
    Periodic { lists: [measurements, change_trends, configuration_audits]; }
    Measurement { known_from: [analysed_at]; }
    PeriodicRun { known_from: [done_at]; facts: [reviewed_at]; lists: [actions]; }
    Retention { facts: [deleted_at]; }

    Waiver { known_from: [approved_at]; }
    TrailEntry { known_from: [decided_at, recorded_at]; }
}

// Text and ids have no dates; only the statement that there are none has one.
impl Dated for String {}
impl Dated for ChangeId {}
impl Dated for ProblemId {}
impl Dated for DocumentId {}
