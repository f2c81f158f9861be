//! YAML, by a reader that limits what aliases may expand to.

use serde::de::DeserializeOwned;
use serde_path_to_error::Path;
use serde_saphyr::{DuplicateKeyPolicy, Options};

use super::explain;
use super::json::not_utf8;
use super::{Error, ErrorCode, Limits};

pub(super) fn read<T: DeserializeOwned>(bytes: &[u8], limits: &Limits) -> Result<T, Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let mut path = None;
    // The reader hands out its deserializer only inside a closure, which has to give back one of
    // the reader's own errors: the path leaves by the side.
    let read = |deserializer: serde_saphyr::Deserializer<'_, '_>| {
        serde_path_to_error::deserialize::<_, T>(deserializer).map_err(|located| {
            path = Some(located.path().clone());
            located.into_inner()
        })
    };
    serde_saphyr::with_deserializer_from_str_with_options(text, options(limits), read)
        .map_err(|error| explain(&error, path.as_ref()))
}

fn options(limits: &Limits) -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: limits.max_depth,
            max_nodes: limits.max_nodes,
            max_events: limits.max_nodes.saturating_mul(2),
            max_total_scalar_bytes: limits.max_bytes,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    }
}

/// Says in our words what the YAML reader found, and where.
fn explain(first: &serde_saphyr::Error, path: Option<&Path>) -> Error {
    use serde_saphyr::Error as Yaml;

    let first = innermost(first);
    let message = match first {
        Yaml::SerdeUnknownField {
            field, expected, ..
        } => {
            format!(
                "unknown field `{field}`, expected one of `{}`",
                expected.join("`, `")
            )
        }
        Yaml::SerdeMissingField { field, .. } => format!("missing field `{field}`"),
        Yaml::SerdeUnknownVariant {
            variant, expected, ..
        } => {
            format!(
                "unknown variant `{variant}`, expected one of `{}`",
                expected.join("`, `")
            )
        }
        Yaml::SerdeInvalidType {
            unexpected,
            expected,
            ..
        } => {
            format!("invalid type: {unexpected}, expected {expected}")
        }
        Yaml::SerdeInvalidValue {
            unexpected,
            expected,
            ..
        } => {
            format!("invalid value: {unexpected}, expected {expected}")
        }
        Yaml::DuplicateMappingKey { key, .. } => {
            format!("duplicate field `{}`", key.as_deref().unwrap_or_default())
        }
        Yaml::Message { msg, .. } => msg.clone(),
        other => other.render(),
    };
    let mut error = match first {
        Yaml::Budget { .. }
        | Yaml::AliasReplayLimitExceeded { .. }
        | Yaml::AliasExpansionLimitExceeded { .. }
        | Yaml::AliasReplayStackDepthExceeded { .. } => Error::new(
            ErrorCode::TooDeep,
            "the document is nested or expands beyond the limit",
        )
        .with_help("write it with fewer aliases and less nesting, or raise the limits"),
        Yaml::Unexpected { expected, .. } => explain::data_error(
            &format!("invalid type: another node, expected {expected}"),
            path,
        ),
        Yaml::SerdeUnknownField { .. }
        | Yaml::SerdeMissingField { .. }
        | Yaml::SerdeUnknownVariant { .. }
        | Yaml::SerdeInvalidType { .. }
        | Yaml::SerdeInvalidValue { .. }
        | Yaml::DuplicateMappingKey { .. }
        | Yaml::InvalidBooleanStrict { .. }
        | Yaml::InvalidScalar { .. }
        | Yaml::NullIntoString { .. } => explain::data_error(&message, path),
        Yaml::Message { .. } if path.is_some() => explain::data_error(&message, path),
        _ => Error::new(
            ErrorCode::Syntax,
            format!("not valid YAML: {}", first_line(&message)),
        ),
    };
    if let Some(location) = first.location() {
        error.line = Some(location.line()).filter(|line| *line > 0);
        error.column = error.line.map(|_| location.column());
    }
    error
}

/// The error behind the wrappers that say where an alias was used.
fn innermost(error: &serde_saphyr::Error) -> &serde_saphyr::Error {
    match error.without_snippet() {
        serde_saphyr::Error::AliasError { error, .. } => innermost(error),
        other => other,
    }
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
