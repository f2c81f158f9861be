//! Format ids: what a document says it is.

/// A type with one value, which is read from and written as a format id. `$what` names the document
/// in the error on another id.
#[doc(hidden)]
#[macro_export]
macro_rules! format_id {
    ($(#[$doc:meta])+ $visibility:vis $name:ident = $id:literal, $what:literal) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        $visibility struct $name;

        impl $name {
            /// The id as it is written.
            $visibility const ID: &'static str = $id;
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                if text == Self::ID {
                    return Ok(Self);
                }
                Err(serde::de::Error::custom(concat!(
                    "the format of ", $what, " is `", $id, "`"
                )))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(Self::ID)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "const": Self::ID })
            }
        }
    };
}

pub(crate) use crate::format_id;
