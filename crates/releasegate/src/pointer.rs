//! Places in a record or a policy, as JSON Pointers (RFC 6901) that cost nothing until shown.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A place in a document: a JSON Pointer in which each `*` stands for a list index.
///
/// A place in the policy is written as `policy#` followed by the pointer.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Pointer {
    template: &'static str,
    index: [u32; MAX_DEPTH],
}

impl PartialEq for Pointer {
    /// The indices differ most often, and a template is most often the very same text.
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
            && (std::ptr::eq(self.template, other.template) || self.template == other.template)
    }
}

/// How many lists may lie inside each other on the way to a place.
pub(crate) const MAX_DEPTH: usize = 4;

impl Pointer {
    /// The place that `template` names, its `*`s filled by `index` in order.
    #[must_use]
    pub fn new<const N: usize>(template: &'static str, index: [usize; N]) -> Self {
        const { assert!(N <= MAX_DEPTH) };
        debug_assert_eq!(template.matches('*').count(), N, "{template}");
        let mut filled = [0; MAX_DEPTH];
        for (slot, value) in filled.iter_mut().zip(index) {
            *slot = u32::try_from(value).unwrap_or(u32::MAX);
        }
        Self {
            template,
            index: filled,
        }
    }

    /// The place that `template` names, its `*`s filled by as many of `index` as there are.
    #[cfg(feature = "cel")]
    pub(crate) fn filled(template: &'static str, index: &[usize]) -> Self {
        let mut filled = [0; MAX_DEPTH];
        let wanted = template.matches('*').count();
        for (slot, value) in filled.iter_mut().zip(index.iter().take(wanted)) {
            *slot = u32::try_from(*value).unwrap_or(u32::MAX);
        }
        Self {
            template,
            index: filled,
        }
    }

    /// The pointer before its indices are filled in.
    #[must_use]
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// One bit of 64, the same for equal pointers: pointers with different ones are not equal.
    pub(crate) fn mark(&self) -> u64 {
        let [a, b, c, d] = self.index;
        let index = a ^ b.rotate_left(3) ^ c.rotate_left(5) ^ d.rotate_left(7);
        let end = self.template.as_bytes().last_chunk().copied();
        let template = u64::from_le_bytes(end.unwrap_or_default());
        let mixed = (template ^ u64::from(index)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        1 << (mixed >> 58)
    }

    /// The index that fills the first `*`; 0 when there is none.
    pub(crate) fn first_index(&self) -> usize {
        let [first, ..] = self.index;
        usize::try_from(first).unwrap_or(usize::MAX)
    }

    /// Replaces each index by what `rename` says of the list it counts in. The list is named by
    /// its own pointer, with the indices of the lists around it already replaced.
    pub(crate) fn rename_indices(&mut self, rename: impl Fn(&str, u32) -> u32) {
        let mut list = String::new();
        let mut slots = self.index.iter_mut();
        let mut parts = self.template.split('*').peekable();
        while let Some(part) = parts.next() {
            list.push_str(part);
            if parts.peek().is_none() {
                return;
            }
            if let Some(slot) = slots.next() {
                *slot = rename(list.trim_end_matches('/'), *slot);
                list.push_str(&slot.to_string());
            }
        }
    }
}

/// Whether a place is another one, or lies in it; both are given as texts.
pub(crate) fn is_inside(place: &str, outer: &str) -> bool {
    let rest = place.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl From<&'static str> for Pointer {
    fn from(template: &'static str) -> Self {
        Self::new(template, [])
    }
}

impl Pointer {
    /// The pointer as text. Answers hold hundreds of pointers, so they are not formatted piece by
    /// piece.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.template.len() + MAX_DEPTH * 3);
        let mut rest = self.template;
        for number in self.index {
            let Some((before, after)) = rest.split_once('*') else {
                break;
            };
            text.push_str(before);
            push_number(&mut text, number);
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.extend(char::from_digit(number % 10, 10));
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl JsonSchema for Pointer {
    fn schema_name() -> Cow<'static, str> {
        "Pointer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A place in the record as a JSON Pointer (RFC 6901). A place in the \
                            policy starts with `policy#`.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn fills_indices_in_order() {
        let pointer = Pointer::new("/deployment/waves/*/attempts/*/started_at", [1, 0]);
        assert_eq!(
            pointer.to_string(),
            "/deployment/waves/1/attempts/0/started_at"
        );
        assert_eq!(Pointer::from("/plan").to_string(), "/plan");
        assert_eq!(
            Pointer::new("/changes/*", [1207]).to_string(),
            "/changes/1207"
        );
    }

    #[test]
    fn renames_indices_list_by_list() {
        let mut pointer = Pointer::new("/deployment/waves/*/attempts/*", [1, 0]);
        pointer.rename_indices(|list, index| match list {
            "/deployment/waves" => index + 2,
            "/deployment/waves/3/attempts" => index + 5,
            other => panic!("{other}"),
        });
        assert_eq!(pointer.to_string(), "/deployment/waves/3/attempts/5");
    }
}
