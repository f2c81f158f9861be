//! What a report is about.

use releasegate::assess::Assessment;
use releasegate::model::Release;
use releasegate::next::{NextActions, next_actions};
use releasegate::policy::Policy;
use releasegate::read::Limits;
use releasegate::view::View;
use sha2::{Digest, Sha256};

/// A release that was judged: its assessment, and what that was made from.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The assessment.
    pub assessment: Assessment<'a>,
    /// The record as it could be known then.
    pub view: &'a View<'a>,
    /// The version of the policy.
    pub policy: &'a Policy,
    /// The text that the record was read from.
    pub text: &'a [u8],
}

impl Subject<'_> {
    /// The SHA-256 of the text that the record was read from, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(self.text)
    }

    /// What to do next. Where facts dated later moved the places of others, it is asked of the whole
    /// record, whose places these are.
    pub(crate) fn next_actions(&self) -> NextActions {
        let limits = Limits {
            max_bytes: self.text.len(),
            ..Limits::default()
        };
        let whole = match self.view.moves_places() {
            true => Release::read(self.text, None, &limits).ok(),
            false => None,
        };
        let release = whole.as_ref().unwrap_or(self.view.release());
        next_actions(release, self.policy, self.assessment.as_of)
    }
}

/// The SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn sha256(text: &[u8]) -> String {
    hex::encode(Sha256::digest(text))
}
