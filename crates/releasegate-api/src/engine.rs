//! A compiled policy that answers requests.

use releasegate::policy::{Policies, Policy};
use releasegate::read::{Error, ErrorCode, Limits};
use releasegate_report::sha256;
use serde::Serialize;

use crate::operation::OPERATIONS;

/// A compiled policy that answers requests. Compiled once, shared freely between threads.
#[derive(Debug)]
pub struct Engine {
    /// The versions of the policy.
    pub policies: Policies,
    /// The SHA-256 of the text of the policy, in hexadecimal; `None` for a shipped profile.
    pub policy_digest: Option<String>,
    /// What documents may cost.
    pub limits: Limits,
}

impl Engine {
    /// Compiles a policy: the id of a shipped profile, a policy document or a set of policies as
    /// JSON or YAML.
    ///
    /// # Errors
    /// The error document (`releasegate/error/1`) as JSON bytes.
    pub fn new(policy: &[u8]) -> Result<Self, Vec<u8>> {
        Self::open(policy, None).map_err(|error| to_json(&error))
    }

    /// As [`Engine::new`], naming the file that the policy came from in errors.
    ///
    /// # Errors
    /// When the policy cannot be read, or extends a profile that is not shipped.
    pub fn open(policy: &[u8], source: Option<&str>) -> Result<Self, Error> {
        let limits = Limits::default();
        let policies =
            Policies::read(policy, None, &limits).map_err(|error| error.in_source(source))?;
        let is_document = policies.latest().document.is_some();
        Ok(Self {
            policies,
            policy_digest: is_document.then(|| sha256(policy)),
            limits,
        })
    }

    /// The policy of a shipped profile.
    ///
    /// # Errors
    /// When no profile has this id.
    pub fn of_profile(id: &str, limits: Limits) -> Result<Self, Error> {
        Ok(Self {
            policies: Policies::of_one(Policy::of_profile(id)?),
            policy_digest: None,
            limits,
        })
    }

    /// The policy in its latest version.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.policies.latest()
    }

    /// Answers one request; never panics. The answer is a JSON document, also for errors, or one
    /// document a line for operations on many records.
    #[must_use]
    pub fn call(&self, operation: &str, request: &[u8], payload: &[u8]) -> Vec<u8> {
        match OPERATIONS
            .iter()
            .find(|candidate| candidate.name == operation)
        {
            Some(found) => (found.call)(self, request, payload),
            None => to_json(&unknown(operation)),
        }
    }
}

fn unknown(operation: &str) -> Error {
    let known: Vec<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    Error::new(
        ErrorCode::UnknownOperation,
        format!("no operation is called `{operation}`"),
    )
    .with_help(format!("operations are {}", known.join(", ")))
}

/// A document as JSON text.
pub(crate) fn to_json<T: Serialize>(document: &T) -> Vec<u8> {
    serde_json::to_vec(document).unwrap_or_else(|error| {
        // Our own documents have text keys and no failing parts; should that change, say so.
        format!(
            r#"{{"format":"releasegate/error/1","code":"internal","message":"{}"}}"#,
            error.to_string().escape_default()
        )
        .into_bytes()
    })
}
