//! The checks of the policy, with their documentation.

use releasegate::checks::{self, Clause, Docs, Severity};
use releasegate::policy::AskedCheck;
use releasegate::read::{Error, ErrorCode};
use releasegate::stage::Stage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// Which checks to list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecksRequest {
    /// Only these checks; all of the policy when missing.
    pub checks: Option<Vec<String>>,
}

/// Checks with their documentation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChecksAnswer<'a> {
    /// The format of this document: `releasegate/checks/1`.
    #[schemars(extend("const" = ChecksAnswer::FORMAT))]
    pub format: &'static str,
    /// The profile they belong to.
    pub profile: &'a str,
    /// The checks, in the order of the process.
    pub checks: Vec<CheckDoc<'a>>,
}

impl ChecksAnswer<'_> {
    /// The format id of lists of checks.
    pub const FORMAT: &'static str = "releasegate/checks/1";
}

/// A check with its documentation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckDoc<'a> {
    /// Its stable id.
    pub id: &'a str,
    /// The name of the defect that it looks for.
    pub name: &'a str,
    /// The requirement in our own words.
    pub title: &'a str,
    /// The stage whose work it judges.
    pub stage: Stage,
    /// The gate it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<Stage>,
    /// How much it weighs under this policy.
    pub severity: Severity,
    /// Where frameworks ask for it.
    pub clauses: &'static [Clause],
    /// What people read about it.
    pub docs: Docs<'a>,
}

impl<'a> CheckDoc<'a> {
    /// The documentation of a check.
    #[must_use]
    pub fn of(asked: AskedCheck<'a>) -> Self {
        let AskedCheck {
            check,
            severity,
            gate,
        } = asked;
        Self {
            id: check.id(),
            name: check.name(),
            title: check.title(),
            stage: check.stage(),
            gate,
            severity,
            clauses: check.clauses(),
            docs: check.docs(),
        }
    }
}

/// Lists the checks of the engine's policy.
pub(crate) fn checks<'a>(
    engine: &'a Engine,
    request: &ChecksRequest,
) -> Result<ChecksAnswer<'a>, Error> {
    let policy = engine.policy();
    let asked = policy.asked();
    let wanted = request.checks.as_deref();
    for (index, id) in wanted.unwrap_or_default().iter().enumerate() {
        if !asked.iter().any(|asked| asked.check.id() == id) {
            return Err(unknown(engine, index, id));
        }
    }
    let listed = asked
        .into_iter()
        .filter(|asked| wanted.is_none_or(|wanted| wanted.iter().any(|id| id == asked.check.id())))
        .map(CheckDoc::of)
        .collect();
    Ok(ChecksAnswer {
        format: ChecksAnswer::FORMAT,
        profile: &policy.profile.id,
        checks: listed,
    })
}

fn unknown(engine: &Engine, index: usize, id: &str) -> Error {
    let message = match checks::by_id(id) {
        Some(_) => format!(
            "check `{id}` is not part of profile `{}`",
            engine.policy().profile.id
        ),
        None => format!("no check has the id `{id}`"),
    };
    let mut error = Error::new(ErrorCode::UnknownCheck, message)
        .with_help("`releasegate explain --all` lists the checks");
    error.pointer = Some(format!("/checks/{index}"));
    error
}
