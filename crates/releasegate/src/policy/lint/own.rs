//! Own checks that cannot be used.

use super::references::is_known;
use super::{Found, PolicyDefect};
use crate::own::{OwnCheck, OwnCheckRule};
use crate::policy::PolicyDocument;

pub(super) fn all(document: &PolicyDocument, found: &mut Found) {
    let rules = document.own_checks.as_deref().unwrap_or_default();
    for (index, (rule, compiled)) in rules.iter().zip(OwnCheck::each(rules)).enumerate() {
        match compiled {
            Err(error) => {
                let at = error.pointer.unwrap_or_default();
                unusable(at, rule, error.message, error.help, found);
            }
            Ok(compiled) => {
                if let Some(key) = compiled.blind() {
                    let at = format!("/own_checks/{index}/{key}");
                    let problem = "it looks at nothing in the record, so it shows nothing";
                    let help = "let it look at `release`";
                    unusable(at, rule, problem.to_owned(), Some(help.to_owned()), found);
                }
            }
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

fn unusable(
    at: String,
    rule: &OwnCheckRule,
    problem: String,
    help: Option<String>,
    found: &mut Found,
) {
    let defect = PolicyDefect::OwnCheckUnusable {
        check: rule.id.clone(),
        problem,
        help,
    };
    found.add(at, defect);
}
