//! What each command is allowed by: who may give it, where the release has to stand, and which
//! gates have to be open once it is done. The one table of the lifecycle.

use crate::authority::Activity;
use crate::authority::activity::{
    BACK_OUT_DECISION, BACK_OUT_PLAN, BUILD, CHANGE_APPROVAL, CLOSURE, CONFIGURATION, DEPLOYMENT,
    EARLY_LIFE_EXIT, EARLY_LIFE_SUPPORT, FAILURE_DECISION, PLAN, POLICY, RELEASE_APPROVAL,
    VERIFICATION,
};
use crate::pointer::is_inside;
use crate::policy::ApprovalSubject;
use crate::stage::Stage;
use crate::stage::Stage::{Build, Closure, Deployment, EarlyLife, Planning, Support};

use super::command::Command;

/// What a command is allowed by.
#[derive(Debug)]
pub struct Rule {
    /// What the command is called.
    pub name: &'static str,
    /// What it does.
    pub title: &'static str,
    /// The activity that it is part of, which says whose it is.
    pub activity: &'static Activity,
    /// What it means that somebody gives it.
    pub deed: Deed,
    /// The stages in which the release may stand.
    pub stages: &'static [Stage],
    /// Whether it may be given while the release waits, or is closed.
    pub when: When,
    /// The gates that have to be open once it is done.
    pub gates: &'static [Stage],
}

/// What it means that somebody gives a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Somebody decides something by it, so it can be refused: a human of the organization, in a
    /// role of their own. What it breaks counts against it.
    Decision(Option<ApprovalSubject>),
    /// Somebody starts something by it, so it can be refused. What it breaks counts against it.
    Act,
    /// Somebody writes down what happened. Bad news is never refused; whoever runs or coordinates
    /// the release may write it down as well.
    Report,
}

/// Whether a command may be given to a release that stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Neither while the release waits nor once it is closed.
    Running,
    /// Also while it waits.
    Held,
    /// Also while it waits, and once it is closed.
    Closed,
}

/// Every stage in which a release is not over.
const OPEN: &[Stage] = &[Planning, Build, Deployment, EarlyLife, Closure];
const UNDER_WAY: &[Stage] = &[Planning, Build, Deployment, EarlyLife];
const LATE: &[Stage] = &[Build, Deployment, EarlyLife, Closure];

macro_rules! rules {
    ($($command:ident = $name:literal, $title:literal: $activity:ident, $deed:expr, $stages:expr, $when:ident, $gates:expr;)+) => {
        /// The rules of all commands, in the order of the process.
        pub static RULES: &[Rule] = &[$(Rule {
            name: $name,
            title: $title,
            activity: &$activity,
            deed: $deed,
            stages: $stages,
            when: When::$when,
            gates: $gates,
        }),+];

        impl Rule {
            /// The rule of a command.
            #[must_use]
            pub fn of(command: &Command) -> &'static Self {
                match command {
                    $(Command::$command(_) => {
                        static RULE: Rule = Rule {
                            name: $name,
                            title: $title,
                            activity: &$activity,
                            deed: $deed,
                            stages: $stages,
                            when: When::$when,
                            gates: $gates,
                        };
                        &RULE
                    })+
                }
            }
        }

        impl Command {
            /// What the command is called.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$command(_) => $name,)+
                }
            }
        }
    };
}

use Deed::{Act, Decision, Report};

rules! {
    Register = "register", "Register the release": PLAN, Act, &[], Running, &[];
    Assign = "assign", "Give somebody a role": PLAN, Act, OPEN, Held, &[];
    Delegate = "delegate", "Let somebody act in a role": PLAN, Act, OPEN, Held, &[];
    Plan = "plan", "Make the plan": PLAN, Act, &[Planning], Running, &[];
    ApprovePlan = "approve_plan", "Approve the plan":
        PLAN, Decision(Some(ApprovalSubject::Plan)), UNDER_WAY, Running, &[Support, Planning];
    Replan = "replan", "Open the plan again": PLAN, Act, UNDER_WAY, Running, &[];
    RecordEvidence = "record_evidence", "Record a fact": PLAN, Report, OPEN, Closed, &[];
    AmendEvidence = "amend_evidence", "Correct a fact": PLAN, Report, OPEN, Held, &[];
    RecordBuild = "record_build", "Record a build":
        BUILD, Report, &[Build, Deployment], Held, &[Support, Planning];
    RecordResult = "record_result", "Record the result of a test": VERIFICATION, Report, LATE, Held, &[];
    RequestApproval = "request_approval", "Ask for the approval of a build":
        RELEASE_APPROVAL, Act, &[Build, Deployment], Running, &[];
    Decide = "decide", "Approve or reject a build":
        RELEASE_APPROVAL, Decision(Some(ApprovalSubject::Release)), &[Build, Deployment], Running, &[];
    TakeBaseline = "take_baseline", "Take a baseline":
        CONFIGURATION, Report, &[Build, Deployment, EarlyLife], Held, &[];
    StartWave = "start_wave", "Start a wave":
        DEPLOYMENT, Act, &[Build, Deployment], Running, &[Support, Planning, Build];
    FinishWave = "finish_wave", "Finish a wave": DEPLOYMENT, Report, &[Deployment], Held, &[];
    BackOutWave = "back_out_wave", "Take a wave back":
        BACK_OUT_DECISION, Decision(None), &[Deployment, EarlyLife], Held, &[];
    FinishBackOut = "finish_back_out", "Finish taking a wave back":
        DEPLOYMENT, Report, &[Deployment], Held, &[];
    Hold = "hold", "Stop the release": PLAN, Act, UNDER_WAY, Running, &[];
    Resume = "resume", "Let the release go on": PLAN, Act, UNDER_WAY, Held, &[];
    RecordIncident = "record_incident", "Relate an incident":
        EARLY_LIFE_SUPPORT, Report, LATE, Closed, &[];
    ExitEarlyLife = "exit_early_life", "End early life support":
        EARLY_LIFE_EXIT, Decision(Some(ApprovalSubject::EarlyLifeExit)), &[EarlyLife], Running, &[Deployment, EarlyLife];
    RecordAnalysis = "record_analysis", "Record an analysis": CLOSURE, Report, LATE, Closed, &[];
    RecordReview = "record_review", "Record a review": CLOSURE, Report, LATE, Closed, &[];
    Waive = "waive", "Accept a deviation":
        PLAN, Decision(Some(ApprovalSubject::Waiver)), OPEN, Held, &[];
    Cancel = "cancel", "Give the release up":
        BACK_OUT_DECISION, Decision(None), &[Planning, Build, Deployment], Held, &[];
    Close = "close", "Close the release": CLOSURE, Act, LATE, Running, &[Closure];
}

/// The activity that a place of the record belongs to.
pub(super) fn activity_at(place: &str) -> &'static Activity {
    /// From the most special to the most general.
    static PLACES: &[(&str, &Activity)] = &[
        ("/support", &POLICY),
        ("/changes", &CHANGE_APPROVAL),
        ("/problems", &EARLY_LIFE_SUPPORT),
        ("/plan/back_out", &BACK_OUT_PLAN),
        ("/build", &BUILD),
        ("/verification/failure_decisions", &FAILURE_DECISION),
        ("/verification", &VERIFICATION),
        ("/baselines", &CONFIGURATION),
        ("/deployment/item_updates", &CONFIGURATION),
        ("/deployment", &DEPLOYMENT),
        ("/early_life", &EARLY_LIFE_SUPPORT),
        ("/closure", &CLOSURE),
    ];
    let holds = |prefix: &str| is_inside(place, prefix);
    let found = PLACES.iter().find(|(prefix, _)| holds(prefix));
    found.map_or(&PLAN, |(_, activity)| activity)
}

/// The command that writes a place, where evidence may not be written freely.
pub(super) fn kept_for(place: &str) -> Option<&'static str> {
    // What becomes of an incident is a fact like others.
    let inside = place.split('/').count() > 4;
    if inside && is_inside(place, "/early_life/incidents") {
        return None;
    }
    static KEPT: &[(&str, &str)] = &[
        ("/format", "register"),
        ("/id", "register"),
        ("/registered_at", "register"),
        ("/registered_by", "register"),
        ("/assignments", "assign"),
        ("/delegations", "delegate"),
        ("/plan/approved_at", "approve_plan"),
        ("/plan/approved_by", "approve_plan"),
        ("/plan/approved_seq", "approve_plan"),
        ("/build/builds", "record_build"),
        ("/verification/results", "record_result"),
        ("/approval_requests", "request_approval"),
        ("/approvals", "decide"),
        ("/baselines", "take_baseline"),
        ("/deployment/waves", "start_wave"),
        ("/holds", "hold"),
        ("/early_life/incidents", "record_incident"),
        ("/early_life/exit/exited_at", "exit_early_life"),
        ("/early_life/exit/authorised_by", "exit_early_life"),
        ("/early_life/exit/authorisations", "exit_early_life"),
        ("/closure/analyses", "record_analysis"),
        ("/closure/reviews", "record_review"),
        ("/closure/cancellation", "cancel"),
        ("/closure/closed_at", "close"),
        ("/closure/closed_by", "close"),
        ("/waivers", "waive"),
        ("/trail", "register"),
    ];
    // Writing the whole of something writes what it holds.
    let touches = |kept: &str| is_inside(place, kept) || is_inside(kept, place);
    let found = KEPT.iter().find(|(kept, _)| touches(kept));
    found.map(|(_, command)| *command)
}

/// Whether facts may still be added at a place when the release is closed: late incidents, and what
/// follows from the review.
pub(super) fn is_open_after_closure(place: &str) -> bool {
    const OPEN: [&str; 3] = ["/closure", "/problems", "/early_life/incidents"];
    OPEN.iter().any(|open| is_inside(place, open))
}

/// What is fixed by the approval of the plan: parts of it, and what says which rules, windows and
/// days it is made for.
pub(super) fn is_approved_with_plan(place: &str) -> bool {
    const FIXED: [&str; 12] = [
        "/type",
        "/service",
        "/zone",
        "/plan/id",
        "/plan/version",
        "/plan/changes",
        "/plan/known_errors",
        "/plan/problems",
        "/plan/waves",
        "/plan/deliverables",
        "/plan/method",
        "/plan/affected_items",
    ];
    FIXED
        .iter()
        .any(|fixed| is_inside(place, fixed) || is_inside(fixed, place))
}
