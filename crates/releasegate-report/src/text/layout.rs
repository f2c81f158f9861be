//! Lines that fit.

use textwrap::{Options, WordSplitter};

/// The narrowest text that is still laid out.
const NARROWEST: usize = 40;

/// Appends text, broken to fit; `first` is put before its first line and as many blanks before the
/// others.
pub(crate) fn wrap(out: &mut String, width: usize, first: &str, text: &str) {
    fill(out, width, first, &" ".repeat(columns(first)), text);
}

/// Appends text, broken to fit, with `others` before all lines but the first.
pub(crate) fn hang(out: &mut String, width: usize, others: &str, text: &str) {
    fill(out, width, "", others, text);
}

fn fill(out: &mut String, width: usize, first: &str, others: &str, text: &str) {
    let options = Options::new(width.max(NARROWEST))
        .initial_indent(first)
        .subsequent_indent(others)
        // A place that is broken at a hyphen cannot be copied.
        .word_splitter(WordSplitter::NoHyphenation);
    for line in textwrap::wrap(text, options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Appends items side by side with `between` them, as many in a line as fit. Each comes with its
/// width, since it may hold colours.
pub(crate) fn strip(
    out: &mut String,
    width: usize,
    between: &str,
    items: impl IntoIterator<Item = (String, usize)>,
) {
    const INDENT: &str = "  ";
    let gap = textwrap::core::display_width(between);
    let mut used = 0;
    for (item, columns) in items {
        if used == 0 {
            out.push_str(INDENT);
            used = INDENT.len();
        } else if used + gap + columns > width {
            out.push('\n');
            out.push_str(INDENT);
            used = INDENT.len();
        } else {
            out.push_str(between);
            used += gap;
        }
        out.push_str(&item);
        used += columns;
    }
    out.push('\n');
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    textwrap::core::display_width(text)
}

#[cfg(test)]
mod tests {
    use super::{strip, wrap};

    #[test]
    fn breaks_between_words_and_indents() {
        let mut out = String::new();
        wrap(
            &mut out,
            40,
            "  found  ",
            "/approvals/0/decided_at is not before /deployment/start-up",
        );
        let expected =
            "  found  /approvals/0/decided_at is not\n         before /deployment/start-up\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn puts_items_side_by_side_while_they_fit() {
        let mut out = String::new();
        strip(
            &mut out,
            12,
            " - ",
            ["one", "two", "six"].map(|item| (item.to_owned(), 3)),
        );
        assert_eq!(out, "  one - two\n  six\n");
    }
}
