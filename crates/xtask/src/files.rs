//! Generated files: written, or compared with what is committed.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether to write generated files or to compare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Compare them with what is committed.
    Check,
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Makes a file have this content, or says that it does not.
///
/// # Errors
/// In [`Mode::Check`] when the content differs; in [`Mode::Write`] when it cannot be written.
pub fn ensure(path: &Path, content: &str, mode: Mode, repair: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|current| current == content) {
        return Ok(());
    }
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    match mode {
        Mode::Check => Err(format!(
            "{shown} is out of date; run `{repair}` and commit the result"
        )),
        Mode::Write => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|error| format!("{shown}: {error}"))?;
            }
            fs::write(path, content).map_err(|error| format!("{shown}: {error}"))
        }
    }
}

/// Reads a file of the repository.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
