//! The rows of a history: of a table, of JSON, or the events of an OCEL 2.0 log.

use std::collections::BTreeSet;
use std::rc::Rc;

use releasegate::read::{Error, ErrorCode, Syntax};

use super::found::{Fault, HistoryProblemKind};
use super::mapping::HistoryMapping;
use super::node::Node;
use super::ocel;
use super::template::at_place;
use crate::provenance::keys;

/// A row, and where it is in the file.
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) line: Option<u64>,
    pub(super) cells: Cells,
}

/// What a row says.
pub(super) enum Cells {
    /// Of a table, under the names of its columns.
    Table(Rc<Vec<String>>, Vec<String>),
    /// Of JSON.
    Json(Node),
    /// Under names that were made for it, each once.
    Named(Vec<(String, Vec<String>)>),
    /// Nothing that could be read.
    Unreadable(Fault),
}

/// What a cell says.
pub(super) enum Said {
    Nothing,
    One(String),
    Several(Vec<String>),
    /// A mapping, or a list of more than texts.
    Structure,
}

/// The rows of a file, and the names of its columns where all rows have the same.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) header: Option<Rc<Vec<String>>>,
}

impl Rows {
    pub(super) fn read(mapping: &HistoryMapping, bytes: &[u8]) -> Result<Self, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match Syntax::sniff(bytes) {
            Syntax::Json => json(mapping, bytes),
            Syntax::Yaml => table(mapping, bytes),
        }
    }
}

impl Row {
    /// What a column says, apart from words that say nothing.
    pub(super) fn said(&self, column: &str, nothing: &[String]) -> Said {
        let texts: Vec<&str> = match &self.cells {
            Cells::Table(header, cells) => {
                let cells = header.iter().zip(cells);
                let named = cells.filter(|(name, _)| *name == column);
                named.map(|(_, cell)| cell.as_str()).collect()
            }
            Cells::Json(node) => match texts_at(node, column) {
                Some(texts) => texts,
                None => return Said::Structure,
            },
            Cells::Named(cells) => {
                let named = cells.iter().filter(|(name, _)| name == column);
                named
                    .flat_map(|(_, cell)| cell)
                    .map(String::as_str)
                    .collect()
            }
            Cells::Unreadable(_) => Vec::new(),
        };
        if texts.is_empty() && column == NUMBER && !self.names().any(|name| name == NUMBER) {
            return Said::One(self.number.to_string());
        }
        let said = texts.into_iter().map(str::trim);
        let said = said.filter(|text| !text.is_empty() && !nothing.iter().any(|it| it == text));
        let mut said: Vec<_> = said.map(str::to_owned).collect();
        match said.len() {
            0 => Said::Nothing,
            1 => said.pop().map_or(Said::Nothing, Said::One),
            _ => Said::Several(said),
        }
    }

    /// The names of the columns; of JSON the keys of the row.
    pub(super) fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match &self.cells {
            Cells::Table(header, _) => Box::new(header.iter().map(String::as_str)),
            Cells::Json(Node::Mapping(members)) => {
                Box::new(members.iter().map(|(name, _)| name.as_str()))
            }
            Cells::Named(cells) => Box::new(cells.iter().map(|(name, _)| name.as_str())),
            Cells::Json(_) | Cells::Unreadable(_) => Box::new(std::iter::empty()),
        }
    }
}

/// The column that is the number of the row.
pub(super) const NUMBER: &str = "#";

/// The texts at a key, or at a JSON Pointer; none where there is more than texts.
fn texts_at<'n>(node: &'n Node, column: &str) -> Option<Vec<&'n str>> {
    let cell = match node.get(column) {
        None if column.starts_with('/') => node.at(column),
        cell => cell,
    };
    match cell {
        None | Some(Node::Nothing) => Some(Vec::new()),
        Some(Node::Text(text)) => Some(vec![text]),
        Some(Node::List(items)) => items.iter().map(Node::text).collect(),
        Some(Node::Mapping(_)) => None,
    }
}

impl Said {
    pub(super) fn one(self) -> Result<String, Fault> {
        match self {
            Self::One(text) => Ok(text),
            Self::Nothing => Err(Fault::empty()),
            Self::Several(_) => Err(Fault::new(
                HistoryProblemKind::NotOneText,
                "the cell has several values where there has to be one",
                "map a column that has one; where a command takes a list, say so by `list`",
            )),
            Self::Structure => Err(Fault::new(
                HistoryProblemKind::NotOneText,
                "the cell is no text",
                "map what is inside it by its JSON Pointer, such as /user/login",
            )),
        }
    }

    pub(super) fn texts(self) -> Result<Vec<String>, Fault> {
        match self {
            Self::Several(texts) => Ok(texts),
            said => said.one().map(|text| vec![text]),
        }
    }
}

fn table(mapping: &HistoryMapping, bytes: &[u8]) -> Result<Rows, Error> {
    let delimiter = mapping.delimiter.and_then(|sign| u8::try_from(sign).ok());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(bytes);
    let header = reader.headers().map_err(|_| {
        Error::new(ErrorCode::NotUtf8, "the names of the columns are not UTF-8")
            .with_help("save the file as UTF-8")
    })?;
    let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let mut known = BTreeSet::new();
    if let Some(twice) = header.iter().find(|name| !known.insert(name.as_str())) {
        let message = format!("two columns are called `{twice}`");
        let error = Error::new(ErrorCode::DuplicateKey, message);
        return Err(error.with_help("give each column a name of its own"));
    }
    let header = Rc::new(header);
    let mut rows = Vec::new();
    let mut record = csv::ByteRecord::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|_| Error::new(ErrorCode::Syntax, "the table cannot be read"))?
    {
        rows.push(Row {
            number: number(&rows),
            line: record.position().map(|at| first_line(bytes, at)),
            cells: cells(&header, &record),
        });
    }
    Ok(Rows {
        rows,
        header: Some(header),
    })
}

/// The line on which a row begins: the reader is still before the line ends that come first.
fn first_line(bytes: &[u8], at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(start..).unwrap_or_default().iter();
    let ends = rest.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let passed = ends.filter(|byte| **byte == b'\n').count();
    at.line() + u64::try_from(passed).unwrap_or_default()
}

fn cells(header: &Rc<Vec<String>>, record: &csv::ByteRecord) -> Cells {
    if record.len() != header.len() {
        let message = format!(
            "the row has {} cells, and there are {} columns",
            record.len(),
            header.len()
        );
        let help = "put a cell that has the delimiter inside into quotation marks, or name the \
                    right `delimiter` in the mapping";
        return Cells::Unreadable(Fault::new(HistoryProblemKind::Unreadable, message, help));
    }
    let texts = record
        .iter()
        .map(|cell| str::from_utf8(cell).map(str::to_owned));
    match texts.collect() {
        Ok(texts) => Cells::Table(Rc::clone(header), texts),
        Err(_) => Cells::Unreadable(Fault::new(
            HistoryProblemKind::Unreadable,
            "the row is not UTF-8",
            "save the file as UTF-8",
        )),
    }
}

fn json(mapping: &HistoryMapping, bytes: &[u8]) -> Result<Rows, Error> {
    let rows = match lines(bytes) {
        Some(lines) if mapping.rows.is_none() => lines,
        _ => document(mapping, Node::read(bytes)?)?,
    };
    Ok(Rows { rows, header: None })
}

/// One row a line, where the first line is a document by itself and others follow.
fn lines(bytes: &[u8]) -> Option<Vec<Row>> {
    let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
    let mut lines = lines.filter(|(line, _)| !line.trim_ascii().is_empty());
    let (first, _) = lines.clone().next()?;
    if !Node::read(first).is_ok_and(|node| node.is_mapping()) || lines.clone().nth(1).is_none() {
        return None;
    }
    let mut rows = Vec::new();
    for (line, at) in &mut lines {
        rows.push(Row {
            number: number(&rows),
            line: Some(at),
            cells: json_cells(Node::read(line)),
        });
    }
    Some(rows)
}

fn json_cells(read: Result<Node, Error>) -> Cells {
    let no_mapping = "the row is no mapping of columns to values".to_owned();
    match read {
        Ok(node) if node.is_mapping() => Cells::Json(node),
        Ok(_) => Cells::Unreadable(Fault::new(
            HistoryProblemKind::Unreadable,
            no_mapping,
            "export the rows as objects",
        )),
        Err(error) => Cells::Unreadable(Fault::new(
            HistoryProblemKind::Unreadable,
            error.message,
            error
                .help
                .unwrap_or_else(|| "export the row again".to_owned()),
        )),
    }
}

fn document(mapping: &HistoryMapping, document: Node) -> Result<Vec<Row>, Error> {
    let items = match &mapping.rows {
        Some(place) => match taken(document, place) {
            Some(Node::List(items)) => items,
            Some(row) if row.is_mapping() => vec![row],
            _ => {
                let error = Error::new(ErrorCode::InvalidValue, "the document has no rows there");
                return Err(at_place(error, "/rows".to_owned()).in_source(Some(super::MAPPING)));
            }
        },
        None if ocel::is_log(&document) => return ocel::rows(&document),
        None => match document {
            Node::List(items) => items,
            Node::Mapping(members) if !holds_rows(&members) => vec![Node::Mapping(members)],
            _ => {
                let message = "the document is no list of rows";
                return Err(Error::new(ErrorCode::InvalidValue, message)
                    .with_help("say by `rows` of the mapping where they are, such as /result"));
            }
        },
    };
    let mut rows = Vec::new();
    for item in items {
        rows.push(Row {
            number: number(&rows),
            line: None,
            cells: json_cells(Ok(item)),
        });
    }
    Ok(rows)
}

/// Whether a mapping looks as if it were no row but had rows inside.
fn holds_rows(members: &[(String, Node)]) -> bool {
    let is_row = |(_, node): &(String, Node)| node.is_mapping() && members.len() == 1;
    let has_rows = |(_, node): &(String, Node)| node.items().iter().any(Node::is_mapping);
    members
        .iter()
        .any(|member| is_row(member) || has_rows(member))
}

/// What a document has at a JSON Pointer, taken out of it.
fn taken(document: Node, pointer: &str) -> Option<Node> {
    let mut node = document;
    for key in keys(pointer) {
        node = match node {
            Node::Mapping(members) => members.into_iter().find(|(name, _)| *name == key)?.1,
            Node::List(items) => items.into_iter().nth(key.parse().ok()?)?,
            Node::Nothing | Node::Text(_) => return None,
        };
    }
    Some(node)
}

/// The number of the row that comes next.
pub(super) fn number(rows: &[Row]) -> u64 {
    u64::try_from(rows.len())
        .unwrap_or(u64::MAX)
        .saturating_add(1)
}
