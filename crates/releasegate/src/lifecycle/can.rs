//! What somebody may do to a release now, and what stands in the way of everything else.

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::command::{
    ApprovePlan, BackOutWave, Cancel, Close, Command, Decide, ExitEarlyLife, FinishBackOut,
    FinishWave, Pause, Replan, RequestApproval, Resume, StartWave,
};
use super::decide::{in_force, in_order, judged_by, prepared};
use super::entry::Head;
use super::guard::{Giver, Guard};
use super::named::{builds, planned_waves, waves};
use super::obligation::{Obligation, obligations_of};
use super::rule::{RULES, Rule};
use super::unmet::Unmet;
use crate::checks::was_taken_back;
use crate::model::{
    ApprovalDecision, AttemptOutcome, BuildId, CheckOutcome, Items, PersonId, Release, Wave, WaveId,
};
use crate::policy::Policies;
use crate::stage::Stage;
use crate::time::AsOf;
use crate::view::View;

/// What somebody may do to a release at some time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Permissions {
    /// The format of this document: `releasegate/permissions/1`.
    #[schemars(extend("const" = Permissions::FORMAT))]
    pub format: &'static str,
    /// The release.
    pub release: String,
    /// Who.
    pub actor: PersonId,
    /// When.
    pub at: AsOf,
    /// The stage that the release is in.
    pub stage: Stage,
    /// Whether it waits.
    pub on_hold: bool,
    /// Whether it is closed.
    pub closed: bool,
    /// Where its trail ends: a command names this `seq` as seen.
    pub head: Head,
    /// Every command, in the order of the process; those for a wave once for each wave.
    pub commands: Vec<Permission>,
    /// What has to be done by some time, in the order of the process.
    pub obligations: Vec<Obligation>,
}

/// Whether somebody may give a command.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Permission {
    /// The command.
    pub command: &'static str,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The wave it would be given for.
    pub wave: Option<WaveId>,
    /// The build it would be given for.
    pub build: Option<BuildId>,
    /// Whether it would be accepted. Where `depends` is true, as far as that can be told.
    pub allowed: bool,
    /// Whether what exactly the command says can still stand in the way.
    pub depends: bool,
    /// What stands in the way.
    pub unmet: Vec<Unmet>,
}

impl Permissions {
    /// The format id of permissions.
    pub const FORMAT: &'static str = "releasegate/permissions/1";
}

/// What `actor` may do to a release at `at`, and what stands in the way of every other command.
///
/// Commands of which all is known beforehand, such as starting the next wave with the last build,
/// are tried out; a portal can draw its buttons and their explanations from this answer alone.
#[must_use]
pub fn can(release: &Release, policies: &Policies, actor: &PersonId, at: AsOf) -> Permissions {
    let policy = in_force(policies, at);
    let view = View::of(release, at);
    let guard = Guard::new(release, &view, policy);
    let standing = guard.standing;
    let mut out_of_order = Vec::new();
    let next = prepared(Some(release), policy, actor, at, Command::Close(Close {}));
    in_order(Some(release), None, &next, &mut out_of_order);
    let mut commands = Vec::with_capacity(RULES.len());
    for rule in RULES {
        for Template {
            command,
            wave,
            build,
        } in templates(rule, release)
        {
            let depends = command.is_none();
            let mut unmet = out_of_order.clone();
            unmet.extend(match command {
                None => without_details(&guard, rule, actor),
                Some(command) => {
                    let entry = prepared(Some(release), policy, actor, at, command);
                    judged_by(&guard, &entry).err().unwrap_or_default()
                }
            });
            commands.push(Permission {
                command: rule.name,
                title: rule.title,
                wave,
                build,
                allowed: unmet.is_empty(),
                depends,
                unmet,
            });
        }
    }
    Permissions {
        format: Permissions::FORMAT,
        release: release.id.clone(),
        actor: actor.clone(),
        at,
        stage: standing.stage,
        on_hold: standing.on_hold,
        closed: standing.closed,
        head: Head::of(Some(release)),
        commands,
        obligations: obligations_of(guard.before()),
    }
}

/// What stands in the way of a command, whatever exactly it says.
fn without_details(guard: &Guard<'_>, rule: &Rule, actor: &PersonId) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    let decided_at = guard.at.moment();
    guard.in_general(rule, Giver { actor, decided_at }, &mut unmet);
    let at = guard.at.span();
    match rule.name {
        "record_evidence" | "amend_evidence" => {
            guard.may_report_something(actor, at, &mut unmet);
        }
        "register" => {}
        "delegate" => guard.has_what_to_delegate(actor, &mut unmet),
        _ => guard.may(rule, actor, at, &mut unmet),
    }
    unmet
}

/// A command as it might be given.
struct Template {
    /// `None` when too much of it is not known beforehand.
    command: Option<Command>,
    wave: Option<WaveId>,
    build: Option<BuildId>,
}

/// A command as it might be given now: for each wave that it can be about, with the last build.
fn templates(rule: &Rule, release: &Release) -> Vec<Template> {
    let last = builds(release).last().map(|build| build.id.clone());
    let build = || last.clone().unwrap_or_default();
    let one = |command| {
        vec![Template {
            command: Some(command),
            wave: None,
            build: None,
        }]
    };
    let of_build = |command| {
        vec![Template {
            command: Some(command),
            wave: None,
            build: last.clone(),
        }]
    };
    let of_waves = |live: bool, command: &dyn Fn(WaveId) -> Command| {
        let ids = wave_ids(release, live);
        let template = |wave: Option<&WaveId>| Template {
            command: Some(command(wave.cloned().unwrap_or_default())),
            wave: wave.cloned(),
            build: last.clone().filter(|_| !live),
        };
        match ids.as_slice() {
            [] => vec![template(None)],
            ids => ids.iter().map(|id| template(Some(id))).collect(),
        }
    };
    match rule.name {
        "approve_plan" => one(Command::ApprovePlan(ApprovePlan::default())),
        "replan" => one(Command::Replan(Replan::default())),
        "request_approval" => of_build(Command::RequestApproval(RequestApproval {
            build: build(),
            ..RequestApproval::default()
        })),
        "decide" => of_build(Command::Decide(approval(build()))),
        "start_wave" => of_waves(false, &|wave| {
            Command::StartWave(StartWave {
                wave,
                build: build(),
                ..StartWave::default()
            })
        }),
        "finish_wave" => of_waves(true, &|wave| {
            Command::FinishWave(FinishWave {
                wave,
                outcome: AttemptOutcome::Deployed,
                component_checks: None,
                remedy: None,
            })
        }),
        "back_out_wave" => of_waves(true, &|wave| Command::BackOutWave(BackOutWave { wave })),
        "finish_back_out" => of_waves(true, &|wave| {
            Command::FinishBackOut(FinishBackOut {
                wave,
                outcome: CheckOutcome::Passed,
                component_checks: None,
            })
        }),
        "hold" => one(Command::Hold(Pause::default())),
        "resume" => one(Command::Resume(Resume {})),
        "exit_early_life" => one(Command::ExitEarlyLife(ExitEarlyLife::default())),
        "cancel" => one(Command::Cancel(Cancel::default())),
        "close" => one(Command::Close(Close {})),
        _ => vec![Template {
            command: None,
            wave: None,
            build: None,
        }],
    }
}

/// The waves of which something is live, or the other ones, in the order of the plan.
fn wave_ids(release: &Release, live: bool) -> Vec<WaveId> {
    let is_live = |id: &WaveId| {
        let last = |wave: &Wave| {
            let last = wave.attempts.items().last();
            last.is_some_and(|attempt| !was_taken_back(attempt))
        };
        waves(release).iter().any(|it| it.id == *id && last(it))
    };
    let planned = planned_waves(release).iter().map(|wave| &wave.id);
    let begun = waves(release).iter().map(|wave| &wave.id);
    let mut ids: Vec<&WaveId> = Vec::new();
    for id in planned.chain(begun) {
        if !ids.contains(&id) && is_live(id) == live {
            ids.push(id);
        }
    }
    ids.into_iter().cloned().collect()
}

/// The approval of a build, for everything.
fn approval(build: BuildId) -> Decide {
    Decide {
        id: String::new(),
        decision: ApprovalDecision::Approved,
        build,
        environment: None,
        waves: None,
        from: None,
        until: None,
        role: None,
        channel: None,
        decided_by: None,
        witness: None,
        log_ref: None,
        reason: None,
    }
}
