//! Cells of a workbook: what they are, and what they look like.

use std::borrow::Cow;
use std::io::{Result, Write};

use releasegate::checks::Verdict;
use releasegate::time::AsOf;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder};

use super::frame::Styles;
use super::strings::Strings;
use crate::columns::{Kind, looks_like_a_formula};

/// Writes a cell as what it is; as text when it is not what its column says.
pub(super) fn write_cell(
    row: &mut impl Write,
    (at, column): (u32, u16),
    kind: Kind,
    cell: &str,
    (styles, strings): (&Styles, &mut Strings),
) -> Result<()> {
    if cell.is_empty() {
        return Ok(());
    }
    match number(kind, cell) {
        Some((number, look)) => {
            let (name, style) = (row_col_to_cell(at, column), styles.of(look));
            write!(row, "<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>")
        }
        None => {
            let style = styles.of(text_look(kind, cell));
            write_text(row, (at, column), style, strings.id(cell))
        }
    }
}

/// Writes a cell that holds a text of the workbook.
pub(super) fn write_text(
    row: &mut impl Write,
    (at, column): (u32, u16),
    style: u32,
    string: usize,
) -> Result<()> {
    let name = row_col_to_cell(at, column);
    write!(
        row,
        "<c r=\"{name}\" s=\"{style}\" t=\"s\"><v>{string}</v></c>"
    )
}

/// What a cell that is no text holds, and how it looks.
fn number(kind: Kind, cell: &str) -> Option<(f64, Look)> {
    let look = match kind {
        Kind::Instant => return instant(cell),
        Kind::Number => {
            let number = cell
                .parse()
                .ok()
                .filter(|number: &u32| *number < u32::MAX)?;
            return Some((f64::from(number), Look::Number));
        }
        Kind::Share => Look::Share,
        Kind::Ratio => Look::Ratio,
        Kind::Days => Look::Days,
        Kind::Text | Kind::Verdict => return None,
    };
    let number = cell
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    Some((number, look))
}

fn text_look(kind: Kind, cell: &str) -> Look {
    let verdict = Verdict::ALL.into_iter().find(|it| it.id() == cell);
    match verdict.filter(|_| kind == Kind::Verdict) {
        Some(verdict) => Look::Verdict(verdict),
        None if looks_like_a_formula(cell) => Look::Quoted,
        None => Look::Text,
    }
}

/// An instant as spreadsheets have it, in UTC, and how it looks; `None` when it is none, or out of
/// their range. What is finer than milliseconds is left off.
fn instant(text: &str) -> Option<(f64, Look)> {
    let start = text.parse::<AsOf>().ok()?.span().first();
    let second = ExcelDateTime::from_timestamp(start.seconds()).ok()?;
    let milliseconds = start.nanos() / 1_000_000;
    if milliseconds == 0 {
        return Some((second.to_excel(), Look::Instant));
    }
    let days = second.to_excel() + f64::from(milliseconds) / 86_400_000.0;
    let fine = ExcelDateTime::from_serial_datetime(days).ok()?;
    Some((fine.to_excel(), Look::FineInstant))
}

/// The instant in seconds since 1970; `None` when it is none, or out of the range of spreadsheets.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let seconds = text.parse::<AsOf>().ok()?.span().first().seconds();
    ExcelDateTime::from_timestamp(seconds)
        .is_ok()
        .then_some(seconds)
}

/// A text that fits into a cell; what does not fit is cut, and the cell says so.
pub(super) fn fitting(text: &str, room: usize) -> (Cow<'_, str>, bool) {
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= room {
        return (Cow::Borrowed(text), false);
    }
    let mark = format!("… (cut: {units} characters)");
    let mut left = room.saturating_sub(mark.chars().count());
    let kept = text.chars().take_while(|character| {
        let fits = character.len_utf16() <= left;
        left = left.saturating_sub(character.len_utf16());
        fits
    });
    (Cow::Owned(kept.collect::<String>() + &mark), true)
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Head,
    Text,
    /// A text that would be a formula if somebody typed it.
    Quoted,
    Instant,
    FineInstant,
    Number,
    Share,
    Ratio,
    Days,
    Verdict(Verdict),
}

impl Look {
    pub(super) const ALL: [Self; 14] = [
        Self::Head,
        Self::Text,
        Self::Quoted,
        Self::Instant,
        Self::FineInstant,
        Self::Number,
        Self::Share,
        Self::Ratio,
        Self::Days,
        Self::Verdict(Verdict::ALL[0]),
        Self::Verdict(Verdict::ALL[1]),
        Self::Verdict(Verdict::ALL[2]),
        Self::Verdict(Verdict::ALL[3]),
        Self::Verdict(Verdict::ALL[4]),
    ];

    pub(super) fn format(self) -> Format {
        let plain = Format::new().set_align(FormatAlign::Top);
        let text = plain.clone().set_text_wrap();
        match self {
            Self::Head => text
                .set_bold()
                .set_background_color(0xD9_E1_F2)
                .set_border_bottom(FormatBorder::Thin),
            Self::Text => text,
            Self::Quoted => text.set_quote_prefix(),
            Self::Instant => plain.set_num_format("yyyy-mm-dd hh:mm:ss"),
            Self::FineInstant => plain.set_num_format("yyyy-mm-dd hh:mm:ss.000"),
            Self::Number => plain.set_num_format("0"),
            Self::Share => plain.set_num_format("0.0%"),
            Self::Ratio => plain.set_num_format("0.00"),
            Self::Days => plain.set_num_format("0.00\" d\""),
            Self::Verdict(verdict) => {
                let (ink, paper) = colours(verdict);
                text.set_font_color(ink).set_background_color(paper)
            }
        }
    }
}

/// The colours of writing and ground; the word is there all the same.
const fn colours(verdict: Verdict) -> (u32, u32) {
    match verdict {
        Verdict::Conforming => (0x00_61_00, 0xC6_EF_CE),
        Verdict::Nonconforming => (0x9C_00_06, 0xFF_C7_CE),
        Verdict::NotEvidenced => (0x7F_60_00, 0xFF_EB_9C),
        Verdict::NotYetDue => (0x1F_4E_78, 0xDD_EB_F7),
        Verdict::NotApplicable => (0x59_59_59, 0xED_ED_ED),
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, instant};

    #[test]
    fn instants_are_dates_where_spreadsheets_have_them() {
        let whole = instant("2026-09-01T12:00:00+12:00");
        assert_eq!(whole, Some((46266.0, Look::Instant)));
        let fine = 46266.5 + 0.5 / 86_400.0;
        let found = instant("2026-09-01T12:00:00.5Z");
        assert_eq!(found, Some((fine, Look::FineInstant)));
        assert_eq!(instant("0999-09-01T12:00:00Z"), None);
        assert_eq!(instant("2026-09-01"), None);
    }
}
