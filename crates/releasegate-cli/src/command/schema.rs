//! JSON Schemas of the published document types.

use releasegate::read::{Error, ErrorCode};
use releasegate_api::published;

use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which schema.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document type; without it the document types are listed, one a line.
    name: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let names = || {
        published()
            .map(|document| document.name)
            .collect::<Vec<_>>()
    };
    let Some(name) = &args.name else {
        Output::put(None, (names().join("\n") + "\n").as_bytes())?;
        return Ok(Exit::Holds);
    };
    let Some(document) = published().find(|document| document.name == name) else {
        let message = format!("no document type is called `{name}`");
        let help = format!("document types are {}", names().join(", "));
        return Err(Box::new(
            Error::new(ErrorCode::UnknownSchema, message).with_help(help),
        ));
    };
    let mut text = serde_json::to_vec_pretty(&(document.schema)()).map_err(|_| {
        Box::new(Error::new(
            ErrorCode::Internal,
            "the schema could not be written",
        ))
    })?;
    text.push(b'\n');
    Output::put(None, &text)?;
    Ok(Exit::Holds)
}
