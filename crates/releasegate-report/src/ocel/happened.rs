//! What a record says happened, in the order of the process.

use releasegate::model::{
    Attempt, BuildId, Deployment, EarlyLife, EnvironmentId, Items, PersonId, Plan, Release,
    Verification, WaveId,
};

use super::{Log, Related};
use crate::words::word_of;

pub(super) fn record<'a>(release: &'a Release, log: &mut Log<'a>) {
    let by = people("actor", &release.registered_by);
    log.happened("register release", release.registered_at.as_ref(), by, &[]);
    changes(release, log);
    if let Some(plan) = &release.plan {
        planned(plan, log);
    }
    built(release, log);
    if let Some(verification) = &release.verification {
        verified(verification, log);
    }
    approved(release, log);
    if let Some(deployment) = &release.deployment {
        deployed(deployment, log);
    }
    if let Some(early_life) = &release.early_life {
        supported(early_life, log);
    }
    closed(release, log);
    for hold in release.holds.items() {
        let by = people("approver", &hold.held_by);
        log.happened("hold", hold.held_at.as_ref(), by, &[]);
        let by = people("approver", &hold.resumed_by);
        log.happened("resume", hold.resumed_at.as_ref(), by, &[]);
    }
    for waiver in release.waivers.items() {
        let related = people("approver", &waiver.approved_by)
            .chain(people("requester", &waiver.requested_by))
            .chain(one("target", "waiver", Some(&waiver.id)));
        log.happened("approve waiver", waiver.approved_at.as_ref(), related, &[]);
    }
    for entry in release.trail.items() {
        let stage = entry.stage.map(|stage| stage.id());
        let related = people("actor", &entry.actor).chain(one("entered", "stage", stage));
        let accepted = entry.accepted.map(yes_or_no);
        let facts = [
            ("number", Some(entry.seq.to_string())),
            ("entry", entry.event.clone()),
            ("accepted", accepted.map(str::to_owned)),
        ];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_deref()));
        // When it was written down; the facts themselves are events of their own.
        let at = entry.recorded_at.as_ref().or(entry.decided_at.as_ref());
        log.happened("write trail entry", at, related, &facts);
    }
}

fn changes<'a>(release: &'a Release, log: &mut Log<'a>) {
    for change in release.changes.items() {
        let of = || one("target", "change", Some(change.id.as_str()));
        let related = of().chain(people("requester", &change.requested_by));
        let facts = [("category", change.category.as_deref())];
        log.happened(
            "record change",
            change.recorded_at.as_ref(),
            related,
            &facts,
        );
        for decision in change.decisions.items() {
            let related = of().chain(people("approver", decision.decided_by.items()));
            let facts = [("decision", word_of(&decision.status))];
            let facts = facts
                .each_ref()
                .map(|(name, value)| (*name, value.as_deref()));
            log.happened(
                "decide on change",
                decision.decided_at.as_ref(),
                related,
                &facts,
            );
        }
        if let Some(review) = &change.review {
            let related = of().chain(people("actor", review.reviewed_by.items()));
            let facts = [("effective", review.effective.map(yes_or_no))];
            log.happened(
                "review change",
                review.reviewed_at.as_ref(),
                related,
                &facts,
            );
        }
    }
}

fn planned<'a>(plan: &'a Plan, log: &mut Log<'a>) {
    let version = [("plan version", plan.version.as_deref())];
    let by = people("actor", &plan.created_by);
    log.happened("begin plan", plan.created_at.as_ref(), by, &version);
    for coordination in plan.coordination.items() {
        let facts = [
            ("plan version", coordination.plan_version.as_deref()),
            ("role", coordination.role.as_ref().map(|role| role.as_str())),
        ];
        let by = people("actor", &coordination.by);
        log.happened("coordinate plan", coordination.held_at.as_ref(), by, &facts);
    }
    let by = people("approver", &plan.approved_by);
    log.happened("approve plan", plan.approved_at.as_ref(), by, &version);
    for notice in plan.communications.items() {
        let related = people("actor", &notice.by).chain(wave(notice.wave.as_ref()));
        log.happened("give notice", notice.sent_at.as_ref(), related, &[]);
    }
}

fn built<'a>(release: &'a Release, log: &mut Log<'a>) {
    let stage = release.build.as_ref();
    for built in stage.map_or(&[][..], |stage| stage.builds.items()) {
        let related = build(Some(&built.id)).chain(people("actor", built.built_by.items()));
        log.happened("finish build", built.built_at.as_ref(), related, &[]);
    }
}

fn verified<'a>(verification: &'a Verification, log: &mut Log<'a>) {
    for result in verification.results.items() {
        let related = build(result.build.as_ref())
            .chain(environment(result.environment.as_ref()))
            .chain(people("actor", &result.tested_by));
        let outcome = word_of(&result.outcome);
        let facts = [
            ("criterion", Some(result.criterion.as_str())),
            ("outcome", outcome.as_deref()),
        ];
        log.happened("test", result.tested_at.as_ref(), related, &facts);
    }
    for decision in verification.failure_decisions.items() {
        let deciders = decision.deciders.items().iter();
        let deciders = deciders.flat_map(|decider| people("approver", &decider.person));
        let deploy = decision.deploy.as_ref().and_then(word_of);
        let facts = [("deploy", deploy.as_deref())];
        let at = decision.decided_at.as_ref();
        log.happened("decide on failed tests", at, deciders, &facts);
    }
}

fn approved<'a>(release: &'a Release, log: &mut Log<'a>) {
    for request in release.approval_requests.items() {
        let related = build(Some(&request.build))
            .chain(environment(request.environment.as_ref()))
            .chain(request.waves.items().iter().flat_map(|id| wave(Some(id))))
            .chain(people("requester", &request.requested_by));
        log.happened(
            "request approval",
            request.requested_at.as_ref(),
            related,
            &[],
        );
    }
    for approval in release.approvals.items() {
        let scope = approval.scope.as_ref();
        let waves = scope.map_or(&[][..], |scope| scope.waves.items());
        let related = build(scope.and_then(|scope| scope.build.as_ref()))
            .chain(environment(
                scope.and_then(|scope| scope.environment.as_ref()),
            ))
            .chain(waves.iter().flat_map(|id| wave(Some(id))))
            .chain(people("approver", &approval.by))
            .chain(people("witness", &approval.witness));
        let decision = word_of(&approval.decision);
        let facts = [
            ("approval", Some(approval.id.as_str())),
            ("decision", decision.as_deref()),
            ("role", approval.role.as_ref().map(|role| role.as_str())),
        ];
        log.happened(
            "decide on approval",
            approval.decided_at.as_ref(),
            related,
            &facts,
        );
    }
    for baseline in release.baselines.items() {
        let related = one("target", "baseline", Some(&baseline.id))
            .chain(people("actor", &baseline.taken_by));
        log.happened("take baseline", baseline.taken_at.as_ref(), related, &[]);
    }
}

fn deployed<'a>(deployment: &'a Deployment, log: &mut Log<'a>) {
    let live = deployment.environment.as_ref();
    for deployed in deployment.waves.items() {
        for attempt in deployed.attempts.items() {
            tried(&deployed.id, attempt, live, log);
        }
    }
    let at = deployment.released_at.as_ref();
    log.happened("release to users", at, environment(live), &[]);
    for update in deployment.item_updates.items() {
        let related = wave(update.wave.as_ref())
            .chain(people("actor", &update.updated_by))
            .chain(one(
                "evidence",
                "change",
                update.change.as_ref().map(|id| id.as_str()),
            ));
        let facts = [("item", Some(update.item.as_str()))];
        let at = update.updated_at.as_ref();
        log.happened("update configuration information", at, related, &facts);
    }
}

fn tried<'a>(
    id: &'a WaveId,
    attempt: &'a Attempt,
    live: Option<&'a EnvironmentId>,
    log: &mut Log<'a>,
) {
    let of = || {
        wave(Some(id))
            .chain(build(attempt.build.as_ref()))
            .chain(environment(attempt.environment.as_ref().or(live)))
    };
    let by = || people("actor", attempt.deployed_by.items());
    log.happened(
        "start wave",
        attempt.started_at.as_ref(),
        of().chain(by()),
        &[],
    );
    let outcome = attempt.outcome.as_ref().and_then(word_of);
    let facts = [("outcome", outcome.as_deref())];
    log.happened(
        "end wave",
        attempt.ended_at.as_ref(),
        of().chain(by()),
        &facts,
    );
    if let Some(back_out) = &attempt.back_out {
        let decided = of().chain(people("approver", &back_out.decided_by));
        log.happened(
            "decide on back-out",
            back_out.decided_at.as_ref(),
            decided,
            &[],
        );
        log.happened("start back-out", back_out.started_at.as_ref(), of(), &[]);
        let outcome = back_out.outcome.as_ref().and_then(word_of);
        let facts = [("outcome", outcome.as_deref())];
        log.happened("end back-out", back_out.ended_at.as_ref(), of(), &facts);
    }
}

fn supported<'a>(early_life: &'a EarlyLife, log: &mut Log<'a>) {
    for incident in early_life.incidents.items() {
        let of = || one("target", "incident", Some(&incident.id));
        let facts = [("priority", incident.priority.as_deref())];
        log.happened("open incident", incident.opened_at.as_ref(), of(), &facts);
        log.happened("resolve incident", incident.resolved_at.as_ref(), of(), &[]);
        log.happened("close incident", incident.closed_at.as_ref(), of(), &[]);
    }
    if let Some(outcome) = &early_life.outcome {
        let value = word_of(&outcome.value);
        let facts = [("outcome", value.as_deref())];
        let by = people("actor", &outcome.set_by);
        log.happened("judge outcome", outcome.set_at.as_ref(), by, &facts);
    }
    if let Some(exit) = &early_life.exit {
        let by = people("approver", &exit.authorised_by);
        log.happened("end early life support", exit.exited_at.as_ref(), by, &[]);
    }
}

fn closed<'a>(release: &'a Release, log: &mut Log<'a>) {
    let Some(closure) = &release.closure else {
        return;
    };
    if let Some(cancelled) = &closure.cancellation {
        let by = people("approver", [&cancelled.cancelled_by]);
        log.happened("cancel", Some(&cancelled.cancelled_at), by, &[]);
    }
    for analysis in closure.analyses.items() {
        let by = people("actor", &analysis.analysed_by);
        log.happened("analyse", analysis.analysed_at.as_ref(), by, &[]);
    }
    for review in closure.reviews.items() {
        let by = people("actor", review.reviewed_by.items());
        log.happened("review", review.reviewed_at.as_ref(), by, &[]);
    }
    let by = people("actor", &closure.closed_by);
    log.happened("close release", closure.closed_at.as_ref(), by, &[]);
}

fn people<'a>(
    qualifier: &'static str,
    people: impl IntoIterator<Item = &'a PersonId>,
) -> impl Iterator<Item = Related<'a>> {
    let people = people.into_iter();
    people.flat_map(move |person| one(qualifier, "person", Some(person.as_str())))
}

fn build(id: Option<&BuildId>) -> impl Iterator<Item = Related<'_>> {
    one("target", "build", id.map(|id| id.as_str()))
}

fn wave(id: Option<&WaveId>) -> impl Iterator<Item = Related<'_>> {
    one("target", "wave", id.map(|id| id.as_str()))
}

fn environment(id: Option<&EnvironmentId>) -> impl Iterator<Item = Related<'_>> {
    one("place", "environment", id.map(|id| id.as_str()))
}

fn one<'a>(
    qualifier: &'static str,
    kind: &'static str,
    id: Option<&'a str>,
) -> impl Iterator<Item = Related<'a>> {
    id.into_iter().map(move |id| Related {
        qualifier,
        kind,
        id,
    })
}

const fn yes_or_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}
