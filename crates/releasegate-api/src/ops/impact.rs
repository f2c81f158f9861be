//! What another policy would change for releases.

use releasegate::policy::{Impact, Policies, impact};
use releasegate::read::{Error, Syntax};
use releasegate::time::AsOf;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::assess::Document;
use super::records::Records;
use crate::engine::{Engine, to_json};

/// Which policy to compare with the engine's, and when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImpactRequest {
    /// The instant at which the releases are judged, with its offset.
    pub as_of: AsOf,
    /// The other policy.
    pub to: PolicyText,
    /// Where the records were read from; named in errors.
    pub source: Option<String>,
    /// The notation of a single record; found out when missing.
    pub syntax: Option<Syntax>,
}

/// A policy in a request.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PolicyText {
    /// The id of a shipped profile, or the text of a policy document or a set of policies.
    Text(String),
    /// The policy document or the set of policies itself.
    Object(Map<String, Value>),
}

pub(crate) fn answer(
    engine: &Engine,
    request: &ImpactRequest,
    payload: &[u8],
) -> Result<Impact, Error> {
    let to = engine.policies_of(&request.to).map_err(|mut error| {
        error.pointer = Some(format!("/to{}", error.pointer.unwrap_or_default()));
        error.in_source(Some("request"))
    })?;
    let records = Records::of_payload(payload, request.source.as_deref(), request.syntax);
    match engine.impact(&to, request.as_of, &records.documents()) {
        (impact, None) => Ok(impact),
        (_, Some(error)) => Err(error),
    }
}

impl Engine {
    /// Says what another policy would change for releases, and why the first of the records that
    /// could not be read was not: such records are passed over.
    #[must_use]
    pub fn impact(
        &self,
        to: &Policies,
        as_of: AsOf,
        documents: &[Document<'_>],
    ) -> (Impact, Option<Error>) {
        let mut releases = Vec::new();
        let mut first_error = None;
        for document in documents {
            match self.read(document) {
                Ok(release) => releases.push(release),
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        let impact = impact(&self.policies, to, &releases, as_of);
        (impact, first_error)
    }

    fn policies_of(&self, policy: &PolicyText) -> Result<Policies, Error> {
        match policy {
            PolicyText::Text(text) => Policies::read(text.as_bytes(), None, &self.limits),
            PolicyText::Object(object) => {
                let text = to_json(object);
                Policies::read(&text, Some(Syntax::Json), &self.limits)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::Engine;

    const RECORD: &str = r#"{"format":"releasegate/release/1","id":"R"}"#;

    fn call(to: &Value, records: &str) -> Value {
        let engine = Engine::new(b"iso20000-1:2018").unwrap();
        let request = json!({ "as_of": "2026-03-01T12:00:00Z", "to": to }).to_string();
        let answer = engine.call("impact", request.as_bytes(), records.as_bytes());
        serde_json::from_slice(&answer).unwrap()
    }

    fn policy() -> Value {
        json!({
            "format": "releasegate/policy/1", "id": "p", "extends": "iso20000-1:2018",
            "checks": [{ "check": "PLN-07", "severity": "off" }],
        })
    }

    #[test]
    fn the_other_policy_is_a_text_or_an_object() {
        let object = call(&policy(), RECORD);
        assert_eq!(object["format"], "releasegate/impact/1");
        assert_eq!(object["changed"][0]["checks"][0]["check"], "PLN-07");
        assert_eq!(call(&policy().to_string().into(), RECORD), object);
        assert_eq!(call(&json!("soc2"), RECORD)["releases"], 1);
    }

    #[test]
    fn records_are_one_a_line_or_one_document() {
        let two = format!("{RECORD}\n{RECORD}\n");
        assert_eq!(call(&policy(), &two)["releases"], 2);
        let yaml = "format: releasegate/release/1\nid: R\n";
        assert_eq!(call(&policy(), yaml)["releases"], 1);
        let broken = format!("{RECORD}\n{{}}\n");
        assert_eq!(call(&policy(), &broken)["line"], 2);
    }

    #[test]
    fn a_place_in_the_other_policy_is_one_of_the_request() {
        let mut policy = policy();
        policy["extends"] = "iso".into();
        let error = call(&policy, RECORD);
        assert_eq!(error["code"], "unknown-profile");
        assert_eq!(error["pointer"], "/to/extends");
    }
}
