//! Where answers go: standard output, or a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::path::{Path, PathBuf};

use releasegate::read::{Error, ErrorCode};
use tempfile::NamedTempFile;

use crate::errors::{self, Result};

const BUFFER: usize = 1 << 18;

/// Where answers go.
#[derive(Debug)]
pub(crate) struct Output {
    sink: Sink,
    /// Whether the reader of a pipe went away. That is no error: it has seen enough.
    closed: bool,
}

#[derive(Debug)]
enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file under another name, which takes the place of the target at the end.
    Replace {
        file: BufWriter<NamedTempFile>,
        target: PathBuf,
    },
    /// A device or a pipe, which cannot be replaced.
    Device {
        file: BufWriter<File>,
        target: PathBuf,
    },
}

impl Output {
    /// Opens a file, or standard output for `None` and `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let sink = match path {
            None => stdout(),
            Some(path) if path == Path::new("-") => stdout(),
            Some(path) if is_packed(path) => return Err(not_packed(path)),
            Some(path) => file(path).map_err(|error| cannot_write(path, &error))?,
        };
        Ok(Self {
            sink,
            closed: false,
        })
    }

    /// Writes a text and closes.
    pub(crate) fn put(path: Option<&Path>, text: &[u8]) -> Result<()> {
        let mut output = Self::open(path)?;
        output.write(text)?;
        output.finish()
    }

    /// Whether nobody reads any more.
    pub(crate) fn closed(&self) -> bool {
        self.closed
    }

    /// Appends what `write` writes.
    pub(crate) fn stream(&mut self, write: impl FnOnce(&mut Self) -> io::Result<()>) -> Result<()> {
        let written = write(self);
        self.noted(written)
    }

    /// Appends bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = self.sink.writer().write_all(bytes);
        self.noted(written)
    }

    /// Hands on what is buffered, and puts a file in its place.
    pub(crate) fn finish(mut self) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.sink.writer().flush();
        self.noted(flushed)?;
        let Sink::Replace { file, target } = self.sink else {
            return Ok(());
        };
        let file = file
            .into_inner()
            .map_err(|error| cannot_write(&target, error.error()))?;
        file.persist(&target)
            .map_err(|error| cannot_write(&target, &error.error))?;
        Ok(())
    }

    fn noted(&mut self, written: io::Result<()>) -> Result<()> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => return Err(cannot_write(self.sink.name(), &error)),
            Ok(()) => {}
        }
        Ok(())
    }
}

/// For what is written piece by piece; a reader that went away is no error.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        match self.sink.writer().write(bytes) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(bytes.len())
            }
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(file) => file,
            Self::Replace { file, .. } => file,
            Self::Device { file, .. } => file,
        }
    }

    fn name(&self) -> &Path {
        match self {
            Self::Stdout(_) => Path::new("standard output"),
            Self::Replace { target, .. } | Self::Device { target, .. } => target,
        }
    }
}

fn stdout() -> Sink {
    Sink::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
}

fn file(path: &Path) -> io::Result<Sink> {
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let there = fs::metadata(&target).ok();
    if there.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(ErrorKind::IsADirectory.into());
    }
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        let file = BufWriter::with_capacity(BUFFER, File::options().write(true).open(&target)?);
        return Ok(Sink::Device { file, target });
    }
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".releasegate-");
    if let Some(permissions) = there
        .map(|there| there.permissions())
        .or_else(usual_permissions)
    {
        builder.permissions(permissions);
    }
    fs::metadata(folder)?;
    // The name of the temporary file is another each time, and nobody asked for it.
    let file = builder.tempfile_in(folder).map_err(|error| error.kind())?;
    Ok(Sink::Replace {
        file: BufWriter::with_capacity(BUFFER, file),
        target,
    })
}

/// Whether a name says that a file is packed.
fn is_packed(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| PACKED.iter().any(|packed| ending == *packed))
}

const PACKED: [&str; 9] = ["gz", "tgz", "bz2", "xz", "zst", "lz4", "br", "zip", "7z"];

/// The error for a file that would not be what its name says.
fn not_packed(path: &Path) -> Box<Error> {
    let message = "what is written is not packed, as this name says";
    let help = "name the file by its format, and pack it afterwards; or leave `-o` out, and pipe \
                what is written into a packer such as `gzip`";
    let error = Error::new(ErrorCode::InvalidValue, message).with_help(help);
    Box::new(error.in_source(Some(&path.to_string_lossy())))
}

/// What a new file gets; a temporary one would be for its owner alone.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

fn cannot_write(path: &Path, error: &io::Error) -> Box<Error> {
    let help = match error.kind() {
        ErrorKind::NotFound => Some("make its folder first"),
        ErrorKind::IsADirectory => Some("name a file in it"),
        _ => None,
    };
    let mut unwritten = errors::io("cannot write", path, error);
    unwritten.help = help.map(str::to_owned);
    unwritten
}
