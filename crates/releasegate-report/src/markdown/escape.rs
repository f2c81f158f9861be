//! Values in Markdown: whatever a record says, it stays text.

use crate::plain::short;

/// A value as code. GitHub looks for no mentions, references or links in code.
pub(crate) fn code(value: &str) -> String {
    let value = short(value);
    let safe =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ':' | '/' | '+' | '#');
    if !value.is_empty() && value.chars().all(safe) {
        format!("`{value}`")
    } else {
        format!("<code>{}</code>", entities(&value, ""))
    }
}

/// A value as text within a line.
pub(crate) fn text(value: &str) -> String {
    // GitHub looks for mentions and references in the finished page, where an entity is a plain
    // character again: a blank that nobody sees has to come between.
    entities(&short(value), "&#8203;")
}

/// A text of our own that may hold code in backticks; what is not code is escaped.
pub(crate) fn prose(value: &str) -> String {
    value
        .split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 {
                format!("`{}`", part.replace('|', "\\|"))
            } else {
                entities(part, "")
            }
        })
        .collect()
}

fn entities(value: &str, after_mark: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut before = ' ';
    let mut rest = value.chars().peekable();
    while let Some(character) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        match character {
            '@' | '#' => out.push_str(&format!("&#{};{after_mark}", u32::from(character))),
            // `www.` starts a link.
            '.' if before.eq_ignore_ascii_case(&'w') => out.push_str("&#46;"),
            // Within a word an underscore is no emphasis; before a blank a colon is no link.
            '_' if before.is_alphanumeric() && after.is_alphanumeric() => out.push('_'),
            ':' if after == ' ' => out.push(':'),
            // These mean nothing within a line.
            ' ' | '-' | '.' | ',' | '/' | '+' | '=' | '%' | '?' | ';' | '\'' | '(' | ')' => {
                out.push(character);
            }
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => {
                out.push_str(&format!("&#{};", u32::from(other)));
            }
            other => out.push(other),
        }
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, prose, text};

    #[test]
    fn plain_ids_stay_readable() {
        assert_eq!(code("REL-PAY-4.2"), "`REL-PAY-4.2`");
        assert_eq!(text("Payments 4.2 (spring)"), "Payments 4.2 (spring)");
    }

    #[test]
    fn nothing_of_a_value_is_markup() {
        assert_eq!(code("a|b`c"), "<code>a&#124;b&#96;c</code>");
        assert_eq!(code(""), "<code></code>");
        assert_eq!(text("<img src=x>"), "&#60;img src=x&#62;");
        assert_eq!(
            text("@team #12 *now*"),
            "&#64;&#8203;team &#35;&#8203;12 &#42;now&#42;"
        );
        assert_eq!(text("[x](http://evil)"), "&#91;x&#93;(http&#58;//evil)");
        assert_eq!(text("www.evil.example"), "www&#46;evil.example");
        assert_eq!(text("a\n\n| b |"), "a  &#124; b &#124;");
        assert_eq!(text("\\`</details>"), "&#92;&#96;&#60;/details&#62;");
    }

    #[test]
    fn prose_keeps_its_code() {
        assert_eq!(
            prose("State `scope.build` | now"),
            "State `scope.build` &#124; now"
        );
    }
}
