//! What the terminal can show.

use std::io::IsTerminal;
use std::path::Path;

use clap::ValueEnum;
use releasegate_report::Style;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Wider lines are hard to read.
const WIDEST: usize = 100;

/// How text looks on standard output, or in a file.
pub(crate) fn style(color: Color, to_file: bool) -> Style {
    let terminal = !to_file && std::io::stdout().is_terminal();
    let plain = Style::default();
    let width = terminal_size::terminal_size()
        .filter(|_| terminal)
        .map_or(plain.width, |(width, _)| usize::from(width.0).min(WIDEST));
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && !is_set("NO_COLOR") && !is_dumb(),
    };
    Style { color, width }
}

/// Whether answers go to a terminal: those to standard output, which `-` names too.
pub(crate) fn shows_output(output: Option<&Path>) -> bool {
    output.is_none_or(|path| path == Path::new("-")) && std::io::stdout().is_terminal()
}

/// Whether progress can be shown without mixing it into the answers.
pub(crate) fn shows_progress(to_file: bool) -> bool {
    std::io::stderr().is_terminal() && (to_file || !std::io::stdout().is_terminal())
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
