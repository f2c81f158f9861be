//! The events of an OCEL 2.0 log in JSON as rows.
//!
//! A row has the columns `id`, `type` and `time`, `attributes/NAME` for each attribute of the
//! event, `QUALIFIER/TYPE` for the objects that it is related to, and `QUALIFIER/TYPE/NAME` for
//! what is said of those. An object goes by its attribute `id` where it has one, otherwise by its
//! id in the log.

use std::collections::BTreeMap;

use releasegate::read::{Error, ErrorCode};
use releasegate::time::{AsOf, ForeignTimes, Instant};

use super::found::{Fault, HistoryProblemKind};
use super::node::Node;
use super::rows::{Cells, Row, number};

pub(super) fn is_log(document: &Node) -> bool {
    ["objectTypes", "eventTypes", "events", "objects"]
        .iter()
        .all(|key| matches!(document.get(key), Some(Node::List(_))))
}

pub(super) fn rows(log: &Node) -> Result<Vec<Row>, Error> {
    let listed = |key| log.get(key).map_or(&[][..], Node::items);
    let objects = listed("objects").iter().filter_map(Object::of);
    let mut known = BTreeMap::new();
    for object in objects {
        if known.insert(object.id, object).is_some() {
            let message = "two objects have the same id";
            let error = Error::new(ErrorCode::DuplicateKey, message);
            return Err(error.with_help("export the log again, with an id for each object"));
        }
    }
    let mut rows = Vec::new();
    for event in listed("events") {
        rows.push(Row {
            number: number(&rows),
            line: None,
            cells: cells(event, &known).map_or_else(Cells::Unreadable, Cells::Named),
        });
    }
    Ok(rows)
}

struct Object<'n> {
    id: &'n str,
    kind: &'n str,
    attributes: Vec<Attribute<'n>>,
}

struct Attribute<'n> {
    name: &'n str,
    value: &'n str,
    since: Option<Instant>,
}

impl<'n> Object<'n> {
    fn of(node: &'n Node) -> Option<Self> {
        let said = node.get("attributes").map_or(&[][..], Node::items);
        Some(Self {
            id: text(node, "id")?,
            kind: text(node, "type")?,
            attributes: said.iter().filter_map(Attribute::of).collect(),
        })
    }

    /// What is said of it at some time: the last value of each attribute until then.
    fn at(&self, time: Option<Instant>) -> BTreeMap<&'n str, &'n str> {
        let mut said: BTreeMap<&str, &Attribute<'_>> = BTreeMap::new();
        for attribute in &self.attributes {
            let later = time
                .zip(attribute.since)
                .is_some_and(|(at, since)| since > at);
            let last = said.get(attribute.name);
            if !later && last.is_none_or(|last| last.since <= attribute.since) {
                said.insert(attribute.name, attribute);
            }
        }
        let said = said.into_iter();
        said.map(|(name, attribute)| (name, attribute.value))
            .collect()
    }
}

impl<'n> Attribute<'n> {
    fn of(node: &'n Node) -> Option<Self> {
        Some(Self {
            name: text(node, "name")?,
            value: text(node, "value")?,
            since: text(node, "time").and_then(instant),
        })
    }
}

/// The columns of an event, each with what it says.
type Columns = Vec<(String, Vec<String>)>;

fn cells(event: &Node, objects: &BTreeMap<&str, Object<'_>>) -> Result<Columns, Fault> {
    let mut cells: Vec<(String, Vec<String>)> = Vec::new();
    let mut add =
        |name: String, value: &str| match cells.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.to_owned()),
            None => cells.push((name, vec![value.to_owned()])),
        };
    for key in ["id", "type", "time"] {
        if let Some(value) = text(event, key) {
            add(key.to_owned(), value);
        }
    }
    let listed = |key| event.get(key).map_or(&[][..], Node::items).iter();
    for attribute in listed("attributes") {
        if let (Some(name), Some(value)) = (text(attribute, "name"), text(attribute, "value")) {
            add(format!("attributes/{name}"), value);
        }
    }
    let time = text(event, "time").and_then(instant);
    for relationship in listed("relationships") {
        let related = text(relationship, "objectId").and_then(|id| objects.get(id));
        let object = related.ok_or_else(|| {
            let message = "the event is related to an object that the log does not have";
            let help = "export the log with all its objects, each with its id and type";
            Fault::new(HistoryProblemKind::Unreadable, message, help)
        })?;
        let qualifier = text(relationship, "qualifier").unwrap_or_default();
        let name = format!("{qualifier}/{}", object.kind);
        let said = object.at(time);
        add(name.clone(), said.get("id").unwrap_or(&object.id));
        for (attribute, value) in said.into_iter().filter(|(name, _)| *name != "id") {
            add(format!("{name}/{attribute}"), value);
        }
    }
    Ok(cells)
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::text)
}

fn instant(text: &str) -> Option<Instant> {
    let time = ForeignTimes::default().read(text).ok()?;
    AsOf::new(time.moment).ok().map(|at| at.span().first())
}
