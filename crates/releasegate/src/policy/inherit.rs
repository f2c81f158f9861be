//! What a policy takes over from the one it extends.

use super::PolicyDocument;

/// Fields that the base fills in where the document is silent.
macro_rules! inherit {
    ($own:ident, $base:ident, [$($field:ident),+ $(,)?]) => {
        Self { $($field: $own.$field.or($base.$field),)+ ..$own }
    };
}

impl PolicyDocument {
    /// This document over another one: what it says counts, what it is silent on is taken over.
    /// Rules on checks and own checks are taken over check by check.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let checks = over(self.checks, base.checks, |rule| &rule.check);
        let own_checks = over(self.own_checks, base.own_checks, |rule| &rule.id);
        let own = Self {
            checks,
            own_checks,
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
                major_threshold,
            ]
        )
    }
}

fn over<T: Clone>(
    own: Option<Vec<T>>,
    base: Option<Vec<T>>,
    id: fn(&T) -> &String,
) -> Option<Vec<T>> {
    let (Some(own), Some(base)) = (&own, &base) else {
        return own.or(base);
    };
    let kept = base
        .iter()
        .filter(|rule| own.iter().all(|other| id(other) != id(rule)));
    Some(kept.chain(own).cloned().collect())
}
