//! Two policies side by side: what they say, and which part of it decides.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::checks::{Case, Judgement, Verdict};
use crate::policy::{Policy, PolicyFormat};
use crate::view::View;

/// Two policies, and what they say, written out when the first check needs it.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Policy,
    pub(super) new: &'a Policy,
    settings: OnceCell<(Value, Value)>,
    mixed: OnceCell<Vec<(String, Policy)>>,
}

impl<'a> Pair<'a> {
    pub(super) fn of(old: &'a Policy, new: &'a Policy) -> Self {
        Self {
            old,
            new,
            settings: OnceCell::new(),
            mixed: OnceCell::new(),
        }
    }

    pub(super) fn is_of(&self, old: &Policy, new: &Policy) -> bool {
        std::ptr::eq(self.old, old) && std::ptr::eq(self.new, new)
    }

    pub(super) fn settings(&self) -> &(Value, Value) {
        self.settings
            .get_or_init(|| (settings(self.old), settings(self.new)))
    }

    /// The old policy with one key of the new one, for each key that differs; without own checks,
    /// which say for themselves what they ask for.
    fn mixed(&self) -> &[(String, Policy)] {
        self.mixed.get_or_init(|| {
            let (old, new) = self.settings();
            let keys = differing_keys(old, new).into_iter();
            keys.filter_map(|key| {
                let policy = self.with_key(&key)?;
                Some((key, policy))
            })
            .collect()
        })
    }

    fn with_key(&self, key: &str) -> Option<Policy> {
        let (old, new) = self.settings();
        let mut mixed = old.as_object()?.clone();
        match new.get(key) {
            Some(value) => mixed.insert(key.to_owned(), value.clone()),
            None => mixed.remove(key),
        };
        mixed.remove("defaults");
        mixed.remove("own_checks");
        // Of a profile alone, nothing is said but its id.
        let said = [
            ("format", PolicyFormat::ID),
            ("id", self.old.id()),
            ("extends", self.old.profile.id.as_str()),
        ];
        for (key, value) in said {
            mixed.entry(key).or_insert_with(|| value.into());
        }
        let document = serde_json::from_value(Value::Object(mixed)).ok()?;
        Policy::of_document(document).ok()
    }
}

/// A release under two policies.
pub(super) struct UnderBoth<'p, 'a> {
    pub(super) pair: &'p Pair<'a>,
    pub(super) view: &'p View<'p>,
}

impl UnderBoth<'_, '_> {
    /// The keys of which each alone gives a check its new verdict.
    pub(super) fn deciding_keys(&self, check: &str, verdict: Verdict) -> Vec<String> {
        let decides = |policy: &Policy| {
            let mut checks = policy.checks.iter();
            let ruled = checks.find(|ruled| ruled.check.id == check)?;
            let case = Case::new(self.view.release(), policy, self.view.as_of());
            let judged = ruled.check.judge(&case, &mut Judgement::default());
            Some(judged.verdict == verdict)
        };
        let mixed = self.pair.mixed().iter();
        mixed
            .filter(|(_, policy)| decides(policy) == Some(true))
            .map(|(key, _)| key.clone())
            .collect()
    }
}

/// Everything that a policy says, with the defaults of its profile under `defaults`.
fn settings(policy: &Policy) -> Value {
    let document = policy.document.as_ref().map(serde_json::to_value);
    let mut settings = match document {
        Some(Ok(Value::Object(settings))) => settings,
        _ => Map::new(),
    };
    if let Ok(defaults) = serde_json::to_value(policy.profile.defaults) {
        settings.insert("defaults".to_owned(), defaults);
    }
    Value::Object(settings)
}

/// The keys that two policies do not say the same under.
pub(super) fn differing_keys(old: &Value, new: &Value) -> Vec<String> {
    let keys = |value: &Value| -> Vec<String> {
        let keys = value.as_object().map(Map::keys);
        keys.into_iter().flatten().cloned().collect()
    };
    let mut keys = [keys(old), keys(new)].concat();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| old.get(key) != new.get(key));
    keys
}
