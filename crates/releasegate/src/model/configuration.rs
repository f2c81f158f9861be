//! Configuration items, their baselines and the updates a release makes to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::digest::Digest;
use super::ids::{ChangeId, ItemId, PersonId, WaveId};
use crate::time::Moment;

/// A configuration item that the release affects. A service counts as one.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigurationItem {
    /// Unique over all configuration items.
    pub id: ItemId,
    /// Its type.
    #[serde(rename = "type")]
    pub item_type: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// How it relates to other items.
    pub relations: Option<String>,
    /// Its status.
    pub status: Option<String>,
    /// Whether the release creates it, so that it has no state before.
    pub new: Option<bool>,
    /// When it was found to be affected; with the plan when missing.
    pub found_at: Option<Moment>,
}

/// A recorded state of configuration items, taken to be able to return to it.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Unique within the record.
    pub id: String,
    /// When the state was taken.
    pub taken_at: Option<Moment>,
    /// When the baseline was written down, if later.
    pub recorded_at: Option<Moment>,
    /// By whom.
    pub taken_by: Option<PersonId>,
    /// Sequence number of the trail entry that holds it.
    pub seq: Option<u64>,
    /// The items covered.
    pub items: Option<Vec<ItemId>>,
    /// Where the content can be fetched.
    pub content_ref: Option<String>,
    /// Digest of the content.
    pub content_digest: Option<Digest>,
}

/// An update of the configuration information after an item changed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemUpdate {
    /// The item.
    pub item: ItemId,
    /// The wave that changed it.
    pub wave: Option<WaveId>,
    /// The change that authorises it.
    pub change: Option<ChangeId>,
    /// The version before.
    pub from_version: Option<String>,
    /// The version now recorded.
    pub to_version: Option<String>,
    /// When the item itself changed.
    pub changed_at: Option<Moment>,
    /// When the configuration information was updated.
    pub updated_at: Option<Moment>,
    /// By whom.
    pub updated_by: Option<PersonId>,
}
