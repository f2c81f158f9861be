//! From rows to a workbook.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Error, Result, Write};

use releasegate::portfolio::Metrics;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::cell::{Looks, fitting, whole_second, write_cell};
use super::{ABOUT, AS_OF, SHEETS, Sheet, foreword, kpis};
use crate::columns::Column;
use crate::mask;
use crate::plain::plain;
use crate::words::count;

/// What a workbook says beside its rows on releases.
#[derive(Default)]
pub(crate) struct Book<'b> {
    pub(crate) policy_digest: Option<&'b str>,
    /// The indicators over the releases, where a period was asked for.
    pub(crate) metrics: Option<&'b Metrics>,
    /// Whether what the indicators name has its e-mail addresses masked; rows have it already.
    pub(crate) masks: bool,
}

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
pub(crate) fn write(lines: &[u8], book: &Book<'_>, out: &mut impl Write) -> Result<()> {
    out.write_all(&workbook(lines, book, EXCEL)?)
}

fn workbook(lines: &[u8], book: &Book<'_>, room: Room) -> Result<Vec<u8>> {
    let looks = Looks::new();
    let mut tables = SHEETS.map(|sheet| Table::new(sheet, room));
    let [_, _, _, about] = &mut tables;
    for cells in foreword(book.policy_digest) {
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
    let [summary, findings, next, mut about] = tables;
    let mut tables = vec![summary, findings, next];
    if let Some(metrics) = book.metrics {
        as_of = as_of.or_else(|| whole_second(&metrics.as_of.to_string()));
        tables.extend(indicators(metrics, book.masks, &mut about, room, &looks)?);
    }
    let cut = about.cut + tables.iter().map(|table| table.cut).sum::<usize>();
    if cut > 0 {
        let text = format!(
            "{} held more than a spreadsheet can, and say so at the end; the formats \
             csv and json hold everything",
            count(cut, "cell")
        );
        about.add(&["cut".to_owned(), text], &looks)?;
    }
    tables.push(about);
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

/// The tables of the indicators, and what is said about them.
fn indicators(
    metrics: &Metrics,
    masks: bool,
    about: &mut Table,
    room: Room,
    looks: &Looks,
) -> Result<[Table; 2]> {
    let shown = |cell: String| {
        let cell = plain(&cell).into_owned();
        if masks {
            mask::addresses_in(cell)
        } else {
            cell
        }
    };
    let [mut totals, mut cases] = [kpis::KPIS, kpis::CASES].map(|sheet| Table::new(sheet, room));
    for row in kpis::rows(metrics) {
        totals.add_as(row.columns, &row.cells.map(shown), looks)?;
    }
    for cells in kpis::cases(metrics) {
        cases.add(&cells.map(shown), looks)?;
    }
    for cells in kpis::about(metrics) {
        about.add(&cells.map(shown), looks)?;
    }
    Ok([totals, cases])
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
        self.add_as(self.sheet.columns.iter().copied(), cells, looks)
    }

    /// Adds a row whose cells are not all what the sheet says of its columns.
    fn add_as<T: AsRef<str>>(
        &mut self,
        columns: impl IntoIterator<Item = Column>,
        cells: &[T],
        looks: &Looks,
    ) -> Result<()> {
        if self.row >= self.room.rows {
            self.turn(looks)?;
        }
        for (column, (described, cell)) in (0..).zip(columns.into_iter().zip(cells)) {
            let (cell, is_cut) = fitting(cell.as_ref(), self.room.cell);
            self.cut += usize::from(is_cut);
            write_cell(&mut self.page, (self.row, column), described, &cell, looks)
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

fn unwritten(error: XlsxError) -> Error {
    Error::other(error)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::{ABOUT, AS_OF, Book, EXCEL, Room, fitting, workbook};

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_on_another() {
        let lines: String = (0..5).map(|id| format!("[0,[\"R-{id}\"]]\n")).collect();
        let room = Room {
            rows: 3,
            cell: EXCEL.cell,
        };
        let book = workbook(lines.as_bytes(), &Book::default(), room).unwrap();
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

        let book = workbook(
            format!("[0,[\"{long}\"]]\n").as_bytes(),
            &Book::default(),
            EXCEL,
        )
        .unwrap();
        let strings = read(&book, "xl/sharedStrings.xml");
        assert!(strings.contains("1 cell held more than a spreadsheet can"));
    }

    #[test]
    fn the_document_is_as_old_as_its_judgement() {
        let created = |lines: &str| {
            let book = workbook(lines.as_bytes(), &Book::default(), EXCEL).unwrap();
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
