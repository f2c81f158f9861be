//! Environments: acceptance tests have a controlled one, and none of them is live.

use crate::authority::role;
use crate::checks::answers::Validity;
use crate::checks::case::{Found, the_one};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Clause, Docs, partial, verified};
use crate::checks::results::{Counted, for_every_test};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Environment, EnvironmentId, EnvironmentKind, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

const SEPARATE_ENVIRONMENTS: [Clause; 5] = [
    verified(COBIT_2019, "BAI07.04"),
    verified(SOC2, "CC8.1"),
    verified(ISO27001_2022, "A.8.31"),
    verified(NIST_800_53R5, "CM-4(1)"),
    verified(PCI_DSS_4, "6.5.3"),
];

pub(super) static ACCEPTANCE_ENVIRONMENT: Check = Check {
    id: "BLD-04",
    name: "no-controlled-acceptance-environment",
    title: "Acceptance tests run in a controlled environment that is made for them",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &{
        let [cobit, soc2, iso27001, nist, pci] = SEPARATE_ENVIRONMENTS;
        [
            partial(ISO20000_2011, "9.3"),
            cobit,
            soc2,
            iso27001,
            nist,
            pci,
        ]
    },
    docs: Docs {
        asks: "Every result that counts names the environment in which it was tested; that one is listed as an acceptance environment, is not live, and a control record for it was valid at the time of the test.",
        why: "A test in an environment that anybody changes shows what worked there that day.",
        example: "`AC-2` was measured on the developers' shared server.",
        remedy: "Test in the acceptance environment; list it under `build.environments` with `kind`, `control_ref` and from when on it is controlled.",
        role: role::TEST_MANAGER,
    },
    judge: acceptance_environment,
};

fn acceptance_environment<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if live(case).next().is_none() {
        judgement.missing("/deployment/environment", role::DEPLOYMENT_MANAGER);
    }
    for_every_test(case, judgement, |judgement, test, _| {
        accepted_in(case, judgement, test);
    });
}

fn accepted_in<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, test: &Counted<'a>) {
    let named = Pointer::new("/verification/results/*/environment", [test.index]);
    let Some(id) = &test.result.environment else {
        return judgement.missing(named, role::TEST_MANAGER);
    };
    judgement.cite(named);
    if let Some((_, with)) = live(case).find(|(live, _)| *live == id) {
        judgement.unmet_when_due(Reason::NotSeparate { at: named, with });
    }
    let (environments, id) = (environments(case), id.as_str());
    let id_at = "/build/environments/*/id";
    let found = the_one(judgement, environments, id, |e| e.id.as_str(), id_at);
    let (index, environment) = match found {
        Found::One(index, environment) => (index, environment),
        Found::Several => return,
        Found::Nothing => return judgement.incomplete(Reason::Unresolved { at: named, id }),
    };
    let at = |template| Pointer::new(template, [index]);
    let kind = at("/build/environments/*/kind");
    match environment.kind {
        None => judgement.missing(kind, role::TEST_MANAGER),
        Some(EnvironmentKind::Acceptance) => judgement.cite(kind),
        Some(_) => judgement.unmet_when_due(Reason::WrongKind {
            at: kind,
            needed: "acceptance",
        }),
    }
    let control = at("/build/environments/*/control_ref");
    judgement.text(
        environment.control_ref.as_deref(),
        control,
        role::CONFIGURATION_MANAGER,
    );
    if let Some(tested) = test.tested() {
        let controlled = Validity {
            from: environment.controlled_from.as_ref(),
            until: environment.controlled_until.as_ref(),
            at: at("/build/environments/*"),
            from_at: at("/build/environments/*/controlled_from"),
        };
        judgement.in_force(case, controlled, tested, role::CONFIGURATION_MANAGER);
    }
}

pub(super) static SEPARATED: Check = Check {
    id: "BLD-14",
    name: "environments-not-separated",
    title: "Development, test and live environments are kept apart",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &SEPARATE_ENVIRONMENTS,
    docs: Docs {
        asks: "Development, test and live are listed as environments with ids of their own, and no group with privileged access to live has it in development or test as well. Acceptance counts as test.",
        why: "Who can change both can carry something over that nobody tested.",
        example: "The group `platform-admins` administers the test system and the live one.",
        remedy: "Give live a group of its own, and list every environment with its `kind` and `access_groups`.",
        role: role::BUILD_MANAGER,
    },
    judge: separated,
};

fn separated<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case
        .release
        .build
        .as_ref()
        .and_then(|b| b.environments.as_ref());
    let environments = judgement.required(list, "/build/environments", role::BUILD_MANAGER);
    if environments.is_empty() {
        return;
    }
    for purpose in [Purpose::Development, Purpose::Test, Purpose::Live] {
        if !environments
            .iter()
            .any(|one| purpose_of(one) == Some(purpose))
        {
            // It would be the next one of the list.
            let next = Pointer::new("/build/environments/*", [environments.len()]);
            judgement.missing(next, role::BUILD_MANAGER);
        }
    }
    for (index, one) in environments.iter().enumerate() {
        described(judgement, index, one);
        for (other_index, other) in environments.iter().enumerate().skip(index + 1) {
            apart(judgement, (index, one), (other_index, other));
        }
    }
    for (id, named) in named_live(case) {
        let entries = environments.iter().enumerate();
        let mut entries = entries.filter(|(_, one)| one.id == *id).peekable();
        if entries.peek().is_none() {
            let id = id.as_str();
            judgement.incomplete(Reason::Unresolved { at: named, id });
        }
        for (index, _) in entries.filter(|(_, one)| is_not_live(one)) {
            let at = Pointer::new("/build/environments/*/id", [index]);
            judgement.unmet_when_due(Reason::NotSeparate { at, with: named });
        }
    }
}

/// Requires what tells an environment from others.
fn described<'a>(judgement: &mut Judgement<'a>, index: usize, one: &'a Environment) {
    let kind = Pointer::new("/build/environments/*/kind", [index]);
    match one.kind {
        None => judgement.missing(kind, role::BUILD_MANAGER),
        Some(_) => judgement.cite(kind),
    }
    let at = Pointer::new("/build/environments/*/access_groups", [index]);
    match one.access_groups.as_deref() {
        None => judgement.missing(at, role::INFORMATION_SECURITY),
        Some([]) => judgement.incomplete(Reason::EmptyList { at }),
        Some(groups) if groups.iter().any(|group| says_nothing(Some(group))) => {
            judgement.missing(at, role::INFORMATION_SECURITY);
        }
        Some(_) => judgement.cite(at),
    }
}

/// Requires that environments for different purposes are two, and that nobody with privileges in
/// live has them elsewhere.
fn apart<'a>(
    judgement: &mut Judgement<'a>,
    (index, one): (usize, &'a Environment),
    (other_index, other): (usize, &'a Environment),
) {
    let both = |template| {
        let at = Pointer::new(template, [index]);
        (at, Pointer::new(template, [other_index]))
    };
    let purposes = purpose_of(one).zip(purpose_of(other));
    let differ = purposes.is_some_and(|(one, other)| one != other);
    if one.id == other.id {
        let (with, at) = both("/build/environments/*/id");
        if differ {
            judgement.unmet_when_due(Reason::NotSeparate { at, with });
        } else {
            let id = other.id.as_str();
            judgement.undecided(Reason::Repeated { at, id });
        }
    }
    let is_live = |one| purpose_of(one) == Some(Purpose::Live);
    if differ && (is_live(one) || is_live(other)) && share_a_group(one, other) {
        let (with, at) = both("/build/environments/*/access_groups");
        judgement.unmet_when_due(Reason::NotSeparate { at, with });
    }
}

fn share_a_group(one: &Environment, other: &Environment) -> bool {
    let same = |a: &str, b: &str| !says_nothing(Some(a)) && a.trim().eq_ignore_ascii_case(b.trim());
    let groups = one.access_groups.items();
    groups.iter().any(|group| {
        let others = other.access_groups.items();
        others.iter().any(|other| same(group, other))
    })
}

/// What environments have to be apart for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Development,
    Test,
    Live,
}

fn purpose_of(environment: &Environment) -> Option<Purpose> {
    Some(match environment.kind? {
        EnvironmentKind::Development => Purpose::Development,
        EnvironmentKind::Test | EnvironmentKind::Acceptance => Purpose::Test,
        EnvironmentKind::Live => Purpose::Live,
    })
}

fn is_not_live(environment: &Environment) -> bool {
    purpose_of(environment).is_some_and(|purpose| purpose != Purpose::Live)
}

fn environments<'a>(case: &Case<'a>) -> &'a [Environment] {
    let stage = case.release.build.as_ref();
    stage.map_or(&[], |stage| stage.environments.items())
}

/// Every live environment: those that the deployment names, and those listed as such.
fn live<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a EnvironmentId, Pointer)> {
    let listed = environments(case).iter().enumerate();
    let listed = listed.filter(|(_, one)| one.kind == Some(EnvironmentKind::Live));
    named_live(case).chain(
        listed.map(|(index, one)| (&one.id, Pointer::new("/build/environments/*/id", [index]))),
    )
}

/// The environments that something was deployed to.
fn named_live<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a EnvironmentId, Pointer)> {
    let deployment = case.release.deployment.as_ref();
    let whole = deployment.and_then(|deployment| deployment.environment.as_ref());
    let waves = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    let attempts = waves.iter().enumerate().flat_map(|(wave_index, wave)| {
        let attempts = wave.attempts.items().iter().enumerate();
        attempts.filter_map(move |(index, attempt)| {
            let template = "/deployment/waves/*/attempts/*/environment";
            let at = Pointer::new(template, [wave_index, index]);
            attempt.environment.as_ref().map(|id| (id, at))
        })
    });
    let whole = whole.map(|id| (id, Pointer::from("/deployment/environment")));
    whole.into_iter().chain(attempts)
}
