//! Streams of records, one a line, in parts that fit into memory.

use std::io::{self, Read};

use super::Piece;
use super::{Origin, over};

/// How much is read before it is handed on: large enough to keep all cores busy.
const TARGET: usize = 8 << 20;

/// Splits a stream at line ends.
pub(crate) struct Lines<R> {
    stream: R,
    origin: Origin,
    limit: usize,
    /// What is read and not handed on.
    rest: Vec<u8>,
    /// The number of the line that `rest` starts with.
    line: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    /// `start` was already read from the stream.
    pub(crate) fn new(start: Vec<u8>, stream: R, origin: Origin, limit: usize) -> Self {
        Self {
            stream,
            origin,
            limit,
            rest: start,
            line: 1,
            ended: false,
        }
    }

    /// The next lines; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            while self.rest.len() < TARGET && !self.ended {
                self.read_more()?;
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            if let Some(end) = memchr::memrchr(b'\n', &self.rest) {
                return Ok(Some(self.hand_on(end + 1)));
            }
            if self.ended {
                return Ok(Some(self.hand_on(self.rest.len())));
            }
            if self.rest.len() > self.limit {
                return self.pass_over().map(Some);
            }
            self.read_more()?;
        }
    }

    fn read_more(&mut self) -> io::Result<()> {
        let before = self.rest.len();
        let most = u64::try_from(TARGET).unwrap_or(u64::MAX);
        self.stream
            .by_ref()
            .take(most)
            .read_to_end(&mut self.rest)?;
        self.ended = self.rest.len() - before < TARGET;
        Ok(())
    }

    fn hand_on(&mut self, end: usize) -> Piece {
        let rest = self.rest.split_off(end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let first = self.line;
        self.line += count_lines(&bytes);
        Piece::Lines {
            bytes,
            first,
            origin: self.origin.clone(),
        }
    }

    /// Drops a line that is larger than the limit, without ever holding more of it.
    fn pass_over(&mut self) -> io::Result<Piece> {
        let mut error = over(self.limit).in_source(self.origin.name.as_deref());
        error.line = Some(self.line);
        while !self.ended {
            self.rest.clear();
            self.read_more()?;
            if let Some(end) = memchr::memchr(b'\n', &self.rest) {
                self.rest.drain(..=end);
                self.line += 1;
                return Ok(Piece::Failed(Box::new(error)));
            }
        }
        self.rest.clear();
        Ok(Piece::Failed(Box::new(error)))
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    u64::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Lines, TARGET};
    use crate::input::{Origin, Piece};

    /// The pieces of a stream, as first line and text; no text for what could not be read.
    fn pieces(start: &[u8], stream: impl Read, limit: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let origin = Origin {
            name: None,
            found: false,
        };
        let mut lines = Lines::new(start.to_vec(), stream, origin, limit);
        let mut found = Vec::new();
        while let Some(piece) = lines.next().unwrap() {
            found.push(match piece {
                Piece::Lines { bytes, first, .. } => (first, Some(bytes)),
                Piece::Failed(error) => (error.line.unwrap(), None),
                Piece::Record { .. } => panic!("a record in a stream of lines"),
            });
        }
        found
    }

    #[test]
    fn small_streams_are_one_piece() {
        assert_eq!(
            pieces(b"a\n", &b"b\nc"[..], 10),
            [(1, Some(b"a\nb\n".to_vec())), (3, Some(b"c".to_vec())),]
        );
        assert_eq!(pieces(b"", &b""[..], 10), []);
    }

    #[test]
    fn large_streams_are_split_at_line_ends() {
        let line = [vec![b'x'; 999_999], vec![b'\n']].concat();
        let stream = line.repeat(20);
        let found = pieces(b"", &stream[..], TARGET);
        assert!(found.len() > 1);
        let mut next = 1;
        for (first, bytes) in found {
            let bytes = bytes.unwrap();
            assert_eq!(first, next);
            assert_eq!(bytes.len() % line.len(), 0);
            next += u64::try_from(bytes.len() / line.len()).unwrap();
        }
        assert_eq!(next, 21);
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let long = vec![b'x'; 3 * TARGET];
        let stream = [b"a\n", &long[..], b"\nb\n"].concat();
        let found = pieces(b"", &stream[..], TARGET + 1);
        assert_eq!(
            found,
            [
                (1, Some(b"a\n".to_vec())),
                (2, None),
                (3, Some(b"b\n".to_vec()))
            ]
        );
        let found = pieces(b"", &long[..], 10);
        assert_eq!(found, [(1, None)]);
    }
}
