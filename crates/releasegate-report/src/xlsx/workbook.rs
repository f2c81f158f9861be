//! From rows to a workbook.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Error, Result, Write};

use releasegate::checks::Verdict;
use releasegate::time::AsOf;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{ABOUT, AS_OF, SHEETS, Sheet, foreword};
use crate::columns::{Column, Kind, looks_like_a_formula};
use crate::words::count;

/// What a spreadsheet can hold.
#[derive(Clone, Copy)]
struct Room {
    /// The rows of a sheet, its head included.
    rows: u32,
    /// The length of a cell, in UTF-16 units.
    cell: usize,
}

const EXCEL: Room = Room {
    rows: 1_048_576,
    cell: 32_767,
};

/// Writes the workbook of all rows, each a line of JSON.
pub(crate) fn write(lines: &[u8], policy_digest: Option<&str>, out: &mut impl Write) -> Result<()> {
    out.write_all(&workbook(lines, policy_digest, EXCEL)?)
}

fn workbook(lines: &[u8], policy_digest: Option<&str>, room: Room) -> Result<Vec<u8>> {
    let looks = Looks::new();
    let mut tables = SHEETS.map(|sheet| Table::new(sheet, room));
    let [_, _, _, about] = &mut tables;
    for cells in foreword(policy_digest) {
        about.add(&cells, &looks)?;
    }
    let mut as_of = None;
    let mut said = BTreeSet::new();
    for line in lines.split(|byte| *byte == b'\n') {
        if line.is_empty() {
            continue;
        }
        let (sheet, cells): (usize, Vec<Cow<'_, str>>) = serde_json::from_slice(line)?;
        if sheet == ABOUT {
            if let [topic, text] = cells.as_slice()
                && topic == AS_OF
            {
                as_of = as_of.or_else(|| whole_second(text));
            }
            if !said.insert(line) {
                continue;
            }
        }
        if let Some(table) = tables.get_mut(sheet) {
            table.add(&cells, &looks)?;
        }
    }
    let cut: usize = tables.iter().map(|table| table.cut).sum();
    if cut > 0 {
        let text = format!(
            "{} held more than a spreadsheet can, and say so at the end; the formats \
             csv and json hold everything",
            count(cut, "cell")
        );
        let [_, _, _, about] = &mut tables;
        about.add(&["cut".to_owned(), text], &looks)?;
    }
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title("releasegate report");
    // The clock on the wall is no part of a report; a report on nothing has no time of its own.
    let created = match as_of {
        Some(date) => date,
        None => ExcelDateTime::from_ymd(1980, 1, 1).map_err(unwritten)?,
    };
    properties = properties.set_creation_datetime(&created);
    workbook.set_properties(&properties);
    for table in tables {
        for page in table.finished(&looks)? {
            workbook.push_worksheet(page);
        }
    }
    workbook.save_to_buffer().map_err(unwritten)
}

/// A table, on as many sheets as it takes.
struct Table {
    sheet: Sheet,
    room: Room,
    pages: Vec<Worksheet>,
    page: Worksheet,
    /// The next row to write.
    row: u32,
    /// How many cells were too long.
    cut: usize,
}

impl Table {
    fn new(sheet: Sheet, room: Room) -> Self {
        Self {
            sheet,
            room,
            pages: Vec::new(),
            page: Worksheet::new(),
            row: 1,
            cut: 0,
        }
    }

    fn add<T: AsRef<str>>(&mut self, cells: &[T], looks: &Looks) -> Result<()> {
        if self.row >= self.room.rows {
            self.turn(looks)?;
        }
        let columns = self.sheet.columns.iter().zip(cells);
        for (column, (place, cell)) in (0..).zip(columns) {
            let (cell, is_cut) = fitting(cell.as_ref(), self.room.cell);
            self.cut += usize::from(is_cut);
            write_cell(&mut self.page, (self.row, column), *place, &cell, looks)
                .map_err(unwritten)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Goes on on another sheet.
    fn turn(&mut self, looks: &Looks) -> Result<()> {
        let mut page = std::mem::take(&mut self.page);
        self.head(&mut page, looks).map_err(unwritten)?;
        self.pages.push(page);
        self.row = 1;
        Ok(())
    }

    fn finished(mut self, looks: &Looks) -> Result<Vec<Worksheet>> {
        self.turn(looks)?;
        Ok(self.pages)
    }

    /// Writes the head of a sheet, and how it looks.
    fn head(&self, page: &mut Worksheet, looks: &Looks) -> std::result::Result<(), XlsxError> {
        match self.pages.len() {
            0 => page.set_name(self.sheet.name)?,
            earlier => page.set_name(format!("{} {}", self.sheet.name, earlier + 1))?,
        };
        let mut last = 0;
        for (column, described) in (0..).zip(self.sheet.columns) {
            page.set_column_width(column, described.width)?;
            page.write_string_with_format(0, column, described.name, &looks.head)?;
            last = column;
        }
        page.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        page.set_freeze_panes(1, 0)?;
        page.set_repeat_rows(0, 0)?;
        page.set_landscape().set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

/// Writes a cell as what it is; as text when it is not what its column says.
fn write_cell(
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

fn whole_second(text: &str) -> Option<ExcelDateTime> {
    let start = text.parse::<AsOf>().ok()?.span().first();
    ExcelDateTime::from_timestamp(start.seconds()).ok()
}

/// A text that fits into a cell; what does not fit is cut, and the cell says so.
fn fitting(text: &str, room: usize) -> (Cow<'_, str>, bool) {
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
struct Looks {
    head: Format,
    text: Format,
    /// A text that would be a formula if somebody typed it.
    quoted: Format,
    instant: Format,
    fine_instant: Format,
    number: Format,
    verdicts: [(Verdict, Format); 5],
}

impl Looks {
    fn new() -> Self {
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

fn unwritten(error: XlsxError) -> Error {
    Error::other(error)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::{ABOUT, AS_OF, EXCEL, Looks, Room, date, fitting, workbook};

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_on_another() {
        let lines: String = (0..5).map(|id| format!("[0,[\"R-{id}\"]]\n")).collect();
        let room = Room {
            rows: 3,
            cell: EXCEL.cell,
        };
        let book = workbook(lines.as_bytes(), None, room).unwrap();
        let names = read(&book, "xl/workbook.xml");
        for name in ["Summary", "Summary 2", "Summary 3", "Findings", "About 2"] {
            assert!(names.contains(&format!("name=\"{name}\"")), "{names}");
        }
        assert!(!names.contains("Summary 4") && !names.contains("Findings 2"));
        for sheet in 1..=3 {
            let sheet = read(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(sheet.contains("<autoFilter") && sheet.contains("state=\"frozen\""));
        }
        let strings = read(&book, "xl/sharedStrings.xml");
        for id in 0..5 {
            assert!(strings.contains(&format!("<t>R-{id}</t>")));
        }
    }

    #[test]
    fn what_does_not_fit_into_a_cell_is_cut_and_says_so() {
        let long = "🚀".repeat(20_000);
        let (cell, is_cut) = fitting(&long, EXCEL.cell);
        assert!(is_cut && cell.ends_with("🚀… (cut: 40000 characters)"));
        let units = cell.encode_utf16().count();
        assert!((EXCEL.cell - 1..=EXCEL.cell).contains(&units), "{units}");
        let whole = "x".repeat(EXCEL.cell);
        assert_eq!(fitting(&whole, EXCEL.cell), (whole.as_str().into(), false));

        let book = workbook(format!("[0,[\"{long}\"]]\n").as_bytes(), None, EXCEL).unwrap();
        let strings = read(&book, "xl/sharedStrings.xml");
        assert!(strings.contains("1 cell held more than a spreadsheet can"));
    }

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

    #[test]
    fn the_document_is_as_old_as_its_judgement() {
        let created = |lines: &str| {
            let book = workbook(lines.as_bytes(), None, EXCEL).unwrap();
            let core = read(&book, "docProps/core.xml");
            let (_, rest) = core.split_once("W3CDTF\">").unwrap();
            rest.split_once('<').unwrap().0.to_owned()
        };
        let line = format!("[{ABOUT},[\"{AS_OF}\",\"2026-09-01T02:00:00.75+02:00\"]]\n");
        assert_eq!(created(&line), "2026-09-01T00:00:00Z");
        assert_eq!(created(""), "1980-01-01T00:00:00Z");
    }

    fn read(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }
}
