//! Cells of a workbook: what they are, and what they look like.

use std::borrow::Cow;

use releasegate::checks::Verdict;
use releasegate::time::AsOf;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::columns::{Column, Kind, looks_like_a_formula};

/// Writes a cell as what it is; as text when it is not what its column says.
pub(super) fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    described: Column,
    cell: &str,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    match described.kind {
        Kind::Instant => {
            if let Some((date, look)) = date(cell, looks) {
                page.write_datetime_with_format(row, column, &date, look)?;
                return Ok(());
            }
        }
        Kind::Number => {
            if let Some(number) = cell.parse().ok().filter(|number: &u32| *number < u32::MAX) {
                page.write_number_with_format(row, column, number, &looks.number)?;
                return Ok(());
            }
        }
        Kind::Share | Kind::Ratio | Kind::Days => {
            if let Some(number) = cell.parse().ok().filter(|number: &f64| number.is_finite()) {
                let look = match described.kind {
                    Kind::Share => &looks.share,
                    Kind::Days => &looks.days,
                    _ => &looks.ratio,
                };
                page.write_number_with_format(row, column, number, look)?;
                return Ok(());
            }
        }
        Kind::Text | Kind::Verdict => {}
    }
    let verdict = looks
        .verdicts
        .iter()
        .find(|(verdict, _)| described.kind == Kind::Verdict && verdict.id() == cell);
    let look = match verdict {
        Some((_, look)) => look,
        None if looks_like_a_formula(cell) => &looks.quoted,
        None => &looks.text,
    };
    page.write_string_with_format(row, column, cell, look)?;
    Ok(())
}

/// An instant as spreadsheets have it, in UTC, and how it looks; `None` when it is none, or out of
/// their range. What is finer than milliseconds is left off.
fn date<'l>(text: &str, looks: &'l Looks) -> Option<(ExcelDateTime, &'l Format)> {
    let second = whole_second(text)?;
    let start = text.parse::<AsOf>().ok()?.span().first();
    let milliseconds = start.nanos() / 1_000_000;
    if milliseconds == 0 {
        return Some((second, &looks.instant));
    }
    let days = second.to_excel() + f64::from(milliseconds) / 86_400_000.0;
    let fine = ExcelDateTime::from_serial_datetime(days).ok()?;
    Some((fine, &looks.fine_instant))
}

pub(super) fn whole_second(text: &str) -> Option<ExcelDateTime> {
    let start = text.parse::<AsOf>().ok()?.span().first();
    ExcelDateTime::from_timestamp(start.seconds()).ok()
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

/// What cells look like.
pub(super) struct Looks {
    pub(super) head: Format,
    text: Format,
    /// A text that would be a formula if somebody typed it.
    quoted: Format,
    instant: Format,
    fine_instant: Format,
    number: Format,
    share: Format,
    ratio: Format,
    days: Format,
    verdicts: [(Verdict, Format); 5],
}

impl Looks {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let text = plain.clone().set_text_wrap();
        let verdict = |verdict| {
            let (ink, paper) = colours(verdict);
            let look = text.clone().set_font_color(ink).set_background_color(paper);
            (verdict, look)
        };
        Self {
            head: text
                .clone()
                .set_bold()
                .set_background_color(0xD9_E1_F2)
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            instant: plain.clone().set_num_format("yyyy-mm-dd hh:mm:ss"),
            fine_instant: plain.clone().set_num_format("yyyy-mm-dd hh:mm:ss.000"),
            share: plain.clone().set_num_format("0.0%"),
            ratio: plain.clone().set_num_format("0.00"),
            days: plain.clone().set_num_format("0.00\" d\""),
            number: plain.set_num_format("0"),
            verdicts: Verdict::ALL.map(verdict),
            text,
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
    use super::{Looks, date};

    #[test]
    fn instants_are_dates_where_spreadsheets_have_them() {
        let looks = Looks::new();
        let excel = |text| date(text, &looks).map(|(date, _)| date.to_excel());
        assert_eq!(excel("2026-09-01T12:00:00+12:00"), Some(46266.0));
        assert_eq!(
            excel("2026-09-01T12:00:00.5Z"),
            Some(46266.5 + 0.5 / 86_400.0)
        );
        assert_eq!(excel("0999-09-01T12:00:00Z"), None);
        assert_eq!(excel("2026-09-01"), None);
    }
}
