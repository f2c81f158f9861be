//! What is only written at the end, packed until then: parts of many releases say much the same.

use std::io::{BufWriter, Read, Result, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes that are being kept.
#[derive(Debug)]
pub(crate) struct Packing(BufWriter<DeflateEncoder<Vec<u8>>>);

impl Packing {
    pub(crate) fn new() -> Self {
        let encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        Self(BufWriter::new(encoder))
    }

    pub(crate) fn finish(self) -> Result<Packed> {
        Ok(Packed(self.0.into_inner()?.finish()?))
    }
}

impl Write for Packing {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

/// Bytes that are kept.
#[derive(Debug)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    /// What was kept.
    pub(crate) fn read(&self) -> impl Read {
        DeflateDecoder::new(self.0.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::Packing;

    #[test]
    fn what_is_kept_is_small_and_whole() {
        let mut packing = Packing::new();
        let mut kept = String::new();
        for id in 0..1_000 {
            let line = format!("R-{id}: {}\n", "say who decides, and when ".repeat(20));
            packing.write_all(line.as_bytes()).unwrap();
            kept += &line;
        }
        let packed = packing.finish().unwrap();
        assert!(packed.0.len() < kept.len() / 20, "{}", packed.0.len());
        let mut read = String::new();
        packed.read().read_to_string(&mut read).unwrap();
        assert_eq!(read, kept);
    }
}
