//! Values with columns in them, and what they are for a row.

use std::cell::RefCell;
use std::collections::BTreeSet;

use releasegate::read::{Error, ErrorCode, read_json};
use releasegate::time::{ForeignTimes, Moment};
use serde_json::{Map, Value};

use super::found::{Fault, HistoryProblemKind};
use super::mapping::MappingColumn;
use super::rows::{Row, Said};
use crate::provenance::token;

/// A value that may have columns in it.
pub(super) enum Template {
    Constant(Value),
    Column(MappingColumn),
    List(Vec<Template>),
    Mapping(Vec<(String, Template)>),
}

/// What a row is read with.
pub(super) struct Reading<'a> {
    pub(super) times: &'a ForeignTimes,
    /// What says nothing.
    pub(super) nothing: &'a [String],
    /// The rows with times of which nobody wrote the seconds, as far as they were read.
    pub(super) whole_minutes: RefCell<BTreeSet<u64>>,
}

impl Reading<'_> {
    fn time(&self, row: &Row, text: &str) -> Result<Moment, Fault> {
        let time = self.times.read(text).map_err(Fault::time)?;
        if time.whole_minute {
            self.whole_minutes.borrow_mut().insert(row.number);
        }
        Ok(time.moment)
    }
}

impl Template {
    pub(super) fn read(value: &Value, place: &str) -> Result<Self, Error> {
        match value {
            Value::Object(map) if map.contains_key("column") => {
                let text = value.to_string();
                let column = read_json(text.as_bytes()).map_err(|mut error| {
                    error.pointer = Some(format!("{place}{}", error.pointer.unwrap_or_default()));
                    (error.line, error.column) = (None, None);
                    error
                });
                column.map(Self::Column)
            }
            Value::Object(map) => {
                let item = |(key, value): (&String, &Value)| {
                    let read = Self::read(value, &format!("{place}/{}", token(key)))?;
                    Ok((key.clone(), read))
                };
                map.iter()
                    .map(item)
                    .collect::<Result<_, _>>()
                    .map(Self::Mapping)
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let read = items.map(|(index, item)| Self::read(item, &format!("{place}/{index}")));
                read.collect::<Result<_, _>>().map(Self::List)
            }
            other => Ok(Self::Constant(other.clone())),
        }
    }

    /// The value for a row; none where an optional cell says nothing. `at` is where it will be.
    pub(super) fn filled(
        &self,
        row: &Row,
        reading: &Reading<'_>,
        at: &str,
        places: &mut Vec<(String, String)>,
    ) -> Result<Option<Value>, Fault> {
        match self {
            Self::Constant(value) => Ok(Some(value.clone())),
            Self::Column(column) => {
                places.push((at.to_owned(), column.column.clone()));
                column.value(row, reading)
            }
            Self::List(items) => {
                let mut list = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    list.extend(item.filled(row, reading, &format!("{at}/{index}"), places)?);
                }
                Ok(Some(Value::Array(list)))
            }
            Self::Mapping(entries) => {
                let mut map = Map::new();
                for (key, item) in entries {
                    let at = format!("{at}/{}", token(key));
                    if let Some(value) = item.filled(row, reading, &at, places)? {
                        map.insert(key.clone(), value);
                    }
                }
                Ok(Some(Value::Object(map)))
            }
        }
    }

    /// The columns in it, and where each is.
    pub(super) fn columns(&self, place: &str, found: &mut Vec<(String, String)>) {
        match self {
            Self::Constant(_) => {}
            Self::Column(column) => found.push((column.column.clone(), format!("{place}/column"))),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.columns(&format!("{place}/{index}"), found);
                }
            }
            Self::Mapping(entries) => {
                for (key, item) in entries {
                    item.columns(&format!("{place}/{}", token(key)), found);
                }
            }
        }
    }
}

impl MappingColumn {
    fn value(&self, row: &Row, reading: &Reading<'_>) -> Result<Option<Value>, Fault> {
        let texts = match row.said(&self.column, reading.nothing) {
            Said::Nothing if self.optional == Some(true) => return Ok(None),
            said if self.list == Some(true) => said.texts().map_err(|it| it.of(&self.column))?,
            said => vec![said.one().map_err(|it| it.of(&self.column))?],
        };
        let values = texts
            .into_iter()
            .map(|text| self.meant(&text, row, reading));
        let mut values = values.collect::<Result<Vec<_>, _>>()?;
        Ok(match self.list {
            Some(true) => Some(Value::Array(values)),
            _ => values.pop(),
        })
    }

    fn meant(&self, text: &str, row: &Row, reading: &Reading<'_>) -> Result<Value, Fault> {
        if let Some(words) = &self.words {
            let meant = words.get(text).cloned();
            return meant.ok_or_else(|| {
                Fault::new(
                    HistoryProblemKind::UnknownWord,
                    "the mapping does not say what the word in this cell means",
                    format!("add the word to `words` of the column `{}`", self.column),
                )
                .of(&self.column)
            });
        }
        if self.time == Some(true) {
            let time = reading.time(row, text).map_err(|it| it.of(&self.column))?;
            return Ok(Value::String(time.to_string()));
        }
        Ok(Value::String(text.to_owned()))
    }

    /// The time that the cell says; none where it is optional and says nothing.
    pub(super) fn moment(&self, row: &Row, reading: &Reading<'_>) -> Result<Option<Moment>, Fault> {
        let text = match row.said(&self.column, reading.nothing) {
            Said::Nothing if self.optional == Some(true) => return Ok(None),
            said => said.one().map_err(|it| it.of(&self.column))?,
        };
        let time = reading.time(row, &text).map_err(|it| it.of(&self.column))?;
        Ok(Some(time))
    }

    /// The one text that the cell says, or that its word means.
    pub(super) fn text(&self, row: &Row, reading: &Reading<'_>) -> Result<String, Fault> {
        match self.value(row, reading)? {
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(Fault::new(
                HistoryProblemKind::Unfit,
                "this has to be one text",
                "let the mapping give a text for it",
            )
            .of(&self.column)),
            None => Err(Fault::empty().of(&self.column)),
        }
    }
}

/// An error of the mapping, with its place.
pub(super) fn at_place(mut error: Error, place: String) -> Error {
    error.pointer = Some(place);
    error
}

/// The error for a column that no row has.
pub(super) fn no_such_column(place: String, known: &[&str]) -> Error {
    let error = Error::new(ErrorCode::InvalidValue, "the file has no such column")
        .with_help(format!("its columns are {}", known.join(", ")));
    at_place(error, place)
}
