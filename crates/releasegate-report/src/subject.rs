//! What a report is about.

use releasegate::assess::Assessment;
use releasegate::policy::Policy;
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
}

/// The SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn sha256(text: &[u8]) -> String {
    hex::encode(Sha256::digest(text))
}
