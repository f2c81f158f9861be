//! Every check there is.

use super::{Check, build, closure, deployment, early_life, planning, support};

/// The checks of all stages, in the order of the process.
const BY_STAGE: [&[&Check]; 6] = [
    support::CHECKS,
    planning::CHECKS,
    build::CHECKS,
    deployment::CHECKS,
    early_life::CHECKS,
    closure::CHECKS,
];

/// All checks, in the order of the process.
pub fn all() -> impl Iterator<Item = &'static Check> {
    BY_STAGE.into_iter().flatten().copied()
}

/// The check with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Check> {
    all().find(|check| check.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::all;
    use crate::authority::role;
    use crate::checks::check::framework;
    use crate::stage::Stage;

    fn prefix(stage: Stage) -> &'static str {
        match stage {
            Stage::Support => "SUP-",
            Stage::Planning => "PLN-",
            Stage::Build => "BLD-",
            Stage::Deployment => "DEP-",
            Stage::EarlyLife => "ELS-",
            Stage::Closure => "CLS-",
        }
    }

    #[test]
    fn ids_and_names_are_unique_and_in_order() {
        let ids: Vec<_> = all().map(|check| (check.stage, check.id)).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
        let names: BTreeSet<_> = all().map(|check| check.name).collect();
        assert_eq!(names.len(), ids.len());
    }

    #[test]
    fn ids_and_names_follow_the_convention() {
        for check in all() {
            let number = check.id.strip_prefix(prefix(check.stage)).unwrap();
            // Parts of one requirement that are judged each on their own share its number.
            let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
            assert!(
                digits.len() == 2
                    && digits.bytes().all(|b| b.is_ascii_digit())
                    && number.len() <= 3,
                "{}",
                check.id
            );
            let kebab = |b: u8| b.is_ascii_lowercase() || b == b'-';
            assert!(
                check.name.bytes().all(kebab),
                "{}: {}",
                check.id,
                check.name
            );
        }
    }

    #[test]
    fn every_check_is_documented_in_our_own_words() {
        for check in all() {
            let docs = check.docs;
            for (section, text) in [
                ("title", check.title),
                ("asks", docs.asks),
                ("why", docs.why),
                ("example", docs.example),
                ("remedy", docs.remedy),
            ] {
                assert!(text.len() > 20, "{}: {section} says too little", check.id);
                assert_eq!(text.trim(), text, "{}: {section}", check.id);
            }
            assert!(
                role::ALL.contains(&docs.role),
                "{}: role {}",
                check.id,
                docs.role
            );
        }
    }

    #[test]
    fn every_check_names_known_frameworks_with_a_clause() {
        for check in all() {
            assert!(!check.clauses.is_empty(), "{}", check.id);
            for clause in check.clauses {
                assert!(framework::ALL.contains(&clause.framework), "{}", check.id);
                assert!(!clause.clause.is_empty(), "{}", check.id);
            }
        }
    }

    #[test]
    fn every_declared_check_is_registered() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
        let mut declared = BTreeSet::new();
        for stage in [
            "support",
            "planning",
            "build",
            "deployment",
            "early_life",
            "closure",
        ] {
            for entry in std::fs::read_dir(root.join(stage)).unwrap() {
                let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
                declared.extend(text.lines().filter_map(|line| {
                    let id = line.trim().strip_prefix("id: \"")?.strip_suffix("\",")?;
                    Some(id.to_owned())
                }));
            }
        }
        let registered: BTreeSet<_> = all().map(|check| check.id.to_owned()).collect();
        assert_eq!(
            declared, registered,
            "a check is declared and not listed in its stage's CHECKS"
        );
    }
}
