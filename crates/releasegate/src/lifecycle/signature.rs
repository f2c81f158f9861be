//! Signatures of entries, by people or machines whose keys are known.

use std::collections::BTreeMap;

use ed25519_dalek::{Signature as Ed25519, VerifyingKey};

use super::entry::Signature;
use crate::read::{Error, ErrorCode, escape};

/// Ed25519 keys by their names.
#[derive(Clone, Debug, Default)]
pub struct Keys(BTreeMap<String, VerifyingKey>);

impl Keys {
    /// Reads public keys of 64 hexadecimal digits each.
    ///
    /// # Errors
    /// When one is no key; the error names its place among the keys.
    pub fn read(keys: &BTreeMap<String, String>) -> Result<Self, Error> {
        let read = |(name, digits): (&String, &String)| {
            let mut bytes = [0; 32];
            let decoded = hex::decode_to_slice(digits, &mut bytes).ok();
            let key = decoded.and_then(|()| VerifyingKey::from_bytes(&bytes).ok());
            let key = key.ok_or_else(|| {
                let mut error =
                    Error::new(ErrorCode::InvalidValue, "this is no Ed25519 public key");
                error.pointer = Some(format!("/{}", escape(name)));
                error.with_help("give its 32 bytes as 64 hexadecimal digits")
            })?;
            Ok((name.clone(), key))
        };
        keys.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a signature of a hash is by the key that it names. A key that is not known signs
    /// nothing.
    #[must_use]
    pub fn accept(&self, signature: &Signature, hash: &str) -> bool {
        let mut bytes = [0; 64];
        let decoded = hex::decode_to_slice(&signature.value, &mut bytes);
        let key = self.0.get(&signature.key);
        key.is_some_and(|key| {
            decoded.is_ok()
                && key
                    .verify_strict(hash.as_bytes(), &Ed25519::from_bytes(&bytes))
                    .is_ok()
        })
    }
}
