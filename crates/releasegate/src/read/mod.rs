//! Reading documents: JSON and YAML text into typed values, with errors that say where.
//!
//! A document is parsed once, straight into its type. Only when that fails is it parsed again, to
//! find the JSON Pointer of the place.

mod error;
mod explain;
mod json;
#[cfg(feature = "yaml")]
mod yaml;

use serde::de::DeserializeOwned;

use crate::model::Release;
use crate::policy::PolicyDocument;

pub use error::{Error, ErrorCode};
#[cfg(feature = "signatures")]
pub(crate) use explain::escape;
pub use explain::nearest;

/// What a document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest size in bytes.
    pub max_bytes: usize,
    /// Deepest nesting of YAML documents; for JSON it is fixed at 128. Reading nested YAML takes
    /// stack: raise it only where threads have more than 2 MiB of it.
    pub max_depth: usize,
    /// Most YAML nodes after aliases were expanded.
    pub max_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_depth: 64,
            max_nodes: 250_000,
        }
    }
}

/// The notation a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

impl Syntax {
    /// The notation by the look of the text: JSON when it starts with a brace or a bracket.
    #[must_use]
    pub fn sniff(text: &[u8]) -> Self {
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => Self::Json,
            _ => Self::Yaml,
        }
    }

    /// The notation by the ending of a file name, if it tells.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a document of type `T`.
///
/// # Errors
/// An [`Error`] with a stable code and the place, when the text is not a `T`.
pub fn read<T: DeserializeOwned>(
    bytes: &[u8],
    syntax: Option<Syntax>,
    limits: &Limits,
) -> Result<T, Error> {
    if bytes.len() > limits.max_bytes {
        let message = format!(
            "the document has {} bytes, more than the limit of {}",
            bytes.len(),
            limits.max_bytes
        );
        return Err(Error::new(ErrorCode::TooLarge, message)
            .with_help("split it, or raise the limit on the size of a document"));
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    match syntax.unwrap_or_else(|| Syntax::sniff(bytes)) {
        Syntax::Json => json::read(bytes),
        #[cfg(feature = "yaml")]
        Syntax::Yaml => yaml::read(bytes, limits),
        #[cfg(not(feature = "yaml"))]
        Syntax::Yaml => Err(Error::new(ErrorCode::Syntax, "the text is not JSON")
            .with_help("this build of releasegate reads JSON only")),
    }
}

/// The format id that a document gives, whatever else it says; `None` when it cannot be read or
/// gives none.
#[must_use]
pub fn format_of(bytes: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Formatted {
        format: Option<String>,
    }
    read::<Formatted>(bytes, syntax, limits).ok()?.format
}

/// Reads a small document that is known to be JSON, such as a request.
///
/// # Errors
/// As [`read`].
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    json::read(bytes)
}

impl Release {
    /// Reads a release record.
    ///
    /// The same as [`read`], compiled once: a reader for a type of this size takes long to compile
    /// in every crate that uses it.
    ///
    /// # Errors
    /// An [`Error`] with a stable code and the place, when the text is not a record.
    pub fn read(bytes: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Result<Self, Error> {
        read(bytes, syntax, limits)
    }
}

impl PolicyDocument {
    /// Reads a policy document.
    ///
    /// # Errors
    /// An [`Error`] with a stable code and the place, when the text is not a policy.
    pub fn read(bytes: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Result<Self, Error> {
        read(bytes, syntax, limits)
    }
}
