//! Digests: what proves that two copies of a deliverable are the same.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A digest as `algorithm:value`, for example `sha256:2c26...` or `gitCommit:6f2a...`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Digest(String);

/// The text is not of the form `algorithm:value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is written `algorithm:value`, for example `sha256:2c26b46b...`")]
pub struct DigestError;

impl Digest {
    /// The digest as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two digests are of the same content; `None` when they cannot be compared because
    /// they were made with different algorithms.
    ///
    /// Only hexadecimal text means the same in capitals and in small letters.
    #[must_use]
    pub fn same_content(&self, other: &Self) -> Option<bool> {
        if self.0 == other.0 {
            return Some(true);
        }
        let (mine, theirs) = (self.0.split_once(':')?, other.0.split_once(':')?);
        mine.0
            .eq_ignore_ascii_case(theirs.0)
            .then(|| mine.1 == theirs.1 || (self.is_hex() && mine.1.eq_ignore_ascii_case(theirs.1)))
    }

    fn is_hex(&self) -> bool {
        let is_base64 = self.0.to_ascii_lowercase().contains("base64");
        let value = self.0.split_once(':').map_or("", |(_, value)| value);
        !is_base64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (algorithm, value) = text.split_once(':').ok_or(DigestError)?;
        let named = !algorithm.is_empty()
            && algorithm
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let valued = !value.is_empty() && value.bytes().all(|b| b.is_ascii_graphic());
        (named && valued)
            .then(|| Self(text.to_owned()))
            .ok_or(DigestError)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl JsonSchema for Digest {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]+:[!-~]+$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    fn digest(text: &str) -> Digest {
        text.parse().unwrap()
    }

    #[test]
    fn compares_content_not_spelling() {
        assert_eq!(
            digest("sha256:AB").same_content(&digest("SHA256:ab")),
            Some(true)
        );
        assert_eq!(
            digest("sha256:ab").same_content(&digest("sha256:ac")),
            Some(false)
        );
        assert_eq!(digest("sha256:ab").same_content(&digest("sha512:ab")), None);
        for (one, other) in [("sha256:Xy", "sha256:xy"), ("base64:AB", "base64:ab")] {
            assert_eq!(digest(one).same_content(&digest(other)), Some(false));
        }
    }

    #[test]
    fn refuses_text_without_algorithm() {
        for text in ["", "abc", ":abc", "sha256:", "sha 256:ab"] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
