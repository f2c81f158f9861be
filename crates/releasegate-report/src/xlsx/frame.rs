//! What a workbook is beside its rows: its looks, the heads of its sheets, filters, print settings.
//!
//! The crate that writes workbooks keeps each cell until it saves, a megabyte for a release of which
//! everything is open. So it writes the frame, a workbook without rows, and the rows are put between.

use std::io::{BufWriter, Cursor, Error, Read, Result, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, ZipArchive};

use super::cell::Look;
use super::strings::Strings;
use super::workbook::Page;

/// The number by which a cell names each look.
#[derive(Debug)]
pub(super) struct Styles([u32; Look::ALL.len()]);

impl Styles {
    /// The numbers that every frame has, since each begins with the same cells.
    pub(super) fn new() -> Result<Self> {
        let mut sheet = Worksheet::new();
        write_looks(&mut sheet).map_err(unwritten)?;
        let mut book = Workbook::new();
        book.push_worksheet(sheet);
        let book = book.save_to_buffer().map_err(unwritten)?;
        let mut text = String::new();
        ZipArchive::new(Cursor::new(book))?
            .by_name("xl/worksheets/sheet1.xml")?
            .read_to_string(&mut text)?;
        let mut styles = [0; Look::ALL.len()];
        for (style, cell) in styles.iter_mut().zip(text.split("<c ").skip(1)) {
            let number = cell.split_once("s=\"").and_then(|(_, rest)| {
                let (number, _) = rest.split_once('"')?;
                number.parse().ok()
            });
            *style = number.ok_or_else(|| Error::other("a cell without a style"))?;
        }
        Ok(Self(styles))
    }

    pub(super) fn of(&self, look: Look) -> u32 {
        let mut styles = Look::ALL.into_iter().zip(self.0);
        let found = styles.find(|(it, _)| *it == look);
        found.map_or(0, |(_, style)| style)
    }
}

/// Writes a workbook.
pub(super) fn write(
    pages: &[Page],
    strings: &Strings,
    created: &ExcelDateTime,
    out: &mut impl Write,
) -> Result<()> {
    let mut frame = ZipArchive::new(Cursor::new(frame(pages, created).map_err(unwritten)?))?;
    let mut book = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600)
        // The clock on the wall is no part of a report.
        .last_modified_time(DateTime::default());
    let mut pages = pages.iter();
    for index in 0..frame.len() {
        let mut text = String::new();
        let mut file = frame.by_index(index)?;
        file.read_to_string(&mut text)?;
        let name = file.name()?.into_owned();
        book.start_file(&*name, options)?;
        match name.as_str() {
            "xl/sharedStrings.xml" => {
                let mut texts = BufWriter::new(&mut book);
                strings.write(&mut texts)?;
                texts.flush()?;
            }
            // Sheets are in order.
            name if name.starts_with("xl/worksheets/sheet") => {
                let page = pages.next();
                let around = text
                    .split_once("<sheetData>")
                    .and_then(|(before, rest)| Some((before, rest.split_once("</sheetData>")?.1)));
                let (page, (before, after)) = page
                    .zip(around)
                    .ok_or_else(|| Error::other("a sheet without rows"))?;
                write!(book, "{before}<sheetData>")?;
                std::io::copy(&mut page.rows.read(), &mut book)?;
                write!(book, "</sheetData>{after}")?;
            }
            _ => book.write_all(text.as_bytes())?,
        }
    }
    book.finish()?;
    Ok(())
}

/// A workbook that has the size and settings of each page, but no rows of its own.
fn frame(pages: &[Page], created: &ExcelDateTime) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title("releasegate report");
    book.set_properties(&properties.set_creation_datetime(created));
    for (index, page) in pages.iter().enumerate() {
        let mut sheet = Worksheet::new();
        settings(&mut sheet, page)?;
        if index == 0 {
            write_looks(&mut sheet)?;
        }
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}

fn write_looks(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    for (column, look) in (0..).zip(Look::ALL) {
        sheet.write_string_with_format(0, column, "look", &look.format())?;
    }
    Ok(())
}

fn settings(sheet: &mut Worksheet, page: &Page) -> std::result::Result<(), XlsxError> {
    sheet.set_name(&page.name)?;
    let mut last = 0;
    for (column, described) in (0..).zip(page.columns) {
        sheet.set_column_width(column, described.width)?;
        last = column;
    }
    // Readers believe what a sheet says of its size; the last cell says it.
    sheet.write_string(0, 0, "first")?;
    sheet.write_string(page.last_row, last, "last")?;
    sheet.autofilter(0, 0, page.last_row, last)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

pub(super) fn unwritten(error: XlsxError) -> Error {
    Error::other(error)
}
