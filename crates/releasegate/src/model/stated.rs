//! Three-state evidence: absent, stated to be none, or given.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_with::skip_serializing_none;

use super::ids::PersonId;
use crate::time::Moment;

/// A list of evidence that somebody stated: its items, or that there are none.
///
/// A record holds `Option<Stated<T>>`, which keeps three things apart that look alike:
/// the key is missing (`None`), somebody said "there are none" (`Some(Stated::None(..))`, in JSON
/// `{"none": {"by": "...", "at": "..."}}`), or a list was given, which may be empty
/// (`Some(Stated::Given(..))`). An empty list says nothing about who looked, so it is not a
/// statement that there are none.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated<T> {
    /// Somebody stated that there are none. This is rare, and boxed: it would make every list of a
    /// record, and so every record, twice as large.
    None(Box<NoneStatement>),
    /// The items, possibly an empty list.
    Given(Vec<T>),
}

/// Who stated that there are none, and when.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoneStatement {
    /// The person who made the statement.
    pub by: PersonId,
    /// When the statement was made.
    pub at: Moment,
    /// Why there are none.
    pub reason: Option<String>,
}

/// Reads the items of a list that may be missing.
pub trait Items<T> {
    /// The items given; empty when the list is missing, empty, or stated to be none.
    fn items(&self) -> &[T];
}

impl<T> Items<T> for Option<Stated<T>> {
    fn items(&self) -> &[T] {
        match self {
            Some(Stated::Given(items)) => items,
            Some(Stated::None(_)) | None => &[],
        }
    }
}

impl<T> Items<T> for Option<Vec<T>> {
    fn items(&self) -> &[T] {
        self.as_deref().unwrap_or_default()
    }
}

/// The shape `{"none": {...}}`, the only key such a mapping may have.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NoneShape {
    none: NoneStatement,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StatedVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for StatedVisitor<T> {
            type Value = Stated<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, or a mapping with the key `none`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Stated::Given(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                NoneShape::deserialize(MapAccessDeserializer::new(map))
                    .map(|shape| Stated::None(Box::new(shape.none)))
            }
        }

        deserializer.deserialize_any(StatedVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Given(items) => items.serialize(serializer),
            Self::None(statement) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("none", statement)?;
                map.end()
            }
        }
    }
}

impl<T: JsonSchema> JsonSchema for Stated<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Stated_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        let none = generator.subschema_for::<NoneStated>();
        json_schema!({ "anyOf": [{ "type": "array", "items": items }, none] })
    }
}

/// The statement that a list has no items.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct NoneStated {
    /// Who stated it, and when.
    none: NoneStatement,
}

#[cfg(test)]
mod tests {
    use super::{Items, Stated};

    fn read(json: &str) -> Result<Option<Stated<String>>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn keeps_three_states_apart() {
        assert_eq!(read("null").unwrap(), None);
        assert_eq!(read("[]").unwrap(), Some(Stated::Given(Vec::new())));
        let none = r#"{"none":{"by":"eva","at":"2026-03-01T10:00:00Z"}}"#;
        let stated = read(none).unwrap();
        assert!(matches!(stated, Some(Stated::None(_))));
        assert!(stated.items().is_empty());
        assert_eq!(serde_json::to_string(&stated).unwrap(), none);
    }

    #[test]
    fn a_none_without_author_is_refused() {
        assert!(read(r#"{"none":{}}"#).is_err());
        assert!(read(r#"{"none":null}"#).is_err());
        assert!(read(r#"{"non":{"by":"eva","at":"2026-03-01T10:00:00Z"}}"#).is_err());
        assert!(read(r#""none""#).is_err());
    }
}
