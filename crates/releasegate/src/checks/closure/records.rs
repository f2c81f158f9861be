//! What the release leaves behind: documents up to date, records kept, knowledge others can use.

use super::over::could_know;
use crate::authority::role;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::limits::{CLOSED_AT, days_after};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Trigger, says_nothing};
use crate::model::{Items, Retention, Stated};
use crate::pointer::Pointer;
use crate::policy::limit;
use crate::stage::Stage;
use crate::time::{Deadline, Proof, Span, before};

pub(super) static DOCUMENTS_UPDATED: Check = Check {
    id: "CLS-09",
    name: "document-not-updated",
    title: "Documents, catalogue and agreements that the release touches are brought up to date",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Should,
    trigger: Trigger::PeriodEnd,
    clauses: &[
        verified(COBIT_2019, "BAI06.04"),
        unverified(ISO20000_2018, "8.5.2.2"),
        unverified(ISO20000_2018, "8.2.4"),
    ],
    docs: Docs {
        asks: "Each document that the plan lists, from the user manual to the service catalogue and the agreements, got a new version after planning began.",
        why: "People work by what is written, long after the release is forgotten.",
        example: "The manual was updated, the service catalogue still describes the old service.",
        remedy: "Record each update under `closure.documents` with `version` and `updated_at`, or state `none` under `plan.documents` if nothing is to be updated.",
        role: role::RELEASE_MANAGER,
    },
    judge: documents_updated,
};

fn documents_updated<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let listed = "/plan/documents";
    let plan = case.plan();
    let documents = plan.and_then(|plan| plan.documents.as_ref());
    if let Some(Stated::None(statement)) = documents {
        return judgement.exempt(listed, Some(statement.by.as_str()));
    }
    if case.progress.backed_out
        && case.progress.phase == Phase::Ended
        && let Some(end) = case.progress.ends.first()
    {
        // What was taken back is not to be described.
        return judgement.exempt(end.pointer, None);
    }
    let role = role::RELEASE_MANAGER;
    judgement.list(documents, listed, role, |id| {
        !says_nothing(Some(id.as_str()))
    });
    let created = plan.and_then(|plan| Fact::dated(&plan.created_at, "/plan/created_at"));
    let closure = case.release.closure.as_ref();
    let updated = closure.and_then(|closure| closure.documents.as_ref());
    let updates = closure.map_or(&[][..], |closure| closure.documents.items());
    for (position, id) in plan
        .map_or(&[][..], |plan| plan.documents.items())
        .iter()
        .enumerate()
    {
        let own = updates
            .iter()
            .enumerate()
            .filter(|(_, update)| update.document == *id);
        let any = judgement.any_of(own, |way, (index, update)| {
            let version = Pointer::new("/closure/documents/*/version", [index]);
            way.text(update.version.as_deref(), version, role);
            let updated_at = Pointer::new("/closure/documents/*/updated_at", [index]);
            match (Fact::dated(&update.updated_at, updated_at), created) {
                (None, _) => way.missing(updated_at, role),
                (Some(updated), Some(created)) => way.before_or_open(case, created, updated),
                (Some(_), None) => way.missing("/plan/created_at", role),
            }
        });
        if !any {
            let at = Pointer::new("/plan/documents/*", [position]);
            let by = "/closure/documents".into();
            judgement.incomplete(Reason::NotCovered { at, by });
            judgement.none_listed(updated, by, role);
        }
    }
}

pub(super) static RECORDS_KEPT: Check = Check {
    id: "CLS-14",
    name: "records-not-kept-long-enough",
    title: "The records of the release are kept, where and for as long as the policy asks",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[unverified(ISO20000_2018, "7.5.3")],
    docs: Docs {
        asks: "It is stated where the records are kept and until when, which is no earlier than the policy asks, counted from the closure of the release. They were not deleted before.",
        why: "Who asks two years later what was approved finds an answer only in records that are still there.",
        example: "The policy asks for ten years, and the records are kept for one.",
        remedy: "Fill in `closure.retention` with `until` and `store`; set `retention_days` in the policy.",
        role: role::RELEASE_MANAGER,
    },
    judge: records_kept,
};

fn records_kept<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let role = role::RELEASE_MANAGER;
    let closure = case.release.closure.as_ref();
    let closed = closure.and_then(|closure| Fact::dated(&closure.closed_at, CLOSED_AT));
    let asked_until = match closed {
        None => {
            judgement.missing(CLOSED_AT, role);
            None
        }
        Some(closed) => {
            judgement.cite(CLOSED_AT);
            days_after(case, judgement, closed, &limit::RETENTION)
        }
    };
    let Some(retention) = closure.and_then(|closure| closure.retention.as_ref()) else {
        return judgement.missing("/closure/retention", role);
    };
    let store = "/closure/retention/store";
    judgement.text(retention.store.as_deref(), store, role);
    long_enough(case, judgement, retention, asked_until);
    not_deleted_before(case, judgement, retention, asked_until);
}

fn long_enough<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    retention: &'a Retention,
    asked_until: Option<Span>,
) {
    let at = "/closure/retention/until".into();
    let Some(until) = &retention.until else {
        return judgement.missing(at, role::RELEASE_MANAGER);
    };
    judgement.cite(at);
    let Some(kept) = Deadline::new(until, case.zone) else {
        return judgement.undecided(Reason::TimeUnusable { at });
    };
    let Some(asked) = asked_until else {
        return;
    };
    let too_short = Reason::TooEarly {
        at,
        period_end: asked.first(),
    };
    match kept.met_by(asked) {
        Proof::Proven => {}
        Proof::Refuted => judgement.unmet_when_due(too_short),
        Proof::Undecided => judgement.incomplete(too_short),
    }
}

/// What was deleted does not come back: neither before the time stated nor before the time that the
/// policy asks for.
fn not_deleted_before<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    retention: &'a Retention,
    asked_until: Option<Span>,
) {
    let at = "/closure/retention/deleted_at".into();
    let Some(deleted) = Fact::dated(&retention.deleted_at, at) else {
        return;
    };
    if let Some(until) = Fact::dated(&retention.until, "/closure/retention/until") {
        judgement.before(case, until, deleted);
    }
    let order = case
        .span(deleted.at)
        .zip(asked_until)
        .map(|(deleted, asked)| (before(asked, deleted), asked.first()));
    match order {
        Some((Proof::Refuted, period_end)) => {
            judgement.nonconforming(Reason::TooEarly { at, period_end });
        }
        Some((Proof::Undecided, period_end)) => {
            judgement.undecided(Reason::TooEarly { at, period_end });
        }
        Some((Proof::Proven, _)) | None => {}
    }
}

pub(super) static KNOWLEDGE_KEPT: Check = Check {
    id: "CLS-15",
    name: "knowledge-not-kept",
    title: "What was learned is kept where others find it, or it is said that nothing was",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Should,
    trigger: Trigger::Closure,
    clauses: &[unverified(ISO20000_2018, "7.6")],
    docs: Docs {
        asks: "The record refers to what was learned from the release and where that is kept, or somebody states that there was nothing to keep.",
        why: "The next team meets the same surprise unless somebody wrote it down.",
        example: "The list of lessons is empty, and nobody says that there were none.",
        remedy: "List references under `closure.lessons`, or state `none` with who and when.",
        role: role::RELEASE_MANAGER,
    },
    judge: knowledge_kept,
};

fn knowledge_kept<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let closure = case.release.closure.as_ref();
    let lessons = closure.and_then(|closure| closure.lessons.as_ref());
    if let Some(Stated::None(statement)) = lessons {
        could_know(case, judgement, statement, "/closure/lessons/none/at");
    }
    judgement.list_or_none(
        lessons,
        "/closure/lessons",
        role::RELEASE_MANAGER,
        |lesson| !says_nothing(Some(lesson)),
    );
}
