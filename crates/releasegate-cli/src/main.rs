//! The `releasegate` command: reads files, asks the engine, writes answers.
//!
//! This is an edge: here, and only here, the present is asked for and files are opened.

mod command;
mod engine;
mod errors;
mod exit;
mod input;
mod output;
mod terminal;

use clap::Parser;

use crate::command::Cli;
use crate::errors::Errors;
use crate::exit::Exit;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Help and the version come this way too. When nobody reads them, nobody misses them.
            let _ = usage.print();
            return if usage.use_stderr() {
                Exit::BadInput
            } else {
                Exit::Holds
            };
        }
    };
    let mut errors = Errors::new(cli.error_format);
    command::run(cli.command, &mut errors).unwrap_or_else(|error| {
        errors.report(&error);
        Exit::BadInput
    })
}
