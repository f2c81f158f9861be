//! Own checks that cannot be used.

use super::references::is_known;
use super::{Found, PolicyDefect};
use crate::own::OwnCheck;
use crate::policy::PolicyDocument;

pub(super) fn all(document: &PolicyDocument, found: &mut Found) {
    let rules = document.own_checks.as_deref().unwrap_or_default();
    for (index, (rule, compiled)) in rules.iter().zip(OwnCheck::each(rules)).enumerate() {
        if let Err(error) = compiled {
            let defect = PolicyDefect::OwnCheckUnusable {
                check: rule.id.clone(),
                problem: error.message,
                help: error.help,
            };
            found.add(error.pointer.unwrap_or_default(), defect);
        }
        // Whoever is named has to supply what is missing; a role that nobody knows cannot.
        if !is_known(document, &rule.role) {
            let id = rule.role.to_string();
            found.add(
                format!("/own_checks/{index}/role"),
                PolicyDefect::UnknownRole { id },
            );
        }
    }
}
