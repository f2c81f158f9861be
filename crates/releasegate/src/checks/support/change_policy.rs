//! The change policy: what is under change control, the categories, what counts as major.

use super::documents::listed;
use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{ChangePolicy, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static SCOPE_NAMED: Check = Check {
    id: "SUP-08",
    name: "change-control-scope-not-named",
    title: "A documented change policy names the components and other items under change control",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "8.5.1.1 a")],
    docs: Docs {
        asks: "The record names the document that holds the change policy, that document is listed, and the policy names what is under change control.",
        why: "What is not named may be changed by anybody without a request, and a release can carry it along unseen.",
        example: "The change policy is a listed document, and its scope is an empty list.",
        remedy: "Fill in `support.change_policy.document` and `scope`, and list the document under `support.documents`.",
        role: role::CHANGE_MANAGER,
    },
    judge: scope_named,
};

fn scope_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(policy) = change_policy(case, judgement) else {
        return;
    };
    let at = "/support/change_policy/document";
    let document = policy.document.as_ref();
    listed(case, judgement, document, at, role::CHANGE_MANAGER);
    judgement.list(
        policy.scope.as_ref(),
        "/support/change_policy/scope",
        role::CHANGE_MANAGER,
        |item| !says_nothing(Some(item)),
    );
}

pub(super) static CATEGORIES_NAMED: Check = Check {
    id: "SUP-09",
    name: "change-categories-not-named",
    title: "The change policy names the categories of change, emergency among them, and how each is managed",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ISO20000_2018, "8.5.1.1 b"),
        verified(COBIT_2019, "BAI06.02"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "The change policy lists its categories, at least one of them is marked as emergency, and each refers to a listed document that says how its changes are managed.",
        why: "The category decides who may approve a change and how fast; a release realises changes of several categories.",
        example: "There is a category named `urgent`, and none is marked with `emergency: true`.",
        remedy: "List each category with `emergency` and `managed_by` under `support.change_policy.categories`, and the documents under `support.documents`.",
        role: role::CHANGE_MANAGER,
    },
    judge: categories_named,
};

fn categories_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(policy) = change_policy(case, judgement) else {
        return;
    };
    let list = "/support/change_policy/categories";
    let categories = policy.categories.items();
    if categories.is_empty() {
        return judgement.none_listed(policy.categories.as_ref(), list, role::CHANGE_MANAGER);
    }
    for (index, category) in categories.iter().enumerate() {
        let id = category.id.as_str();
        let at = Pointer::new("/support/change_policy/categories/*/id", [index]);
        judgement.text(Some(id), at, role::CHANGE_MANAGER);
        let places = "/support/change_policy/categories/*/id";
        the_one(judgement, categories, id, |category| &category.id, places);
        let at = Pointer::new("/support/change_policy/categories/*/managed_by", [index]);
        let document = category.managed_by.as_ref();
        listed(case, judgement, document, at, role::CHANGE_MANAGER);
    }
    let at = |index| Pointer::new("/support/change_policy/categories/*/emergency", [index]);
    let flags = || categories.iter().map(|category| category.emergency);
    match (
        flags().position(|flag| flag == Some(true)),
        flags().position(|flag| flag.is_none()),
    ) {
        (Some(index), _) => judgement.cite(at(index)),
        (None, Some(index)) => judgement.missing(at(index), role::CHANGE_MANAGER),
        (None, None) => judgement.nonconforming(Reason::NoEmergencyType { at: list.into() }),
    }
}

pub(super) static MAJOR_CRITERIA_NAMED: Check = Check {
    id: "SUP-10",
    name: "major-impact-criteria-not-named",
    title: "The change policy says when a change may have major impact on customers or services",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "8.5.1.1 c")],
    docs: Docs {
        asks: "The change policy lists at least one criterion by which anybody can tell whether a change may have major impact.",
        why: "Changes with major impact need design and transition; without criteria nobody can say which ones those are.",
        example: "The policy has categories and a scope, and no `major_criteria`.",
        remedy: "List the criteria under `support.change_policy.major_criteria`.",
        role: role::CHANGE_MANAGER,
    },
    judge: major_criteria_named,
};

fn major_criteria_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(policy) = change_policy(case, judgement) else {
        return;
    };
    judgement.list(
        policy.major_criteria.as_ref(),
        "/support/change_policy/major_criteria",
        role::CHANGE_MANAGER,
        |criterion| !says_nothing(Some(criterion)),
    );
}

/// The change policy; says so when there is none.
fn change_policy<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Option<&'a ChangePolicy> {
    let support = case.release.support.as_ref();
    let policy = support.and_then(|support| support.change_policy.as_ref());
    if policy.is_none() {
        judgement.missing("/support/change_policy", role::CHANGE_MANAGER);
    }
    policy
}
