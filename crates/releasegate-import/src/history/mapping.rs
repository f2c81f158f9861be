//! What another tool's words mean: written by whoever knows both the tool and the organization.

use std::cell::RefCell;
use std::collections::BTreeMap;

use releasegate::lifecycle::RULES;
use releasegate::read::{Error, ErrorCode, Limits, read};
use releasegate::time::{ForeignTimes, Zone};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::rows::Said;
use super::template::{Reading, Template, at_place};
use crate::provenance::token;

/// How the rows of a history become commands.
///
/// Wherever a value comes from the row, it is written as `{"column": NAME}`; see
/// [`MappingColumn`]. The column `#` is the number of the row, where the file has no column of this
/// name.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryMapping {
    /// The format of this document: `releasegate/mapping/1`.
    pub format: MappingFormat,
    /// Whose clocks times without an offset were read from.
    pub zone: Option<Zone>,
    /// How times are written, in the letters of strftime, such as `%d.%m.%Y %H:%M`. Times as
    /// records have them, with a space for the `T` or without an offset, need not be named.
    pub times: Option<Vec<String>>,
    /// What a cell says that says nothing, such as `?`. An empty cell says nothing anyway.
    pub nothing: Option<Vec<String>>,
    /// JSON Pointer to the rows, where a JSON document has them inside.
    pub rows: Option<String>,
    /// What separates the cells of a table; a comma when missing.
    pub delimiter: Option<char>,
    /// Whether the file has what happened last first. It matters only for rows of one time.
    pub newest_first: Option<bool>,
    /// The release that a row is about: a column, or the id itself.
    pub release: Value,
    /// When it was done, or written down.
    pub at: MappingColumn,
    /// When it was decided, where the tool keeps both apart.
    pub decided_at: Option<MappingColumn>,
    /// Who did it.
    pub actor: MappingColumn,
    /// What the words mean. All rules that take a row count.
    pub rules: Vec<MappingRule>,
}

releasegate::format_id! {
    /// The format id of mappings.
    pub MappingFormat = "releasegate/mapping/1", "a mapping"
}

/// What some rows mean: either a command, or nothing for a stated reason.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingRule {
    /// What columns have to say for the rule to take a row; every row when missing.
    pub when: Option<BTreeMap<String, MappingWords>>,
    /// Whether only the earliest of the rows counts that the rule takes of a release.
    pub first: Option<bool>,
    /// When it was done, where this is another column than usual.
    pub at: Option<MappingColumn>,
    /// When it was decided, where this is another column than usual.
    pub decided_at: Option<MappingColumn>,
    /// Who did it, where this is another column than usual.
    pub actor: Option<MappingColumn>,
    /// The command: a mapping with one key, as `decide` takes it, with columns for its values.
    pub command: Option<Map<String, Value>>,
    /// Why the rows are no command.
    pub ignore: Option<String>,
}

/// What a column has to say.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MappingWords {
    /// Whether it says anything at all.
    Anything(bool),
    /// This word.
    One(String),
    /// One of these words.
    OneOf(Vec<String>),
}

/// A value that a row has.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingColumn {
    /// The name of the column; in JSON a key, or a JSON Pointer within the row.
    pub column: String,
    /// What the tool's words mean. Another word than these is no value.
    pub words: Option<Map<String, Value>>,
    /// Whether the key is left out where the cell says nothing. Otherwise the row is no command.
    pub optional: Option<bool>,
    /// Whether the cell may have several values; they become a list.
    pub list: Option<bool>,
    /// Whether it is a time, to be written as records have it.
    pub time: Option<bool>,
}

/// A mapping whose rules are ready to be used.
pub(super) struct Prepared {
    pub(super) mapping: HistoryMapping,
    pub(super) times: ForeignTimes,
    pub(super) release: Template,
    /// The command of each rule; none where the rule says that there is none.
    pub(super) commands: Vec<Option<Template>>,
}

impl HistoryMapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// An [`Error`] with a stable code and the place, when the text is not a mapping.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        read(bytes, None, limits)
    }

    pub(super) fn prepared(self) -> Result<Prepared, Error> {
        let times = ForeignTimes {
            notations: self.times.clone().unwrap_or_default(),
            zone: self.zone.map(Zone::tz),
        };
        if let Some(index) = times.malformed() {
            let error = Error::new(ErrorCode::InvalidValue, "this is no notation of times")
                .with_help("write it in the letters of strftime, such as %d.%m.%Y %H:%M");
            return Err(at_place(error, format!("/times/{index}")));
        }
        let separates = |sign: char| sign == '\t' || sign.is_ascii_graphic() && sign != '"';
        if self.delimiter.is_some_and(|sign| !separates(sign)) {
            let error = Error::new(ErrorCode::InvalidValue, "this separates no cells")
                .with_help("name one sign, such as a comma, a semicolon or a tabulator");
            return Err(at_place(error, "/delimiter".to_owned()));
        }
        let release = Template::read(&self.release, "/release")?;
        let rules = self.rules.iter().enumerate();
        let commands = rules.map(|(index, rule)| rule.template(index));
        let commands = commands.collect::<Result<_, _>>()?;
        Ok(Prepared {
            times,
            release,
            commands,
            mapping: self,
        })
    }
}

impl MappingRule {
    fn template(&self, index: usize) -> Result<Option<Template>, Error> {
        let place = format!("/rules/{index}");
        let command = match (&self.command, &self.ignore) {
            (Some(command), None) => command,
            (None, Some(reason)) if !reason.trim().is_empty() => return Ok(None),
            (command, _) => {
                let found = match command {
                    Some(_) => "the rule has both a command and a reason why there is none",
                    None => "the rule has neither a command nor a reason why there is none",
                };
                let error = Error::new(ErrorCode::InvalidValue, found)
                    .with_help("give either `command` or `ignore`");
                return Err(at_place(error, place));
            }
        };
        let place = format!("{place}/command");
        let mut names = command.keys();
        let (Some(name), None) = (names.next(), names.next()) else {
            let error = Error::new(
                ErrorCode::InvalidValue,
                "a command is a mapping with one key",
            );
            return Err(at_place(error, place));
        };
        if !RULES.iter().any(|rule| rule.name == name) {
            let known: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
            let error = Error::new(ErrorCode::InvalidValue, "no command has this name")
                .with_help(format!("commands are {}", known.join(", ")));
            return Err(at_place(error, format!("{place}/{}", token(name))));
        }
        Template::read(&Value::Object(command.clone()), &place).map(Some)
    }
}

impl MappingWords {
    pub(super) fn fit(&self, said: Said) -> bool {
        let said = match (self, said) {
            (Self::Anything(any), said) => return *any != matches!(said, Said::Nothing),
            (_, Said::Nothing | Said::Structure) => Vec::new(),
            (_, Said::One(text)) => vec![text],
            (_, Said::Several(texts)) => texts,
        };
        let is_one = |text: &String| match self {
            Self::Anything(_) => false,
            Self::One(word) => text == word.trim(),
            Self::OneOf(words) => words.iter().any(|word| text == word.trim()),
        };
        said.iter().any(is_one)
    }
}

impl Prepared {
    /// What rows are read with.
    pub(super) fn reading(&self) -> Reading<'_> {
        Reading {
            times: &self.times,
            nothing: self.mapping.nothing.as_deref().unwrap_or_default(),
            whole_minutes: RefCell::default(),
        }
    }

    /// Every column that something is read from, and where the mapping says so.
    pub(super) fn columns(&self) -> Vec<(String, String)> {
        let mapping = &self.mapping;
        let mut found = Vec::new();
        self.release.columns("/release", &mut found);
        let mut add = |column: Option<&MappingColumn>, place: String| {
            found.extend(column.map(|it| (it.column.clone(), format!("{place}/column"))));
        };
        add(Some(&mapping.at), "/at".to_owned());
        add(mapping.decided_at.as_ref(), "/decided_at".to_owned());
        add(Some(&mapping.actor), "/actor".to_owned());
        for (index, rule) in mapping.rules.iter().enumerate() {
            add(rule.at.as_ref(), format!("/rules/{index}/at"));
            add(
                rule.decided_at.as_ref(),
                format!("/rules/{index}/decided_at"),
            );
            add(rule.actor.as_ref(), format!("/rules/{index}/actor"));
        }
        for (index, rule) in mapping.rules.iter().enumerate() {
            for column in rule.when.iter().flat_map(BTreeMap::keys) {
                found.push((
                    column.clone(),
                    format!("/rules/{index}/when/{}", token(column)),
                ));
            }
        }
        for (index, command) in self.commands.iter().enumerate() {
            if let Some(command) = command {
                command.columns(&format!("/rules/{index}/command"), &mut found);
            }
        }
        found
    }
}
