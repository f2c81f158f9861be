//! What a part of a report says beside its main text, for the formats in which the parts of many
//! releases do not simply follow one another.

use std::io::{Result, Write};

/// What stands between the two. JSON has it nowhere: in a text it is escaped.
const MARK: u8 = 0x1e;

pub(crate) fn mark(out: &mut impl Write) -> Result<()> {
    out.write_all(&[MARK])
}

/// The main text of a part, and what it says beside it.
pub(crate) fn split(part: &[u8]) -> (&[u8], &[u8]) {
    let mark = part.iter().rposition(|byte| *byte == MARK);
    let (text, aside) = part.split_at(mark.unwrap_or(part.len()));
    (text, aside.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{mark, split};

    #[test]
    fn parts_come_apart_where_they_were_put_together() {
        let mut part = b"one".to_vec();
        mark(&mut part).unwrap();
        part.extend_from_slice(b"two");
        assert_eq!(split(&part), (&b"one"[..], &b"two"[..]));
        assert_eq!(split(b"one"), (&b"one"[..], &b""[..]));
        let text = serde_json::to_vec("a\u{1e}b").unwrap();
        assert_eq!(split(&text), (text.as_slice(), &b""[..]));
    }
}
