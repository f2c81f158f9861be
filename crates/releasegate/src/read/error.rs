//! Why a document could not be read, and where.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

/// A document or a request that could not be understood.
///
/// This is not a finding: a finding judges a record that was understood.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Error {
    /// The format of this document: `releasegate/error/1`.
    #[schemars(extend("const" = Error::FORMAT))]
    pub format: &'static str,
    /// What kind of error it is; stable.
    pub code: ErrorCode,
    /// What was found, without values of the record.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// JSON Pointer to the place in the document.
    pub pointer: Option<String>,
    /// Line, from 1; for an expression, within the text at `pointer`.
    pub line: Option<u64>,
    /// Column, from 1; for an expression, within the text at `pointer`.
    pub column: Option<u64>,
    /// The file or stream the document came from.
    pub source: Option<String>,
}

/// What kind of error it is. The text of each code is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorCode {
    /// The text is neither JSON nor YAML.
    Syntax,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The document is larger than the limit.
    TooLarge,
    /// The document is nested deeper than the limit, or expands beyond it.
    TooDeep,
    /// A value has another type than expected.
    WrongType,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that must be there is missing.
    MissingKey,
    /// A key is there twice.
    DuplicateKey,
    /// A value is not one of those allowed, or is malformed.
    InvalidValue,
    /// An expression in a policy that cannot be used.
    InvalidExpression,
    /// A time without offset.
    NaiveTimestamp,
    /// No shipped profile has this id.
    UnknownProfile,
    /// No operation has this name.
    UnknownOperation,
    /// No check has this id.
    UnknownCheck,
    /// No published document type has this name.
    UnknownSchema,
    /// No importer has this name.
    UnknownSource,
    /// A file could not be read or written.
    Io,
    /// A defect of releasegate itself.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 18] = [
        Self::Syntax,
        Self::NotUtf8,
        Self::TooLarge,
        Self::TooDeep,
        Self::WrongType,
        Self::UnknownKey,
        Self::MissingKey,
        Self::DuplicateKey,
        Self::InvalidValue,
        Self::InvalidExpression,
        Self::NaiveTimestamp,
        Self::UnknownProfile,
        Self::UnknownOperation,
        Self::UnknownCheck,
        Self::UnknownSchema,
        Self::UnknownSource,
        Self::Io,
        Self::Internal,
    ];

    /// The code as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::NotUtf8 => "not-utf8",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::WrongType => "wrong-type",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::DuplicateKey => "duplicate-key",
            Self::InvalidValue => "invalid-value",
            Self::InvalidExpression => "invalid-expression",
            Self::NaiveTimestamp => "naive-timestamp",
            Self::UnknownProfile => "unknown-profile",
            Self::UnknownOperation => "unknown-operation",
            Self::UnknownCheck => "unknown-check",
            Self::UnknownSchema => "unknown-schema",
            Self::UnknownSource => "unknown-source",
            Self::Io => "io",
            Self::Internal => "internal",
        }
    }
}

impl Error {
    /// The format id of error documents.
    pub const FORMAT: &'static str = "releasegate/error/1";

    /// An error of this kind, without a place.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            format: Self::FORMAT,
            code,
            message: message.into(),
            help: None,
            pointer: None,
            line: None,
            column: None,
            source: None,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The line in the document, if the error has one there: that of an expression is one of its own,
    /// which the message says.
    #[must_use]
    pub fn line_of_source(&self) -> Option<u64> {
        self.line
            .filter(|_| self.code != ErrorCode::InvalidExpression)
    }

    /// Says which file or stream the document came from.
    #[must_use]
    pub fn in_source(mut self, source: Option<&str>) -> Self {
        self.source = source.map(str::to_owned).or(self.source);
        self
    }
}

impl fmt::Display for Error {
    /// `source:line:column: message (code) at pointer; help`, as far as known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(source) = &self.source {
            write!(f, "{source}:")?;
        }
        let line = self.line_of_source();
        if let Some(line) = line {
            write!(f, "{line}:")?;
            if let Some(column) = self.column {
                write!(f, "{column}:")?;
            }
        }
        if self.source.is_some() || line.is_some() {
            f.write_str(" ")?;
        }
        write!(f, "{} ({})", self.message, self.code.as_str())?;
        if let Some(pointer) = self
            .pointer
            .as_deref()
            .filter(|pointer| !pointer.is_empty())
        {
            write!(f, " at {pointer}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorCode};

    #[test]
    fn a_line_of_an_expression_is_none_of_the_file() {
        let mut error = Error::new(ErrorCode::InvalidExpression, "no").in_source(Some("p.yaml"));
        (error.line, error.column) = (Some(2), Some(7));
        assert_eq!(error.to_string(), "p.yaml: no (invalid-expression)");
        error.code = ErrorCode::Syntax;
        assert_eq!(error.to_string(), "p.yaml:2:7: no (syntax)");
    }

    #[test]
    fn codes_are_written_as_they_are_serialized() {
        for code in ErrorCode::ALL {
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.as_str()));
        }
    }
}
