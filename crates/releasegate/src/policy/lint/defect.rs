//! What can be wrong with a policy: the kinds of defect, in words and with a remedy.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::policy::ApprovalSubject;
use crate::stage::Stage;

/// How much a defect of a policy weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DefectLevel {
    /// The policy cannot work as it is written.
    Error,
    /// Something in the policy has no effect, or most likely another one than was meant.
    Warning,
}

impl DefectLevel {
    /// The word for the level in documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What is wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum PolicyDefect {
    /// The policy builds on nothing that is there, or on itself.
    #[schemars(title = "UnknownBase")]
    UnknownBase {
        /// What it extends.
        id: String,
    },
    /// A set holds several policies that nothing else builds on.
    #[schemars(title = "SeveralPolicies")]
    SeveralPolicies {
        /// The policy that came first.
        first: String,
    },
    /// A document is referred to that the policy does not list.
    #[schemars(title = "UnknownDocument")]
    UnknownDocument {
        /// The document.
        id: String,
    },
    /// A role is referred to that neither the policy nor the process knows.
    #[schemars(title = "UnknownRole")]
    UnknownRole {
        /// The role.
        id: String,
    },
    /// A release type is referred to that the policy does not define.
    #[schemars(title = "UnknownReleaseType")]
    UnknownReleaseType {
        /// The release type.
        id: String,
    },
    /// No check has this id.
    #[schemars(title = "UnknownCheck")]
    UnknownCheck {
        /// The check.
        id: String,
    },
    /// An id is given twice in one list.
    #[schemars(title = "RepeatedId")]
    RepeatedId {
        /// The id.
        id: String,
    },
    /// A rule asks a role to approve what the role may not approve.
    #[schemars(title = "RoleMayNotApprove")]
    RoleMayNotApprove {
        /// The role.
        role: String,
        /// What is approved.
        of: ApprovalSubject,
    },
    /// Nobody is named who holds a role that has to decide.
    #[schemars(title = "RoleWithoutHolders")]
    RoleWithoutHolders {
        /// The role.
        role: String,
    },
    /// A rule asks for approval by more people than can give it.
    #[schemars(title = "QuorumOutOfReach")]
    QuorumOutOfReach {
        /// The rule.
        rule: String,
        /// How many have to approve.
        quorum: u32,
        /// How many hold one of the roles and may approve.
        holders: usize,
        /// How many of them at least are excluded for what else they do for the release.
        excluded: usize,
    },
    /// A rule asks nobody to approve.
    #[schemars(title = "NobodyApproves")]
    NobodyApproves {
        /// The rule.
        rule: String,
    },
    /// A rule asks for approval by several people of something that one person approves.
    #[schemars(title = "OneApprover")]
    OneApprover {
        /// The rule.
        rule: String,
        /// What is approved.
        of: ApprovalSubject,
        /// How many have to approve.
        quorum: u32,
    },
    /// A rule on approvals is for no release type.
    #[schemars(title = "RuleForNoType")]
    RuleForNoType {
        /// The rule.
        rule: String,
    },
    /// A gate can never open.
    #[schemars(title = "GateNeverOpens")]
    GateNeverOpens {
        /// The gate.
        gate: Stage,
        /// What keeps it closed.
        by: KeptClosed,
    },
    /// A freeze or a window ends before it begins, or as it begins.
    #[schemars(title = "NeverBegins")]
    NeverBegins {
        /// The entry of the calendar.
        id: String,
    },
    /// The times of a freeze or a window cannot be used.
    #[schemars(title = "TimeUnusable")]
    TimeUnusable {
        /// The entry of the calendar.
        id: String,
    },
    /// Freezes cover a window from its start to its end.
    #[schemars(title = "WindowAlwaysClosed")]
    WindowAlwaysClosed {
        /// The window.
        id: String,
    },
    /// A freeze has no end.
    #[schemars(title = "FreezeWithoutEnd")]
    FreezeWithoutEnd {
        /// The freeze.
        id: String,
    },
    /// Two versions of the policy are in force at the same time.
    #[schemars(title = "VersionsOverlap")]
    VersionsOverlap {
        /// The version before.
        before: String,
        /// The version after.
        after: String,
    },
    /// Between two versions of the policy none is in force.
    #[schemars(title = "GapBetweenVersions")]
    GapBetweenVersions {
        /// The version before.
        before: String,
        /// The version after.
        after: String,
    },
    /// A version of the policy is in force at no time.
    #[schemars(title = "NeverInForce")]
    NeverInForce {
        /// The version.
        version: String,
    },
    /// A lead time is set for a check that the policy does not ask for.
    #[schemars(title = "LeadTimeNotAsked")]
    LeadTimeNotAsked {
        /// The check.
        check: String,
    },
    /// A lead time is set for a check of work that is done after the start.
    #[schemars(title = "LeadTimeAfterStart")]
    LeadTimeAfterStart {
        /// The check.
        check: String,
    },
    /// Business days are counted, and the policy does not say which days are holidays.
    #[schemars(title = "NoHolidays")]
    NoHolidays,
    /// A limit is set that no check of the policy asks for.
    #[schemars(title = "LimitNotAsked")]
    LimitNotAsked {
        /// The limit.
        limit: &'static str,
        /// The check that would ask for it.
        check: &'static str,
    },
    /// A threshold of a major release that several releases never reach only together.
    #[schemars(title = "ThresholdWithoutEffect")]
    ThresholdWithoutEffect {
        /// The number, where one is set.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
    /// A rule says of a check what the profile says.
    #[schemars(title = "RuleWithoutEffect")]
    RuleWithoutEffect {
        /// The check.
        check: String,
    },
    /// Two rules are about the same check.
    #[schemars(title = "RepeatedRule")]
    RepeatedRule {
        /// The check.
        check: String,
    },
    /// A check is left out that the profile does not ask for.
    #[schemars(title = "OffNotAsked")]
    OffNotAsked {
        /// The check.
        check: String,
    },
    /// None of the release types is an emergency.
    #[schemars(title = "NoEmergencyType")]
    NoEmergencyType,
    /// An own check that cannot be compiled.
    #[schemars(title = "OwnCheckUnusable")]
    OwnCheckUnusable {
        /// The check.
        check: String,
        /// What is wrong with it.
        problem: String,
        /// What to do about it, where more can be said.
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<String>,
    },
}

/// What keeps a gate closed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum KeptClosed {
    /// No check is required at the gate, so nothing can show that it holds.
    #[schemars(title = "NothingAsked")]
    NothingAsked,
    /// A required check that no release can meet under the policy.
    #[schemars(title = "ImpossibleCheck")]
    ImpossibleCheck {
        /// The check.
        check: &'static str,
    },
    /// An approval rule that nobody can meet.
    #[schemars(title = "ImpossibleApproval")]
    ImpossibleApproval {
        /// The rule.
        rule: String,
    },
}

impl PolicyDefect {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> DefectLevel {
        match self {
            Self::RoleWithoutHolders { .. }
            | Self::NobodyApproves { .. }
            | Self::RuleForNoType { .. }
            | Self::FreezeWithoutEnd { .. }
            | Self::LeadTimeNotAsked { .. }
            | Self::LeadTimeAfterStart { .. }
            | Self::LimitNotAsked { .. }
            | Self::ThresholdWithoutEffect { .. }
            | Self::RuleWithoutEffect { .. }
            | Self::RepeatedRule { .. }
            | Self::OffNotAsked { .. } => DefectLevel::Warning,
            _ => DefectLevel::Error,
        }
    }

    /// How to put it right.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::UnknownBase { .. } => "name a shipped profile, or another policy of the set",
            Self::SeveralPolicies { .. } => {
                "give the versions of one policy, and the policies it extends"
            }
            Self::UnknownDocument { .. } => {
                "list the document in `documents`, or name a listed one"
            }
            Self::UnknownRole { .. } => "list the role in `roles`, or name a listed one",
            Self::UnknownReleaseType { .. } => {
                "define the type in `release_types`, or name a defined one"
            }
            Self::UnknownCheck { .. } => "`releasegate explain --all` lists the checks",
            Self::RepeatedId { .. } => "give each entry an id of its own",
            Self::RoleMayNotApprove { .. } => "name roles that may approve it",
            Self::RoleWithoutHolders { .. } => "name who holds the role in `holders`",
            Self::QuorumOutOfReach { .. } => {
                "name more holders, lower the quorum, or exclude fewer of them"
            }
            Self::NobodyApproves { .. } => "name roles and a quorum of one or more",
            Self::OneApprover { .. } => "lower the quorum to one",
            Self::RuleForNoType { .. } => {
                "name release types, or leave `release_types` out for all of them"
            }
            Self::GateNeverOpens { by, .. } => by.remedy(),
            Self::NeverBegins { .. } => "let `until` lie after `from`",
            Self::TimeUnusable { .. } => "give the entry or the policy a zone",
            Self::WindowAlwaysClosed { .. } => "move the window, or shorten the freeze",
            Self::FreezeWithoutEnd { .. } => "give the freeze an `until`",
            Self::VersionsOverlap { .. } | Self::GapBetweenVersions { .. } => {
                "let `superseded_from` of the one be `valid_from` of the other"
            }
            Self::NeverInForce { .. } => {
                "give it a `valid_from` that lies before `superseded_from`"
            }
            Self::LeadTimeNotAsked { .. } => "ask for the check, or take the lead time out",
            Self::LeadTimeAfterStart { .. } => "take the lead time out",
            Self::NoHolidays => "list the `holidays`, or count calendar days",
            Self::LimitNotAsked { .. } => "ask for the check, or take the limit out",
            Self::ThresholdWithoutEffect { .. } => {
                "set `changes` or `affected_items` to two or more, or take the threshold out"
            }
            Self::RuleWithoutEffect { .. } | Self::OffNotAsked { .. } => "take the rule out",
            Self::RepeatedRule { .. } => "keep one rule for each check",
            Self::OwnCheckUnusable { .. } => "put the own check right, or take it out",
            Self::NoEmergencyType => "mark the type for emergencies with `emergency: true`",
        }
    }
}

impl KeptClosed {
    const fn remedy(&self) -> &'static str {
        match self {
            Self::NothingAsked => "require at least one check at the gate",
            Self::ImpossibleCheck { .. } => "fill in what the check asks for, or leave it out",
            Self::ImpossibleApproval { .. } => "put the approval rule right",
        }
    }
}

impl fmt::Display for PolicyDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownBase { id } => write!(f, "the policy cannot build on `{id}`"),
            Self::SeveralPolicies { first } => {
                write!(f, "nothing else builds on this policy, nor on `{first}`")
            }
            Self::UnknownDocument { id } => write!(f, "the policy lists no document `{id}`"),
            Self::UnknownRole { id } => write!(f, "no role is called `{id}`"),
            Self::UnknownReleaseType { id } => write!(f, "the policy has no release type `{id}`"),
            Self::UnknownCheck { id } => write!(f, "no check has the id `{id}`"),
            Self::RepeatedId { id } => write!(f, "the id `{id}` is given twice"),
            Self::RoleMayNotApprove { role, of } => {
                write!(f, "holders of `{role}` may not approve {}", subject(*of))
            }
            Self::RoleWithoutHolders { role } => write!(f, "nobody is named who holds `{role}`"),
            Self::QuorumOutOfReach {
                rule,
                quorum,
                holders,
                excluded,
            } => quorum_out_of_reach(f, rule, *quorum, *holders, *excluded),
            Self::NobodyApproves { rule } => write!(f, "rule `{rule}` asks nobody to approve"),
            Self::OneApprover { rule, of, quorum } => write!(
                f,
                "rule `{rule}` asks for {quorum} approvers of {}, which one person approves",
                subject(*of)
            ),
            Self::RuleForNoType { rule } => write!(f, "rule `{rule}` is for no release type"),
            Self::GateNeverOpens { gate, by } => {
                write!(f, "gate `{}` can never open: {by}", gate.id())
            }
            Self::NeverBegins { id } => write!(f, "`{id}` ends before it begins"),
            Self::TimeUnusable { id } => {
                write!(
                    f,
                    "`{id}` begins or ends on a day that no zone makes certain"
                )
            }
            Self::WindowAlwaysClosed { id } => write!(f, "freezes cover the whole window `{id}`"),
            Self::FreezeWithoutEnd { id } => write!(f, "freeze `{id}` has no end"),
            Self::VersionsOverlap { before, after } => {
                write!(f, "versions `{before}` and `{after}` are in force at once")
            }
            Self::GapBetweenVersions { before, after } => {
                write!(f, "no version is in force between `{before}` and `{after}`")
            }
            Self::NeverInForce { version } => write!(f, "version `{version}` is never in force"),
            Self::LeadTimeNotAsked { check } => {
                write!(
                    f,
                    "a lead time is set for `{check}`, which is not asked for"
                )
            }
            Self::LeadTimeAfterStart { check } => {
                write!(
                    f,
                    "`{check}` looks at work after the start, before which nothing is due"
                )
            }
            Self::NoHolidays => {
                f.write_str("business days are counted, and the policy has no holidays")
            }
            Self::LimitNotAsked { limit, check } => {
                write!(f, "`{limit}` is set for `{check}`, which is not asked for")
            }
            Self::ThresholdWithoutEffect { number: None } => {
                f.write_str("the threshold of a major release has no number")
            }
            Self::ThresholdWithoutEffect { number: Some(_) } => {
                f.write_str("each release that counts reaches the threshold alone")
            }
            Self::RuleWithoutEffect { check } => {
                write!(f, "the rule says of `{check}` what the profile says")
            }
            Self::RepeatedRule { check } => write!(f, "there is a rule for `{check}` already"),
            Self::OffNotAsked { check } => {
                write!(
                    f,
                    "`{check}` is left out, and the profile does not ask for it"
                )
            }
            Self::NoEmergencyType => f.write_str("none of the release types is an emergency"),
            Self::OwnCheckUnusable {
                check,
                problem,
                help,
            } => {
                write!(f, "the own check `{check}` cannot be used: {problem}")?;
                help.iter().try_for_each(|help| write!(f, "; {help}"))
            }
        }
    }
}

fn quorum_out_of_reach(
    f: &mut fmt::Formatter<'_>,
    rule: &str,
    quorum: u32,
    holders: usize,
    excluded: usize,
) -> fmt::Result {
    write!(
        f,
        "rule `{rule}` asks for {quorum} approvers, and {holders} may approve"
    )?;
    if excluded > 0 {
        write!(f, ", of whom {excluded} or more are excluded")?;
    }
    Ok(())
}

impl fmt::Display for KeptClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingAsked => f.write_str("no check is required there"),
            Self::ImpossibleCheck { check } => write!(f, "no release can meet `{check}`"),
            Self::ImpossibleApproval { rule } => write!(f, "nobody can meet rule `{rule}`"),
        }
    }
}

const fn subject(of: ApprovalSubject) -> &'static str {
    match of {
        ApprovalSubject::Release => "releases",
        ApprovalSubject::Plan => "plans",
        ApprovalSubject::Change => "changes",
        ApprovalSubject::EarlyLifeExit => "the end of early life support",
        ApprovalSubject::Waiver => "waivers",
    }
}
