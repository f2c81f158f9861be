//! From files to parts in memory, a batch at a time.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use releasegate::read::{Error, Syntax};
use serde::de::IgnoredAny;

use super::lines::Lines;
use super::{Entry, Origin, Piece, over, too_large, whole};
use crate::errors::{self, Result};

/// Pieces of input that are judged together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The pieces, in the order of the input.
    pub(crate) pieces: Vec<Piece>,
    /// Whether the input is many records by its nature, be it only one in fact.
    pub(crate) many: bool,
    size: usize,
}

/// A batch is full with so many bytes, or so many pieces.
const FULL: (usize, usize) = (8 << 20, 1024);

/// Reads entries, and hands on a batch whenever one is full, for as long as `send` takes them.
pub(crate) fn feed(
    entries: Vec<Result<Entry>>,
    many: bool,
    limit: usize,
    send: impl FnMut(Batch) -> bool,
) {
    let mut feeder = Feeder {
        batch: Batch {
            many,
            ..Batch::default()
        },
        limit,
        send,
        stopped: false,
    };
    for entry in entries {
        match entry {
            Err(error) => feeder.push(Piece::Failed(error), 0),
            Ok(Entry::Stdin) => feeder.stdin(),
            Ok(Entry::Named(path)) => feeder.file(&path, false),
            Ok(Entry::Found(path)) => feeder.file(&path, true),
        }
        if feeder.stopped {
            return;
        }
    }
    feeder.flush();
}

struct Feeder<S> {
    batch: Batch,
    limit: usize,
    send: S,
    stopped: bool,
}

impl<S: FnMut(Batch) -> bool> Feeder<S> {
    fn push(&mut self, piece: Piece, size: usize) {
        self.batch.pieces.push(piece);
        self.batch.size += size;
        if self.batch.size >= FULL.0 || self.batch.pieces.len() >= FULL.1 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let many = self.batch.many;
        let batch = std::mem::replace(
            &mut self.batch,
            Batch {
                many,
                ..Batch::default()
            },
        );
        if !batch.pieces.is_empty() && !self.stopped {
            self.stopped = !(self.send)(batch);
        }
    }

    fn file(&mut self, path: &Path, found: bool) {
        if let Err(error) = self.try_file(path, found) {
            self.push(Piece::Failed(errors::io("cannot read", path, &error)), 0);
        }
    }

    fn try_file(&mut self, path: &Path, found: bool) -> io::Result<()> {
        let name = path.to_string_lossy();
        let origin = Origin {
            name: Some(name.as_ref().into()),
            found,
        };
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if ["ndjson", "jsonl"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
        {
            return self.lines(Lines::new(Vec::new(), file, origin, self.limit));
        }
        let Some(syntax) = Syntax::of_file(&name).filter(|_| metadata.is_file()) else {
            return self.look_into(file, origin);
        };
        let read = match too_large(metadata.len(), self.limit) {
            Some(error) => Err(error),
            None => whole(file, self.limit)?,
        };
        self.record(read, Some(syntax), origin);
        Ok(())
    }

    fn record(
        &mut self,
        read: std::result::Result<Vec<u8>, Error>,
        syntax: Option<Syntax>,
        origin: Origin,
    ) {
        match read {
            Ok(bytes) => {
                let size = bytes.len();
                self.push(
                    Piece::Record {
                        bytes,
                        syntax,
                        origin,
                    },
                    size,
                );
            }
            Err(error) => {
                let error = error.in_source(origin.name.as_deref());
                self.push(Piece::Failed(Box::new(error)), 0);
            }
        }
    }

    fn lines(&mut self, mut lines: Lines<impl Read>) -> io::Result<()> {
        self.batch.many = true;
        while let Some(piece) = lines.next()? {
            let size = if let Piece::Lines { bytes, .. } = &piece {
                bytes.len()
            } else {
                0
            };
            self.push(piece, size);
            if self.stopped {
                break;
            }
        }
        Ok(())
    }

    /// Standard input, which has no name.
    fn stdin(&mut self) {
        let origin = Origin {
            name: None,
            found: false,
        };
        if let Err(error) = self.look_into(io::stdin().lock(), origin) {
            let path = Path::new("standard input");
            self.push(Piece::Failed(errors::io("cannot read", path, &error)), 0);
        }
    }

    /// Finds out whether a stream has one record or one a line.
    fn look_into(&mut self, mut stream: impl Read, origin: Origin) -> io::Result<()> {
        let mut start = Vec::new();
        let is_lines = loop {
            if let Some(is_lines) = is_lines(&start, false) {
                break is_lines;
            }
            if start.len() > self.limit {
                self.record(Err(over(self.limit)), None, origin);
                return Ok(());
            }
            let before = start.len();
            let step = start.len().max(1 << 16);
            stream
                .by_ref()
                .take(u64::try_from(step).unwrap_or(u64::MAX))
                .read_to_end(&mut start)?;
            if start.len() == before {
                break is_lines(&start, true).unwrap_or(false);
            }
        };
        if is_lines {
            return self.lines(Lines::new(start, stream, origin, self.limit));
        }
        let read = whole(start.as_slice().chain(stream), self.limit)?;
        self.record(read, None, origin);
        Ok(())
    }
}

/// Whether a text has one record a line, judged by its start: its first line is a whole JSON
/// object and is not the only one. When the first line is broken the second one tells, so that one
/// bad line does not turn a stream into one bad document. `None` when more has to be read.
fn is_lines(start: &[u8], ended: bool) -> Option<bool> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut lines = start
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    let complete = |line: &[u8]| ended || line.ends_with(b"\n");
    let Some(first) = lines.next().filter(|line| complete(line)) else {
        return ended.then_some(false);
    };
    if !first.trim_ascii_start().starts_with(b"{") {
        return Some(false);
    }
    if is_object(first) {
        return match lines.next() {
            Some(_) => Some(true),
            None => ended.then_some(false),
        };
    }
    let Some(second) = lines.next().filter(|line| complete(line)) else {
        return ended.then_some(false);
    };
    Some(is_object(second))
}

fn is_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_lines;

    #[test]
    fn the_look_of_the_text_decides() {
        for (text, expected) in [
            ("{\"a\":1}\n{\"a\":2}\n", true),
            ("\n{\"a\":1}\n\n{broken\n", true),
            ("{broken\n{\"a\":2}\n", true),
            ("{\"a\":1}\n", false),
            ("{\"a\":1}", false),
            ("{\"a\":1}\n\n", false),
            ("{\n  \"a\": {}\n}\n", false),
            ("{\n{\"a\":2}\n", true),
            ("format: x\nid: y\n", false),
            ("", false),
        ] {
            assert_eq!(is_lines(text.as_bytes(), true), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn asks_for_more_when_the_start_does_not_tell() {
        assert_eq!(is_lines(b"{\"a\":1}", false), None);
        assert_eq!(is_lines(b"{\"a\":1}\n", false), None);
        assert_eq!(is_lines(b"{\"a\":1}\n{", false), Some(true));
        assert_eq!(is_lines(b"id: x\n", false), Some(false));
    }
}
