//! JSON whose values are texts, as the cells of a table are.

use std::fmt;

use releasegate::read::{Error, ErrorCode, read_json};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::provenance::keys;

/// A JSON value: numbers and truth values as they are written, so that nothing changes on the way.
#[derive(Debug)]
pub(super) enum Node {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Mapping(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn read(text: &[u8]) -> Result<Self, Error> {
        // Finds what is no JSON, and what is nested too deep for what follows.
        read_json::<Value>(text)?;
        let raw: Box<RawValue> = read_json(text)?;
        Self::of(&raw)
    }

    fn of(raw: &RawValue) -> Result<Self, Error> {
        let text = raw.get().trim();
        match text.bytes().next() {
            Some(b'{') => {
                let members: Members = parsed(text)?;
                let members = members.0.into_iter();
                let members = members.map(|(key, value)| Ok((key, Self::of(&value)?)));
                members.collect::<Result<_, _>>().map(Self::Mapping)
            }
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = parsed(text)?;
                let items = items.iter().map(|item| Self::of(item));
                items.collect::<Result<_, _>>().map(Self::List)
            }
            Some(b'"') => parsed(text).map(Self::Text),
            _ if text == "null" => Ok(Self::Nothing),
            _ => Ok(Self::Text(text.to_owned())),
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Mapping(members) => {
                let mut members = members.iter();
                members.find(|(name, _)| name == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The value at a JSON Pointer.
    pub(super) fn at(&self, pointer: &str) -> Option<&Self> {
        let mut node = self;
        for key in keys(pointer) {
            node = match node {
                Self::List(items) => items.get(key.parse::<usize>().ok()?)?,
                node => node.get(&key)?,
            };
        }
        Some(node)
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub(super) const fn is_mapping(&self) -> bool {
        matches!(self, Self::Mapping(_))
    }
}

fn parsed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| {
        Error::new(ErrorCode::DuplicateKey, "a key is there twice")
            .with_help("export the file again, since one of the two values would be lost")
    })
}

/// The members of a mapping, none of them twice.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members: Vec<(String, Box<RawValue>)> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        while let Some((key, value)) = map.next_entry::<String, Box<RawValue>>()? {
            if !known.insert(key.clone()) {
                return Err(serde::de::Error::custom("a key is there twice"));
            }
            members.push((key, value));
        }
        Ok(Members(members))
    }
}
