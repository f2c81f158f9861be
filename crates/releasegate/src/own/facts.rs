//! A record as expressions see it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use cel::objects::{Key, Map};
use cel::{Context, Env};
use serde_json::Value;

use crate::model::Release;
use crate::time::AsOf;

/// What expressions look at: the record, and the instant of judgement.
pub(crate) struct Facts {
    record: Value,
    pub(super) context: Context<'static, 'static>,
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").finish_non_exhaustive()
    }
}

/// The functions of CEL; made once, because there are hundreds.
static FUNCTIONS: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(environment()));

/// CEL without optional values: what is not there is not evidenced, and nothing else.
pub(super) fn environment() -> Env {
    Env::stdlib().with_optional_support(false)
}

/// The longest list and the longest text of a part of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) list: usize,
    pub(super) text: usize,
}

impl Facts {
    /// What there is to see in a record.
    pub(crate) fn of(release: &Release, as_of: AsOf) -> Self {
        let mut record = serde_json::to_value(release).unwrap_or_default();
        for (key, value) in record.as_object_mut().into_iter().flatten() {
            settle(value, key != "extensions");
        }
        drop_absent(&mut record);
        let mut context = Context::with_env(Arc::clone(&FUNCTIONS));
        context.add_variable_from_value("release", seen(&record));
        if let Ok(at) = chrono::DateTime::parse_from_rfc3339(&as_of.to_string()) {
            context.add_variable_from_value("as_of", at);
        }
        Self { record, context }
    }

    /// The record.
    pub(super) fn record(&self) -> &Value {
        &self.record
    }

    /// The size of a part of the record; of all of it without a key.
    pub(super) fn size(&self, key: Option<&str>) -> Size {
        let mut size = Size::default();
        let part = match key {
            Some(key) => self.record.get(key),
            None => Some(&self.record),
        };
        if let Some(part) = part {
            measure(part, &mut size);
        }
        size
    }
}

fn measure(value: &Value, size: &mut Size) {
    match value {
        Value::String(text) => size.text = size.text.max(text.len()),
        Value::Array(items) => {
            size.list = size.list.max(items.len());
            items.iter().for_each(|item| measure(item, size));
        }
        Value::Object(map) => {
            size.list = size.list.max(map.len());
            map.values().for_each(|item| measure(item, size));
        }
        _ => {}
    }
}

/// Makes what says nothing absent, and the statement that there are none an empty list.
fn settle(value: &mut Value, may_state_none: bool) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| settle(item, may_state_none)),
        Value::Object(map) => {
            map.values_mut()
                .for_each(|item| settle(item, may_state_none));
            let is_statement = map.len() == 1 && map.get("none").is_some_and(Value::is_object);
            if is_statement && may_state_none {
                *value = Value::Array(Vec::new());
                return;
            }
        }
        _ => return,
    }
    // An empty list does not state that there are none: it is as if it were not there.
    if value.as_array().is_some_and(Vec::is_empty) {
        *value = Value::Null;
        return;
    }
    drop_absent(value);
}

fn drop_absent(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, item| !item.is_null());
    }
}

/// A value as CEL has it.
fn seen(value: &Value) -> cel::Value {
    match value {
        Value::Null => cel::Value::Null,
        Value::Bool(yes) => cel::Value::Bool(*yes),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => cel::Value::Int(number),
            (None, Some(number), _) => cel::Value::UInt(number),
            (None, None, Some(number)) => cel::Value::Float(number),
            // A number that no type holds is nothing that can be compared.
            (None, None, None) => cel::Value::Null,
        },
        Value::String(text) => cel::Value::String(Arc::new(text.clone())),
        Value::Array(items) => cel::Value::List(Arc::new(items.iter().map(seen).collect())),
        Value::Object(map) => {
            let entry =
                |(key, item): (&String, &Value)| (Key::String(Arc::new(key.clone())), seen(item));
            let map: HashMap<Key, cel::Value> = map.iter().map(entry).collect();
            cel::Value::Map(Map { map: Arc::new(map) })
        }
    }
}
