//! Acceptance criteria, written down before anything is tested against them.

use crate::authority::role;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2018};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Severity, Trigger};
use crate::model::{Criterion, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static CRITERIA_DOCUMENTED: Check = Check {
    id: "PLN-18",
    name: "acceptance-criteria-not-documented",
    title: "Acceptance criteria are documented before testing",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        verified(ISO20000_2018, "8.5.2.1 f"),
        verified(COBIT_2019, "BAI07.01"),
        verified(COBIT_2019, "BAI07.03"),
    ],
    docs: Docs {
        asks: "There is at least one acceptance criterion, each with its text, and each written down before the first test against it.",
        why: "A criterion written after the test describes the result, it does not judge it.",
        example: "The criterion was documented at 16:00, and the test against it was run at 14:00.",
        remedy: "Write the criteria down while planning, with `documented_at`; a test run before its criterion stays a finding, which a waiver can accept.",
        role: role::TEST_MANAGER,
    },
    judge: criteria_documented,
};

fn criteria_documented<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let given = case
        .verification()
        .and_then(|tests| tests.criteria.as_ref());
    let criteria = judgement.required(given, "/verification/criteria", role::TEST_MANAGER);
    for (index, criterion) in criteria.iter().enumerate() {
        criterion_documented(case, judgement, index, criterion);
    }
}

fn criterion_documented<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    criterion: &'a Criterion,
) {
    let text = Pointer::new("/verification/criteria/*/text", [index]);
    judgement.text(criterion.text.as_deref(), text, role::TEST_MANAGER);
    let at = Pointer::new("/verification/criteria/*/documented_at", [index]);
    let Some(documented_at) = &criterion.documented_at else {
        return judgement.missing(at, role::TEST_MANAGER);
    };
    judgement.cite(at);
    let revised = Pointer::new("/verification/criteria/*/revised_at", [index]);
    let documented = Fact::new(documented_at, at);
    judgement.agree(
        case,
        Fact::dated(&criterion.revised_at, revised),
        Some(documented),
    );
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    let tested = results
        .iter()
        .enumerate()
        .filter(|(_, result)| result.criterion == criterion.id);
    for (position, result) in tested {
        let pointer = Pointer::new("/verification/results/*/tested_at", [position]);
        match &result.tested_at {
            None => judgement.missing(pointer, role::TEST_MANAGER),
            Some(tested_at) => {
                let test = Fact {
                    at: tested_at,
                    seq: result.seq,
                    pointer,
                };
                judgement.before(case, documented, test);
            }
        }
    }
}
