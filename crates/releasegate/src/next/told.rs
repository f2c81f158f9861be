//! The texts of a document.

use std::ops::Range;

use serde_json::Value;

use super::schema::last_key;
use super::schema::list_of;
use crate::time::Moment;

/// A text of a document.
pub(super) struct Told<'a> {
    pub(super) at: String,
    pub(super) text: &'a str,
    /// The list of what is referred to, if anything is.
    pub(super) refers: Option<&'static str>,
    /// Where in the pointer the key stands, and for an id the name of its list.
    key: Range<usize>,
    list: Option<Range<usize>>,
}

impl<'a> Told<'a> {
    fn new(at: &str, text: &'a str) -> Self {
        let range = |inside: &str, key: &str| {
            let start = inside.rfind(key).unwrap_or_default();
            start..start + key.len()
        };
        let item = at.strip_suffix("/id");
        Self {
            at: at.to_owned(),
            text,
            refers: list_of(at),
            key: range(at, last_key(at)),
            list: item.map(|item| range(item, last_key(item))),
        }
    }

    /// The key that the text stands at, list indices aside.
    pub(super) fn key(&self) -> &str {
        self.at.get(self.key.clone()).unwrap_or_default()
    }

    /// For an id, the name of the list of what has it.
    pub(super) fn list(&self) -> Option<&str> {
        self.at.get(self.list.clone()?)
    }
}

/// The texts of a document, each with its place after `prefix`.
pub(super) fn told<'a>(document: &'a Value, prefix: &str) -> Vec<Told<'a>> {
    let mut texts = Vec::new();
    each_text(document, &mut prefix.to_owned(), &mut |at, text| {
        texts.push(Told::new(at, text));
    });
    texts
}

/// Whether a document dates nothing.
pub(super) fn is_bare(document: &Value) -> bool {
    let mut is_bare = true;
    each_text(document, &mut String::new(), &mut |_, text| {
        let may_be_time = text.starts_with(|c: char| c.is_ascii_digit());
        is_bare &= !may_be_time || text.parse::<Moment>().is_err();
    });
    is_bare
}

/// Shows every text of a document with its place.
fn each_text<'a>(document: &'a Value, path: &mut String, show: &mut dyn FnMut(&str, &'a str)) {
    let length = path.len();
    match document {
        Value::String(text) => show(path, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push('/');
                path.push_str(&index.to_string());
                each_text(item, path, show);
                path.truncate(length);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push('/');
                path.push_str(key);
                each_text(value, path, show);
                path.truncate(length);
            }
        }
        _ => {}
    }
}
