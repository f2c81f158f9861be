//! Writes generated release records, one a line: `--count N --seed N --out FILE`.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use releasegate_benches::args::Args;
use releasegate_benches::generate::write_records;

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::of_process();
    let (count, seed) = (args.number("count", 10_000)?, args.number("seed", 1)?);
    let out: Box<dyn Write> = match args.text("out") {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    write_records(seed, usize::try_from(count)?, BufWriter::new(out))?;
    Ok(())
}
