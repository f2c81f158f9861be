//! Completion scripts for shells.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "releasegate", &mut script);
    Output::put(None, &script)?;
    Ok(Exit::Holds)
}
