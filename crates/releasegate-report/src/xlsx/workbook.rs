//! From rows to a workbook.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Result, Write};

use releasegate::portfolio::Metrics;
use rust_xlsxwriter::ExcelDateTime;

use super::cell::{Look, fitting, seconds, write_cell, write_text};
use super::frame::{self, Styles, unwritten};
use super::strings::Strings;
use super::{ABOUT, AS_OF, SHEETS, Sheet, foreword, kpis};
use crate::columns::Column;
use crate::mask;
use crate::packed::{Packed, Packing};
use crate::plain::plain;
use crate::words::count;

/// What a spreadsheet can hold.
#[derive(Clone, Copy, Debug)]
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

/// A workbook as far as its rows have come, which are kept packed: it can only be written when all
/// are known.
#[derive(Debug)]
pub(crate) struct Book {
    tables: [Table; SHEETS.len()],
    styles: Styles,
    strings: Strings,
    /// The first instant of judgement that spreadsheets can write, in seconds.
    as_of: Option<i64>,
    /// What was said under About.
    said: BTreeSet<Vec<u8>>,
}

impl Book {
    pub(crate) fn new(policy_digest: Option<&str>) -> Result<Self> {
        Self::with_room(policy_digest, EXCEL)
    }

    fn with_room(policy_digest: Option<&str>, room: Room) -> Result<Self> {
        let mut book = Self {
            tables: SHEETS.map(|sheet| Table::new(sheet, room)),
            styles: Styles::new()?,
            strings: Strings::default(),
            as_of: None,
            said: BTreeSet::new(),
        };
        for cells in foreword(policy_digest) {
            book.add_row(ABOUT, &cells)?;
        }
        Ok(book)
    }

    /// Adds rows, each a line of JSON.
    pub(crate) fn add(&mut self, lines: &[u8]) -> Result<()> {
        for line in lines.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            let (sheet, cells): (usize, Vec<Cow<'_, str>>) = serde_json::from_slice(line)?;
            if sheet == ABOUT {
                if let [topic, text] = cells.as_slice()
                    && topic == AS_OF
                {
                    self.as_of = self.as_of.or_else(|| seconds(text));
                }
                if !self.said.insert(line.to_vec()) {
                    continue;
                }
            }
            self.add_row(sheet, &cells)?;
        }
        Ok(())
    }

    fn add_row<T: AsRef<str>>(&mut self, sheet: usize, cells: &[T]) -> Result<()> {
        match self.tables.get_mut(sheet) {
            Some(table) => table.add(cells, (&self.styles, &mut self.strings)),
            None => Ok(()),
        }
    }

    /// Writes the workbook, with the indicators over the releases where a period was asked for, and
    /// what is to be said of inputs that could not be read. What indicators name has its e-mail
    /// addresses masked if so asked; rows have it already.
    pub(crate) fn write(
        self,
        metrics: Option<&Metrics>,
        unread: Option<String>,
        masks: bool,
        out: &mut impl Write,
    ) -> Result<()> {
        let (styles, mut strings, mut as_of) = (self.styles, self.strings, self.as_of);
        let [summary, findings, next, mut about] = self.tables;
        let mut tables = vec![summary, findings, next];
        if let Some(unread) = unread {
            let said = ["incomplete".to_owned(), unread];
            about.add(&said, (&styles, &mut strings))?;
        }
        if let Some(metrics) = metrics {
            as_of = as_of.or_else(|| seconds(&metrics.as_of.to_string()));
            let texts = (&styles, &mut strings);
            tables.extend(indicators(metrics, masks, &mut about, texts)?);
        }
        let cut = about.cut + tables.iter().map(|table| table.cut).sum::<usize>();
        if cut > 0 {
            let text = format!(
                "{} held more than a spreadsheet can, and say so at the end; the formats \
                 csv and json hold everything",
                count(cut, "cell")
            );
            about.add(&["cut".to_owned(), text], (&styles, &mut strings))?;
        }
        tables.push(about);
        let mut pages = Vec::new();
        for table in tables {
            pages.extend(table.finished((&styles, &mut strings))?);
        }
        // A report on nothing has no time of its own.
        let created = match as_of {
            Some(seconds) => ExcelDateTime::from_timestamp(seconds),
            None => ExcelDateTime::from_ymd(1980, 1, 1),
        }
        .map_err(unwritten)?;
        frame::write(&pages, &strings, &created, out)
    }
}

/// The tables of the indicators, and what is said about them.
fn indicators(
    metrics: &Metrics,
    masks: bool,
    about: &mut Table,
    (styles, strings): (&Styles, &mut Strings),
) -> Result<[Table; 2]> {
    let shown = |cell: String| {
        let cell = plain(&cell).into_owned();
        if masks {
            mask::addresses_in(cell)
        } else {
            cell
        }
    };
    let [mut totals, mut cases] =
        [kpis::KPIS, kpis::CASES].map(|sheet| Table::new(sheet, about.room));
    for row in kpis::rows(metrics) {
        totals.add_as(row.columns, &row.cells.map(shown), (styles, strings))?;
    }
    for cells in kpis::cases(metrics) {
        cases.add(&cells.map(shown), (styles, strings))?;
    }
    for cells in kpis::about(metrics) {
        about.add(&cells.map(shown), (styles, strings))?;
    }
    Ok([totals, cases])
}

/// A table, on as many pages as it takes.
#[derive(Debug)]
struct Table {
    sheet: Sheet,
    room: Room,
    pages: Vec<Page>,
    /// The rows of the page that is being written, packed.
    rows: Packing,
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
            rows: Packing::new(),
            row: 0,
            cut: 0,
        }
    }

    fn add<T: AsRef<str>>(&mut self, cells: &[T], texts: (&Styles, &mut Strings)) -> Result<()> {
        self.add_as(self.sheet.columns.iter().copied(), cells, texts)
    }

    /// Adds a row whose cells are not all what the sheet says of its columns.
    fn add_as<T: AsRef<str>>(
        &mut self,
        columns: impl IntoIterator<Item = Column>,
        cells: &[T],
        (styles, strings): (&Styles, &mut Strings),
    ) -> Result<()> {
        if self.row >= self.room.rows {
            self.turn((styles, strings))?;
        }
        if self.row == 0 {
            self.head((styles, strings))?;
        }
        let cells = cells
            .iter()
            .map(|cell| fitting(cell.as_ref(), self.room.cell));
        let cells: Vec<_> = cells.collect();
        self.cut += cells.iter().filter(|(_, is_cut)| *is_cut).count();
        self.open_row()?;
        for (column, (described, (cell, _))) in (0..).zip(columns.into_iter().zip(&cells)) {
            let at = (self.row, column);
            write_cell(&mut self.rows, at, described.kind, cell, (styles, strings))?;
        }
        self.close_row()
    }

    fn head(&mut self, (styles, strings): (&Styles, &mut Strings)) -> Result<()> {
        self.open_row()?;
        for (column, described) in (0..).zip(self.sheet.columns) {
            let at = (self.row, column);
            let string = strings.id(described.name);
            write_text(&mut self.rows, at, styles.of(Look::Head), string)?;
        }
        self.close_row()
    }

    fn open_row(&mut self) -> Result<()> {
        write!(self.rows, "<row r=\"{}\">", self.row + 1)
    }

    fn close_row(&mut self) -> Result<()> {
        self.row += 1;
        self.rows.write_all(b"</row>")
    }

    /// Goes on on another page.
    fn turn(&mut self, texts: (&Styles, &mut Strings)) -> Result<()> {
        if self.row == 0 {
            self.head(texts)?;
        }
        self.pages.push(Page {
            name: match self.pages.len() {
                0 => self.sheet.name.to_owned(),
                earlier => format!("{} {}", self.sheet.name, earlier + 1),
            },
            columns: self.sheet.columns,
            last_row: self.row.saturating_sub(1),
            rows: std::mem::replace(&mut self.rows, Packing::new()).finish()?,
        });
        self.row = 0;
        Ok(())
    }

    fn finished(mut self, texts: (&Styles, &mut Strings)) -> Result<Vec<Page>> {
        self.turn(texts)?;
        Ok(self.pages)
    }
}

/// A sheet whose rows are known.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) columns: &'static [Column],
    /// Counted from 0, as all are.
    pub(super) last_row: u32,
    pub(super) rows: Packed,
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::{ABOUT, AS_OF, Book, EXCEL, Room, fitting};

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_on_another() {
        let lines: String = (0..5).map(|id| format!("[0,[\"R-{id}\"]]\n")).collect();
        let room = Room {
            rows: 3,
            cell: EXCEL.cell,
        };
        let book = workbook(&lines, room);
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

        let book = workbook(&format!("[0,[\"{long}\"]]\n"), EXCEL);
        let strings = read(&book, "xl/sharedStrings.xml");
        assert!(strings.contains("1 cell held more than a spreadsheet can"));
    }

    #[test]
    fn what_was_not_read_is_said() {
        let (book, mut bytes) = (Book::new(None).unwrap(), Vec::new());
        let unread = crate::words::unread(2);
        book.write(None, unread, false, &mut bytes).unwrap();
        let strings = read(&bytes, "xl/sharedStrings.xml");
        assert!(strings.contains("2 inputs could not be read, and are not in this report"));
    }

    #[test]
    fn the_document_is_as_old_as_its_judgement() {
        let created = |lines: &str| {
            let book = workbook(lines, EXCEL);
            let core = read(&book, "docProps/core.xml");
            let (_, rest) = core.split_once("W3CDTF\">").unwrap();
            rest.split_once('<').unwrap().0.to_owned()
        };
        let line = format!("[{ABOUT},[\"{AS_OF}\",\"2026-09-01T02:00:00.75+02:00\"]]\n");
        assert_eq!(created(&line), "2026-09-01T00:00:00Z");
        assert_eq!(created(""), "1980-01-01T00:00:00Z");
    }

    fn workbook(lines: &str, room: Room) -> Vec<u8> {
        let (mut book, mut bytes) = (Book::with_room(None, room).unwrap(), Vec::new());
        book.add(lines.as_bytes()).unwrap();
        book.write(None, None, false, &mut bytes).unwrap();
        bytes
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
