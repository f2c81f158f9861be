//! Users and support know what is coming before it comes.

use crate::authority::role;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Start, Trigger};
use crate::model::{AudienceId, Items, PlannedWave, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

/// The audience that stands for those who support the service.
const SUPPORT: &str = "support";

pub(super) static TRAINED: Check = Check {
    id: "PLN-30",
    name: "users-or-support-not-trained",
    title: "Users and support are made aware of the release, or trained, before it reaches them",
    stage: Stage::Planning,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2018, "7.3"),
        unverified(ISO20000_2018, "7.4"),
        verified(COBIT_2019, "BAI07.01"),
    ],
    docs: Docs {
        asks: "Every planned wave says whom it reaches; each of these audiences was trained or told before that wave started, or before users could first use what was deployed, and the audience `support` before every wave.",
        why: "The first question comes on the first day, and somebody has to know the answer.",
        example: "The shops of the second wave were trained a day after it.",
        remedy: "Name the audiences under `reaches` of each wave, train them and `support` before it, and record it under `plan.training`.",
        role: role::RELEASE_MANAGER,
    },
    judge: trained,
};

fn trained<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let plan = case.plan();
    let given = plan.and_then(|plan| plan.waves.as_ref());
    let waves = judgement.listed(given, "/plan/waves", role::RELEASE_MANAGER);
    for (index, wave) in waves.iter().enumerate() {
        wave_trained(case, judgement, index, wave);
    }
    let deployment = case.release.deployment.as_ref();
    let deployed = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    for (index, wave) in deployed.iter().enumerate() {
        if !waves.iter().any(|planned| planned.id == wave.id) {
            // Nobody knows whom it reached.
            judgement.incomplete(Reason::NotPartOf {
                at: Pointer::new("/deployment/waves/*/id", [index]),
                of: "/plan/waves".into(),
            });
        }
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
}

fn wave_trained<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    wave: &'a PlannedWave,
) {
    let at = Pointer::new("/plan/waves/*/reaches", [index]);
    let reached = wave.reaches.items();
    if reached.is_empty() {
        judgement.missing(at, role::RELEASE_MANAGER);
    } else {
        judgement.cite(at);
    }
    let starts = case.progress.starts.iter();
    let starts: Vec<_> = starts.filter(|start| start.wave.1.id == wave.id).collect();
    let users = reached.iter().map(AudienceId::as_str);
    for audience in users.chain([SUPPORT]) {
        audience_trained(case, judgement, audience, &starts);
    }
}

/// Requires that an audience was trained before each of some starts. What a wave that has not
/// started brings can still be taught while others are live.
fn audience_trained<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    audience: &'a str,
    starts: &[&Start<'a>],
) {
    let list = Pointer::from("/plan/training");
    let given = case.plan().and_then(|plan| plan.training.as_ref());
    let measures = case.plan().map_or(&[][..], |plan| plan.training.items());
    let of_audience = measures.iter().enumerate();
    let of_audience = of_audience.filter(|(_, one)| one.audience.as_str() == audience);
    let is_done = of_audience.clone().any(|(_, one)| one.done_at.is_some());
    match case.progress.phase {
        Phase::Running { until } if starts.is_empty() && !is_done => {
            return judgement.pending(Some(until));
        }
        _ => {}
    }
    let found = judgement.any_of(of_audience, |way, (index, training)| {
        let done_at = Pointer::new("/plan/training/*/done_at", [index]);
        let Some(done) = Fact::dated(&training.done_at, done_at) else {
            return way.missing(done_at, role::RELEASE_MANAGER);
        };
        way.cite(done_at);
        for start in starts {
            in_time(case, way, audience, done, start);
        }
    });
    if let (false, Some(Stated::None(_))) = (found, given) {
        judgement.unmet_when_due(Reason::NoneStated { at: list });
    } else if !found {
        judgement.incomplete(Reason::NotListed {
            at: list,
            needed: audience,
        });
        judgement.missing(list, role::RELEASE_MANAGER);
    }
}

/// Requires that a training came before a start; for users, before they could use what started.
fn in_time<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    audience: &str,
    done: Fact<'a>,
    start: &Start<'a>,
) {
    let deployment = case.release.deployment.as_ref();
    let released = deployment
        .and_then(|deployment| Fact::dated(&deployment.released_at, "/deployment/released_at"));
    let released = released.filter(|_| audience != SUPPORT);
    way.any_of([start.fact].into_iter().chain(released), |way, limit| {
        way.before(case, done, limit);
    });
}
