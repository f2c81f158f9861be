//! What stands in for expressions in a build without CEL: there are none.

use super::Answer;
use crate::checks::Judgement;
use crate::model::Release;
use crate::read::{Error, ErrorCode};
use crate::time::AsOf;

/// An expression; without CEL none can be made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expression {}

impl Expression {
    pub(super) fn compiled(_: &str) -> Result<Self, Error> {
        let message = "this build of releasegate is without CEL, in which own checks are written";
        Err(Error::new(ErrorCode::InvalidExpression, message)
            .with_help("build releasegate with its feature `cel`"))
    }

    pub(super) fn is_blind(&self) -> bool {
        match *self {}
    }

    pub(super) fn ask<'a>(&self, _: &Facts, _: &'a str, _: &mut Judgement<'a>) -> Answer {
        match *self {}
    }
}

/// What expressions look at.
#[derive(Debug)]
pub(crate) struct Facts;

impl Facts {
    pub(crate) fn of(_: &Release, _: AsOf) -> Self {
        Self
    }
}
