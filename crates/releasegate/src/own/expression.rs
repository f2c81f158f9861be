//! One expression: compiled within limits, asked of a record.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cel::common::ast::IdedExpr;
use cel::{ExecutionError, Value as CelValue};

use super::Answer;
use super::facts::Facts;
use super::reading::{compile, invalid};
use super::used::{Absent, MOST_PLACES, Step, Use};
use crate::checks::{Judgement, OwnDoubt, Reason};
use crate::read::{Error, ErrorCode};

/// The longest expression in bytes.
const MOST_BYTES: usize = 2_000;
/// What one question may cost.
const MOST_STEPS: u64 = 2_000_000;
/// The longest text that loops and additions work on.
const MOST_TEXT: usize = 64 << 10;
/// Stack for parsing and walking the largest expression, which nests once every other byte.
const STACK: usize = 64 << 20;

/// A compiled expression.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub(super) tree: Arc<IdedExpr>,
    pub(super) uses: Vec<Use>,
    /// What it costs to evaluate it once, in steps.
    pub(super) steps: u64,
    /// How many loops are inside or after one another.
    pub(super) loops: u32,
    pub(super) additions: u64,
    /// Whether it looks through lists for a value.
    pub(super) searches: bool,
}

impl Expression {
    /// Compiles a text.
    pub(super) fn compiled(text: &str) -> Result<Self, Error> {
        if text.len() > MOST_BYTES {
            return Err(invalid("the expression is longer than 2,000 bytes")
                .with_help("make two checks of it"));
        }
        // Parsers and trees recurse, and whoever calls may have little stack left. A panic of the
        // parser ends the thread, and nothing else.
        let owned = text.to_owned();
        let thread = std::thread::Builder::new().stack_size(STACK);
        let Ok(compiling) = thread.spawn(move || compile(&owned)) else {
            return Err(Error::new(
                ErrorCode::Internal,
                "no thread could be started",
            ));
        };
        let failed = |_| invalid("the expression cannot be read");
        compiling.join().map_err(failed)?
    }

    /// Whether it looks at nothing in the record.
    pub(super) fn is_blind(&self) -> bool {
        self.uses.is_empty()
    }

    /// What it says of a record: cites what it looks at, names what is missing.
    pub(super) fn ask<'a>(
        &'a self,
        facts: &Facts,
        role: &'a str,
        judgement: &mut Judgement<'a>,
    ) -> Answer {
        let mut looked_at = false;
        for place in &self.uses {
            for pointer in place.there(facts.record()) {
                looked_at = true;
                judgement.cite(pointer);
            }
        }
        if self.costs_too_much(facts) {
            return Answer::Doubtful(OwnDoubt::TooCostly);
        }
        let evaluate = || CelValue::resolve(&self.tree, &facts.context);
        match catch_unwind(AssertUnwindSafe(evaluate)) {
            Ok(Ok(CelValue::Bool(true))) if looked_at => Answer::Yes,
            Ok(Ok(CelValue::Bool(true))) => Answer::Doubtful(OwnDoubt::NoFact),
            Ok(Ok(CelValue::Bool(false))) => Answer::No,
            Ok(Ok(_)) => Answer::Doubtful(OwnDoubt::NotYesOrNo),
            Ok(Err(error)) => self.missing(&error, facts, role, judgement),
            Err(_) => Answer::Doubtful(OwnDoubt::Failed),
        }
    }

    /// Names what is missing, when that is why there is no answer.
    fn missing<'a>(
        &'a self,
        error: &ExecutionError,
        facts: &Facts,
        role: &'a str,
        judgement: &mut Judgement<'a>,
    ) -> Answer {
        let ExecutionError::NoSuchKey(key) = error else {
            return Answer::Doubtful(OwnDoubt::Failed);
        };
        let needed = self.uses.iter().filter(|place| !place.tested);
        let absent: Vec<_> = needed
            .flat_map(|place| place.absent(facts.record()))
            .collect();
        // The key that stopped it tells which of them matter, if any does.
        let stopped = |missing: &&Absent<'_>| missing.key == key.as_str();
        let any = absent.iter().any(|missing| stopped(&missing));
        let mut answer = Answer::Doubtful(OwnDoubt::Failed);
        for missing in absent
            .iter()
            .filter(|it| !any || stopped(it))
            .take(MOST_PLACES)
        {
            if !missing.is_whole {
                judgement.incomplete(Reason::OwnFactMissing { fact: missing.text });
            }
            judgement.missing(missing.at, role);
            answer = Answer::Missing;
        }
        answer
    }

    fn costs_too_much(&self, facts: &Facts) -> bool {
        let grows = self.loops > 0 || self.additions > 0;
        if !grows && !self.searches {
            return false;
        }
        let mut list = 0;
        let mut text = 0;
        for place in &self.uses {
            let part = match place.steps.first() {
                Some(Step::Key(key)) => facts.size(Some(key)),
                _ => facts.size(None),
            };
            list = list.max(part.list);
            text = text.max(part.text);
        }
        if grows && text > MOST_TEXT {
            return true;
        }
        // A list may also be written out in the expression, and be added up from others.
        let longest = u64::try_from(list).unwrap_or(u64::MAX).max(self.steps);
        let longest = longest.saturating_mul(self.additions + 1);
        let times = self.loops + u32::from(self.searches);
        self.steps.saturating_mul(longest.saturating_pow(times)) > MOST_STEPS
    }
}
