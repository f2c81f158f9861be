//! Values of records made safe to show.

use std::borrow::Cow;

/// The longest value that is shown whole, in characters.
const LONGEST: usize = 200;

/// A text without characters that move the cursor, change colours or turn the direction of
/// writing: each is shown as `\u{fffd}`, and white space as a blank.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|character| harmless(character) != character)
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(harmless).collect())
}

/// As [`plain`], cut to a length that leaves a report readable.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        None => plain(text),
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            Cow::Owned(format!("{}…", plain(start)))
        }
    }
}

fn harmless(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        // Marks that turn the direction of writing, or that nobody sees.
        '\u{061c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fffe}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other if other.is_control() => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, plain, short};

    #[test]
    fn shows_what_would_steer_the_terminal() {
        assert_eq!(
            plain("\u{1b}[31mred\u{7}\u{9b}2J"),
            "\u{fffd}[31mred\u{fffd}\u{fffd}2J"
        );
        assert_eq!(plain("a\r\nb\tc"), "a  b c");
        assert_eq!(plain("\u{202e}cod.exe"), "\u{fffd}cod.exe");
        assert_eq!(plain("Zürich – 東京 🚀"), "Zürich – 東京 🚀");
    }

    #[test]
    fn cuts_what_is_too_long() {
        let text = "ä".repeat(LONGEST + 1);
        assert_eq!(short(&text).chars().count(), LONGEST + 1);
        assert!(short(&text).ends_with('…'));
        assert_eq!(short("REL-1"), "REL-1");
    }
}
