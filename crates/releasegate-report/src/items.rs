//! Items of a list in JSON, one a line.

use std::io::{Result, Write};

use serde::Serialize;

/// Writes items with what comes between them, and nothing around them.
pub(crate) fn items<T: Serialize>(
    items: impl IntoIterator<Item = T>,
    out: &mut impl Write,
) -> Result<()> {
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &item)?;
    }
    Ok(())
}
