//! YAML values that are kept and not interpreted.

use std::fmt;
use std::ops::Range;

use releasegate::read::Error;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use serde_saphyr::{Location, Spanned};

/// A value of a YAML document that remembers how its numbers are written.
///
/// YAML takes an unquoted `2.10` for the number 2.1. In files of versions and commit hashes that
/// is nearly always wrong, so the text of a number is taken from the document.
#[derive(Debug)]
pub(crate) struct Verbatim {
    written: Option<Range<usize>>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Null,
    Bool(bool),
    /// A number as the YAML reader understood it.
    Number(String),
    Text(String),
    List(Vec<Verbatim>),
    Mapping(Vec<(String, Verbatim)>),
}

impl Verbatim {
    /// The value as JSON. `document` is the text it was read from.
    ///
    /// Whole numbers that every language can hold stay numbers; any other number becomes the text
    /// that is written in the document.
    pub(crate) fn to_json(&self, document: &str) -> Value {
        match &self.shape {
            Shape::Null => Value::Null,
            Shape::Bool(value) => Value::Bool(*value),
            Shape::Number(understood) => {
                let written = self.written.clone().and_then(|range| document.get(range));
                number(written.unwrap_or(understood))
            }
            Shape::Text(text) => Value::String(text.clone()),
            Shape::List(items) => items.iter().map(|item| item.to_json(document)).collect(),
            Shape::Mapping(entries) => entries
                .iter()
                .map(|(key, value)| (key.clone(), value.to_json(document)))
                .collect::<Map<_, _>>()
                .into(),
        }
    }

    /// About how many bytes the value takes in memory once it is JSON.
    pub(crate) fn weight(&self) -> usize {
        let own = size_of::<Value>();
        match &self.shape {
            Shape::Null | Shape::Bool(_) => own,
            Shape::Number(text) | Shape::Text(text) => own + text.len(),
            Shape::List(items) => own + items.iter().map(Self::weight).sum::<usize>(),
            Shape::Mapping(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| own + key.len() + value.weight());
                own + entries.sum::<usize>()
            }
        }
    }
}

/// Shortens the pointer of an error inside a [`Verbatim`] to the outermost one; line and column
/// still give the exact place.
///
/// [`Spanned`] adds a level of its own, the key `value`, to what an error gives as path.
pub(crate) fn readable(mut error: Error) -> Error {
    if let Some(pointer) = &mut error.pointer {
        let outermost = pointer.split('/').take_while(|token| *token != "value");
        *pointer = outermost.collect::<Vec<_>>().join("/");
    }
    error
}

/// The largest whole number that languages with floating-point numbers only can hold.
const LARGEST_EXACT: u64 = (1 << 53) - 1;

fn number(written: &str) -> Value {
    match written.parse::<u64>() {
        Ok(whole) if whole <= LARGEST_EXACT && whole.to_string() == written => {
            Value::Number(Number::from(whole))
        }
        _ => Value::String(written.to_owned()),
    }
}

impl<'de> Deserialize<'de> for Verbatim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Shape>::deserialize(deserializer)?;
        Ok(Self {
            written: byte_range(spanned.defined),
            shape: spanned.value,
        })
    }
}

fn byte_range(location: Location) -> Option<Range<usize>> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let length = usize::try_from(span.byte_len()?).ok()?;
    Some(start..start.checked_add(length)?)
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Shape, E> {
        Ok(Shape::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Shape, E> {
        Ok(Shape::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Shape, E> {
        Ok(Shape::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Shape, E> {
        Ok(Shape::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Shape, E> {
        Ok(Shape::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Shape, E> {
        Ok(Shape::Number(value.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Shape, E> {
        Ok(Shape::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Shape::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Shape::Mapping(entries))
    }
}
