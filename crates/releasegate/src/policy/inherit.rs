//! What a policy takes over from the one it extends.

use super::{CheckRule, PolicyDocument};

/// Fields that the base fills in where the document is silent.
macro_rules! inherit {
    ($own:ident, $base:ident, [$($field:ident),+ $(,)?]) => {
        Self { $($field: $own.$field.or($base.$field),)+ ..$own }
    };
}

impl PolicyDocument {
    /// This document over another one: what it says counts, what it is silent on is taken over.
    /// Rules on checks are taken over check by check.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let checks = over(self.checks, base.checks);
        let own = Self {
            checks,
            extends: base.extends,
            ..self
        };
        inherit!(
            own,
            base,
            [
                zone,
                identification,
                release_types,
                documents,
                methods,
                early_life_days,
                audiences,
                early_life,
                approvals,
                roles,
                calendar,
                holidays,
                lead_times,
                limits,
            ]
        )
    }
}

fn over(own: Option<Vec<CheckRule>>, base: Option<Vec<CheckRule>>) -> Option<Vec<CheckRule>> {
    let (Some(own), Some(base)) = (&own, &base) else {
        return own.or(base);
    };
    let kept = base
        .iter()
        .filter(|rule| own.iter().all(|other| other.check != rule.check));
    Some(kept.chain(own).cloned().collect())
}
