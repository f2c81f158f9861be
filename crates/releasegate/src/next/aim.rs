//! What a fact at a place has to say.

use serde_json::{Map, Value};

use super::place::{Named, Place, Way};
use super::section::Section;
use crate::authority::activity;

/// What the check that is to be met looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// What a new item has to name.
    pub(super) id: Option<String>,
    /// The list of what has to be named, where it is known.
    pub(super) of_list: String,
    /// What a new item has to say, by its key.
    pub(super) given: Vec<(&'static str, String)>,
    /// The section that a fact is for.
    pub(super) section: String,
    /// The list that a new item is for.
    pub(super) list: String,
    /// The places that the check looked at.
    pub(super) cited: Vec<String>,
    /// What stands there.
    pub(super) texts: Vec<String>,
    /// The instants that it named.
    pub(super) instants: Vec<String>,
    /// Whether only what is done now counts.
    pub(super) only_now: bool,
}

impl Wanted {
    /// Wants what a place asks for.
    pub(super) fn aim_at(&mut self, record: &Value, place: &Place, rules: &Value, start: &str) {
        self.id = None;
        self.of_list.clear();
        self.given.clear();
        if let Way::Supply { named, at: list } = &place.way {
            match named {
                Named::Nothing => {}
                Named::Id(id) => self.id = Some(id.clone()),
                Named::At(at) => {
                    self.id = match at.strip_prefix("policy#") {
                        Some(inside) => unnamed(rules.pointer(inside), record.pointer(list)),
                        None => name(record, at),
                    };
                    let (list, _) = at.rsplit_once('/').unwrap_or_default();
                    list.clone_into(&mut self.of_list);
                }
                Named::Activity(activity) => {
                    let role = role_for(activity, record.pointer("/assignments"));
                    self.given
                        .extend(role.map(|role| ("role", role.to_owned())));
                    self.given.push(("from", start.to_owned()));
                }
                Named::Given(key, value) => self.given.push((key, value.clone())),
                Named::Role(role, by) => {
                    self.given.push(("role", role.clone()));
                    self.given
                        .extend(name(record, by).map(|person| ("person", person)));
                    self.given.push(("from", start.to_owned()));
                }
            }
        }
        let at = match &place.way {
            Way::Supply { at, .. } | Way::Again { list: at, .. } | Way::Amend { at, .. } => {
                at.as_str()
            }
            Way::Refine(_) => "",
        };
        self.section = Section::key(at).unwrap_or_default().to_owned();
        self.list = match &place.way {
            Way::Supply { at: list, .. } | Way::Again { list, .. } => list.clone(),
            Way::Refine(_) | Way::Amend { .. } => String::new(),
        };
    }

    /// What has to stand at a key.
    pub(super) fn given(&self, key: &str) -> Option<&str> {
        let mut given = self.given.iter();
        let (_, value) = given.find(|(name, _)| *name == key)?;
        Some(value)
    }

    /// How late the check looked at a text: what it looked at last is what it stumbled over.
    pub(super) fn order(&self, text: &str) -> Option<usize> {
        self.texts.iter().rposition(|known| known == text)
    }

    /// The same, where nothing has to be named.
    pub(super) fn unnamed(&self) -> Self {
        Self {
            id: None,
            given: Vec::new(),
            ..self.clone()
        }
    }
}

/// A role that answers for an activity and that nobody holds yet.
fn role_for(activity: &str, assignments: Option<&Value>) -> Option<&'static str> {
    let mut activities = activity::ALL.iter();
    let activity = activities.find(|known| known.id == activity)?;
    let assignments = assignments.and_then(Value::as_array);
    let held = |role: &str| {
        let mut all = assignments.into_iter().flatten();
        all.any(|assignment| assignment.get("role").is_some_and(|held| held == role))
    };
    let responsible = activity.responsible.iter().copied();
    let mut roles = [activity.accountable].into_iter().chain(responsible);
    roles.find(|role| !held(role))
}

/// The first of several names that no item of a list says.
fn unnamed(names: Option<&Value>, list: Option<&Value>) -> Option<String> {
    let items = list
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let says = |name: &str| {
        items.iter().any(|item| {
            let mut said = item.as_object().into_iter().flat_map(Map::values);
            said.any(|said| said == name)
        })
    };
    let names = names?.as_array()?.iter();
    let mut names = names.filter_map(|name| name.as_str().or_else(|| name.get("id")?.as_str()));
    names.find(|name| !says(name)).map(str::to_owned)
}

/// What stands at a place, or its id; of a list, that of its only item.
fn name(record: &Value, at: &str) -> Option<String> {
    let thing = record.pointer(at)?;
    let thing = match thing.as_array().map(Vec::as_slice) {
        Some([only]) => only,
        _ => thing,
    };
    let name = thing.as_str().or_else(|| thing.get("id")?.as_str());
    name.map(str::to_owned)
}
