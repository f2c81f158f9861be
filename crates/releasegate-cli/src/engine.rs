//! From what the command line names to what the engine takes.

use std::path::Path;

use releasegate::checks::{self, Check};
use releasegate::policy::profiles;
use releasegate::read::{Error, ErrorCode, Limits, nearest};
use releasegate_api::Engine;

use crate::errors::Result;
use crate::input;

/// The profile that is used where none is named.
pub(crate) const DEFAULT_PROFILE: &str = "iso20000-1:2018";

/// The engine for a shipped profile, or for the policy in a file.
pub(crate) fn engine(policy: &str, limits: Limits) -> Result<Engine> {
    if profiles().iter().any(|profile| profile.id == policy) {
        return Ok(Engine::of_profile(policy, limits)?);
    }
    let path = Path::new(policy);
    if !path.exists() {
        let known: Vec<_> = profiles()
            .iter()
            .map(|profile| profile.id.as_str())
            .collect();
        let message = "the policy is neither a file nor a shipped profile";
        let error = Error::new(ErrorCode::UnknownProfile, message)
            .with_help(format!("shipped profiles are {}", known.join(", ")));
        return Err(Box::new(error.in_source(Some(policy))));
    }
    let bytes = input::whole_file(path, limits.max_bytes)?;
    Ok(Engine {
        limits,
        ..Engine::open(&bytes, Some(policy))?
    })
}

/// The check that a word means: its id in any case, or the name of the defect.
pub(crate) fn check_named(word: &str) -> Result<&'static Check> {
    let found =
        checks::all().find(|check| check.id.eq_ignore_ascii_case(word) || check.name == word);
    found.ok_or_else(|| {
        let known: Vec<_> = checks::all().map(|check| check.id).collect();
        let error = Error::new(
            ErrorCode::UnknownCheck,
            format!("no check is called `{word}`"),
        );
        let near = nearest(&word.to_ascii_uppercase(), &known);
        Box::new(error.with_help(match near {
            Some(near) => format!("did you mean `{near}`? `releasegate explain --all` lists all"),
            None => "`releasegate explain --all` lists them".to_owned(),
        }))
    })
}
