//! An answer that is text for people.

use schemars::JsonSchema;
use serde::Serialize;

/// Text for people.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextAnswer {
    /// The format of this document: `releasegate/text/1`.
    #[schemars(extend("const" = TextAnswer::FORMAT))]
    pub format: &'static str,
    /// The text.
    pub text: String,
}

impl TextAnswer {
    /// The format id of text answers.
    pub const FORMAT: &'static str = "releasegate/text/1";

    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            format: Self::FORMAT,
            text: text.into(),
        }
    }
}
