//! Who takes part: parties, people and automations, and what they may do from when to when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::{AudienceId, PartyId, PersonId, RoleId, TeamId, WaveId};
use super::stated::Stated;
use crate::time::Moment;

/// An organization or group with an interest in the release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Unique within the record.
    pub id: PartyId,
    /// The party's name.
    pub name: Option<String>,
    /// What the party is to the service.
    pub kind: Option<PartyKind>,
}

/// What a party is to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// The organization that runs the service and manages the release.
    Organization,
    /// A customer of the service.
    Customer,
    /// Users of the service.
    Users,
    /// An external supplier.
    Supplier,
    /// Another part of the same organization that supplies under an internal agreement.
    InternalSupplier,
    /// A regulator or another authority.
    Authority,
    /// Any other interested party.
    Other,
}

/// A human or an automation that acts on the release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Unique within the record.
    pub id: PersonId,
    /// The person's name; never shown unless asked for.
    pub name: Option<String>,
    /// The person's e-mail address; never shown unless asked for.
    pub email: Option<String>,
    /// Other identifiers of the same person, such as account names in other tools.
    pub aliases: Option<Vec<String>>,
    /// The party the person belongs to.
    pub party: Option<PartyId>,
    /// Whether the person is part of the organization.
    pub affiliation: Option<Affiliation>,
    /// Human or automation.
    pub nature: Option<Nature>,
    /// The human who answers for an automation.
    pub owner: Option<PersonId>,
    /// Proven skills.
    pub competences: Option<Stated<Competence>>,
    /// When the person is away, so that a deputy may act.
    pub absences: Option<Stated<Absence>>,
}

/// Whether a person is part of the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Affiliation {
    /// Part of the organization.
    Internal,
    /// From outside, such as an external specialist.
    External,
}

/// Human or automation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A human.
    Human,
    /// A pipeline, a bot, a service account; it counts as its owner.
    Automation,
}

/// Evidence that a person has a skill.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// The skill, as the policy names it.
    pub skill: String,
    /// Where the evidence is kept.
    pub evidence: Option<String>,
    /// First moment of validity.
    pub from: Option<Moment>,
    /// End of validity, exclusive.
    pub until: Option<Moment>,
}

/// Some time for which a person is away.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// First moment of it; without it the absence shows nothing.
    pub from: Option<Moment>,
    /// End of it, exclusive; open when missing.
    pub until: Option<Moment>,
}

/// A person holds a role for some time.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The role held.
    pub role: RoleId,
    /// Who holds it.
    pub person: PersonId,
    /// First moment of validity; without it the assignment proves nothing.
    pub from: Option<Moment>,
    /// End of validity, exclusive; open when missing.
    pub until: Option<Moment>,
    /// Limits the assignment to one activity, for example `release_approval`.
    pub activity: Option<String>,
    /// What the person is for that activity.
    pub raci: Option<Raci>,
    /// Who made the assignment.
    pub assigned_by: Option<PersonId>,
    /// When it was made.
    pub assigned_at: Option<Moment>,
}

/// People who deploy some waves or sites together.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Unique within the record.
    pub id: TeamId,
    /// Who leads it.
    pub leader: PersonId,
    /// Who else is in it.
    pub members: Option<Vec<PersonId>>,
    /// The waves it deploys.
    pub waves: Option<Vec<WaveId>>,
    /// The sites or user groups it deploys to: all waves that reach one of them are its own.
    pub reaches: Option<Vec<AudienceId>>,
}

/// What somebody is for an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Raci {
    /// Does the work.
    Responsible,
    /// Answers for it; exactly one person at a time.
    Accountable,
    /// Is asked before.
    Consulted,
    /// Is told.
    Informed,
}

/// A holder of a role lets somebody else act for some time.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// The role delegated.
    pub role: RoleId,
    /// Who delegates.
    pub delegator: PersonId,
    /// Who acts instead.
    pub delegate: PersonId,
    /// First moment of validity; without it the delegation proves nothing.
    pub from: Option<Moment>,
    /// End of validity, exclusive; open when missing.
    pub until: Option<Moment>,
    /// Whether the delegate may delegate further.
    pub may_delegate: Option<bool>,
    /// Whether the delegate acts only while the delegator is away, as `absences` of that person say.
    pub while_absent: Option<bool>,
    /// When the delegation was written down.
    pub recorded_at: Option<Moment>,
}
