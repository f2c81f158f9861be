//! How text looks: colour and width.

use std::fmt::Display;

use anstyle::{AnsiColor, Style as Ansi};
use releasegate::checks::Verdict;

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour. Nothing is said by colour alone.
    pub color: bool,
    /// How many columns a line may have.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
        }
    }
}

impl Style {
    pub(crate) fn bold(&self, text: impl Display) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    pub(crate) fn dim(&self, text: impl Display) -> String {
        self.paint(Ansi::new().dimmed(), text)
    }

    pub(crate) fn verdict(&self, verdict: Verdict, text: impl Display) -> String {
        self.paint(ansi(verdict), text)
    }

    fn paint(&self, ansi: Ansi, text: impl Display) -> String {
        if self.color {
            format!("{ansi}{text}{ansi:#}")
        } else {
            text.to_string()
        }
    }
}

fn ansi(verdict: Verdict) -> Ansi {
    match verdict {
        Verdict::Conforming => Ansi::new().bold().fg_color(Some(AnsiColor::Green.into())),
        Verdict::Nonconforming => Ansi::new().bold().fg_color(Some(AnsiColor::Red.into())),
        Verdict::NotEvidenced => Ansi::new().bold().fg_color(Some(AnsiColor::Yellow.into())),
        Verdict::NotYetDue => Ansi::new().fg_color(Some(AnsiColor::Cyan.into())),
        Verdict::NotApplicable => Ansi::new().dimmed(),
    }
}
