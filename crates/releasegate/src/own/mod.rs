//! Own checks of an organization: requirements that its policy adds, written in CEL.
//!
//! An own check is compiled once, with its policy, and judged like a shipped one: it cites evidence,
//! names what is missing, and counts in its gate and in the whole. It serves no clause of a
//! framework, so no clause is summed up from it.
//!
//! # What an expression sees
//!
//! `release` is the record as it could be known at `as_of`, with the keys of the format
//! `releasegate/release/1`; `as_of` is a timestamp. Times of the record are texts: compare them as
//! `timestamp(release.plan.approved_at)`, never as texts. A day is no timestamp, so it decides
//! nothing. A missing key, `null` and an empty list are the same: not there. A list of which
//! somebody stated that there are none is an empty list.
//!
//! # What an expression says
//!
//! - `requires` true: conforming, if at least one fact of the record was looked at.
//! - `requires` false: nonconforming.
//! - A fact that decides is not there, or the result is neither true nor false: not evidenced.
//! - `applies_when` false: not applicable. It says so only when the facts it asks for are there.
//!
//! `has(...)` asks whether a fact is there. Whoever writes it decides what a missing fact means.
//!
//! # Limits
//!
//! The crate that evaluates CEL has no budget of its own, so an expression is bounded before it
//! runs:
//!
//! - at most 2,000 bytes, nested at most 24 levels deep;
//! - at most two `all`, `exists`, `exists_one`, `map` or `filter` inside or after one another;
//! - at most 8 `+`, which is what makes values grow;
//! - only the operators, `size`, `contains`, `startsWith`, `endsWith`, the conversions, and what
//!   reads timestamps and durations; no regular expressions, and no mappings written out;
//! - at most 2,000,000 steps: the size of the expression times the longest list that it can look
//!   at, once for each of the nested loops. A record that needs more is not evidenced;
//! - loops and `+` only over texts of at most 64 KiB.

#[cfg(feature = "cel")]
mod expression;
#[cfg(feature = "cel")]
mod facts;
#[cfg(feature = "cel")]
mod places;
#[cfg(feature = "cel")]
mod reading;
mod rule;
#[cfg(feature = "cel")]
mod used;
#[cfg(not(feature = "cel"))]
mod without;

#[cfg(feature = "cel")]
use expression::Expression;
#[cfg(feature = "cel")]
pub(crate) use facts::Facts;
#[cfg(not(feature = "cel"))]
use without::Expression;
#[cfg(not(feature = "cel"))]
pub(crate) use without::Facts;

pub use rule::{OwnCheckRule, OwnDocs};

use crate::checks::{Case, Docs, Judgement, OwnDoubt, Reason, all, says_nothing};
use crate::read::{Error, ErrorCode};

/// An own check, made ready to judge records.
#[derive(Clone, Debug)]
pub struct OwnCheck {
    /// What the policy says.
    pub rule: OwnCheckRule,
    applies_when: Option<Expression>,
    requires: Expression,
}

/// What an expression says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "cel"),
    expect(dead_code, reason = "nothing is evaluated")
)]
enum Answer {
    Yes,
    No,
    /// It cannot be told, and what is missing was named.
    Missing,
    /// It cannot be told.
    Doubtful(OwnDoubt),
}

impl PartialEq for OwnCheck {
    fn eq(&self, other: &Self) -> bool {
        self.rule == other.rule
    }
}

impl OwnCheck {
    /// Compiles the own checks of a policy.
    pub(crate) fn compiled(rules: &[OwnCheckRule]) -> Result<Vec<Self>, Error> {
        Self::each(rules).collect()
    }

    /// Compiles each own check of a policy for itself, so that a linter finds what is wrong with
    /// all of them.
    pub(crate) fn each(rules: &[OwnCheckRule]) -> impl Iterator<Item = Result<Self, Error>> {
        rules.iter().enumerate().map(|(index, rule)| {
            let earlier = rules.get(..index).unwrap_or_default();
            Self::of_rule(rule, earlier).map_err(|(key, mut error)| {
                error.pointer = Some(format!("/own_checks/{index}/{key}"));
                error
            })
        })
    }

    fn of_rule(
        rule: &OwnCheckRule,
        earlier: &[OwnCheckRule],
    ) -> Result<Self, (&'static str, Error)> {
        valid(rule, earlier)?;
        let compiled = |text: &String| Expression::compiled(text);
        let applies_when = rule.applies_when.as_ref().map(compiled).transpose();
        Ok(Self {
            rule: rule.clone(),
            applies_when: applies_when.map_err(|error| ("applies_when", error))?,
            requires: compiled(&rule.requires).map_err(|error| ("requires", error))?,
        })
    }

    /// The key whose expression looks at nothing in the record, if there is one: whatever it gives,
    /// it shows nothing.
    pub(crate) fn blind(&self) -> Option<&'static str> {
        let applies_when = self.applies_when.as_ref();
        if applies_when.is_some_and(Expression::is_blind) {
            return Some("applies_when");
        }
        self.requires.is_blind().then_some("requires")
    }

    /// What people read about it.
    #[must_use]
    pub fn docs(&self) -> Docs<'_> {
        let rule = &self.rule;
        let docs = rule.docs.as_ref();
        let said = |of: fn(&OwnDocs) -> &Option<String>| docs.and_then(|docs| of(docs).as_deref());
        Docs {
            asks: said(|docs| &docs.asks).unwrap_or(&rule.title),
            why: said(|docs| &docs.why).unwrap_or("The policy of the organization asks for it."),
            example: said(|docs| &docs.example).unwrap_or(&rule.message),
            remedy: &rule.remedy,
            role: rule.role.as_str(),
        }
    }

    /// Looks at a record.
    pub(crate) fn judge<'a>(&'a self, case: &Case<'a>, judgement: &mut Judgement<'a>) {
        let facts = case.own_facts();
        let role = self.rule.role.as_str();
        if let Some(applies_when) = &self.applies_when {
            match applies_when.ask(facts, role, judgement) {
                Answer::Yes => {}
                Answer::No => match judgement.first_cited() {
                    Some(fact) => return judgement.exempt(fact, None),
                    None => return doubt(judgement, OwnDoubt::NoFact),
                },
                Answer::Missing => return,
                Answer::Doubtful(why) => return doubt(judgement, why),
            }
        }
        match self.requires.ask(facts, role, judgement) {
            Answer::Yes | Answer::Missing => {}
            Answer::No => judgement.nonconforming(Reason::OwnRequirementUnmet {
                message: &self.rule.message,
            }),
            Answer::Doubtful(why) => doubt(judgement, why),
        }
    }
}

fn doubt(judgement: &mut Judgement<'_>, why: OwnDoubt) {
    judgement.incomplete(Reason::OwnRequirementUndecided { why });
}

/// Finds what makes a rule unusable, and the key at which it is.
fn valid(rule: &OwnCheckRule, earlier: &[OwnCheckRule]) -> Result<(), (&'static str, Error)> {
    let invalid = |message: &str| Error::new(ErrorCode::InvalidValue, message);
    if !is_word(&rule.id) {
        let error = invalid("an id has letters, digits, `-`, `_` and `.` only, at most 64")
            .with_help("write it like `ACME-01`");
        return Err(("id", error));
    }
    // As somebody may type it on the command line, where case does not matter.
    if all().any(|check| check.id.eq_ignore_ascii_case(&rule.id)) {
        let error = invalid("a shipped check has this id")
            .with_help("start the ids of own checks with the name of the organization");
        return Err(("id", error));
    }
    let is_taken = |other: &OwnCheckRule| other.id.eq_ignore_ascii_case(&rule.id);
    if earlier.iter().any(is_taken) {
        let error = invalid("two own checks have the same id")
            .with_help("give each own check an id of its own");
        return Err(("id", error));
    }
    if !is_word(&rule.name) {
        let error = invalid("a name has letters, digits, `-`, `_` and `.` only, at most 64")
            .with_help("state the defect, like `database-change-without-rehearsal`");
        return Err(("name", error));
    }
    let texts = [
        ("title", rule.title.as_str()),
        ("message", &rule.message),
        ("remedy", &rule.remedy),
        ("role", rule.role.as_str()),
    ];
    match texts.iter().find(|(_, text)| says_nothing(Some(text))) {
        Some((key, _)) => Err((key, invalid("the text says nothing"))),
        None => Ok(()),
    }
}

/// Whether a text can be shown anywhere as it is.
fn is_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

#[cfg(test)]
#[cfg(feature = "cel")]
mod tests;
#[cfg(test)]
#[cfg(not(feature = "cel"))]
mod tests_without {
    use crate::policy::{Policy, PolicyDocument};
    use crate::read::read_json;

    #[test]
    fn a_policy_with_own_checks_is_refused() {
        let document: PolicyDocument = read_json(
            br#"{"format":"releasegate/policy/1","id":"p","extends":"iso20000-1:2018",
                "own_checks":[{"id":"ACME-01","name":"n","title":"t","stage":"build",
                "requires":"true","message":"m","remedy":"r","role":"build_manager"}]}"#,
        )
        .unwrap();
        let error = Policy::of_document(document).unwrap_err();
        assert_eq!(error.pointer.as_deref(), Some("/own_checks/0/requires"));
        assert!(error.message.contains("without CEL"), "{}", error.message);
    }
}
