//! Own checks that cannot be used.

use super::{Found, PolicyDefect};
use crate::authority::role;
use crate::model::Items;
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
        let mut listed = document.roles.items().iter();
        let is_known =
            role::ALL.contains(&rule.role.as_str()) || listed.any(|listed| listed.id == rule.role);
        if !is_known {
            let id = rule.role.to_string();
            found.add(
                format!("/own_checks/{index}/role"),
                PolicyDefect::UnknownRole { id },
            );
        }
    }
}
