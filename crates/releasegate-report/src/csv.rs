//! CSV (RFC 4180): a row for each finding.

use std::borrow::Cow;
use std::io::{Result, Write};

use ::csv::{Terminator, Writer, WriterBuilder};
use releasegate::assess::Assessment;

use crate::columns::{self, FINDING, looks_like_a_formula};
use crate::plain::plain;

pub(crate) fn open(out: &mut impl Write) -> Result<()> {
    let mut writer = writer(out);
    writer.write_record(FINDING.map(|column| column.name))?;
    writer.flush()
}

pub(crate) fn part(assessment: &Assessment<'_>, out: &mut impl Write) -> Result<()> {
    let mut writer = writer(out);
    for finding in &assessment.findings {
        let row = columns::finding(assessment, finding);
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.flush()
}

fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> Cow<'_, str> {
    match looks_like_a_formula(cell) {
        true => Cow::Owned(format!("'{}", plain(cell))),
        false => plain(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "\t=1", "＝1"] {
            assert!(guarded(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(guarded("REL-1"), "REL-1");
        assert_eq!(guarded(""), "");
    }
}
