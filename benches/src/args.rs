//! Arguments of the bench programs: `--name value`, nothing more.

use std::io;

/// The arguments of a program.
#[derive(Clone, Debug)]
pub struct Args(Vec<String>);

impl Args {
    /// The arguments of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// The value of `--name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let position = self
            .0
            .iter()
            .position(|arg| arg.strip_prefix("--") == Some(name))?;
        self.0.get(position + 1).map(String::as_str)
    }

    /// The value of `--name` as a number.
    ///
    /// # Errors
    /// When it is not one.
    pub fn number(&self, name: &str, default: u64) -> io::Result<u64> {
        match self.text(name) {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| {
                io::Error::new(
                    io::ErrorKind::InvalidInput,
                    format!("--{name} takes a number"),
                )
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    #[test]
    fn reads_names_and_numbers() {
        let args = Args(
            ["--bench", "--count", "12", "--seed"]
                .map(str::to_owned)
                .to_vec(),
        );
        assert_eq!(args.number("count", 1).unwrap(), 12);
        assert_eq!(args.number("rounds", 7).unwrap(), 7);
        assert_eq!(args.text("seed"), None);
        assert!(args.number("bench", 1).is_err());
    }
}
