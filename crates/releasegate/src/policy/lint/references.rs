//! References that lead nowhere, and ids that are given twice.

use std::collections::BTreeSet;

use super::{Found, PolicyDefect};
use crate::authority::role;
use crate::model::{Items, RoleId};
use crate::policy::{ApprovalRule, ApprovalSubject, EarlyLifeRules, PolicyDocument, RoleRule};

pub(super) fn all(document: &PolicyDocument, found: &mut Found) {
    documents(document, found);
    release_types(document, found);
    roles(document, found);
    repeated_ids(document, found);
}

/// Release types managed by a document that the policy does not list.
fn documents(document: &PolicyDocument, found: &mut Found) {
    let listed = document.documents.items();
    for (index, release_type) in document.release_types.items().iter().enumerate() {
        let Some(id) = &release_type.managed_by else {
            continue;
        };
        if listed.iter().all(|listed| listed.id != *id) {
            let id = id.to_string();
            let at = format!("/release_types/{index}/managed_by");
            found.add(at, PolicyDefect::UnknownDocument { id });
        }
    }
}

/// Approval rules for release types that do not exist.
fn release_types(document: &PolicyDocument, found: &mut Found) {
    let defined = document.release_types.items();
    for (rule, approval) in document.approvals.items().iter().enumerate() {
        for (index, id) in approval.release_types.items().iter().enumerate() {
            if defined.iter().all(|defined| defined.id != *id) {
                let id = id.to_string();
                let at = format!("/approvals/{rule}/release_types/{index}");
                found.add(at, PolicyDefect::UnknownReleaseType { id });
            }
        }
    }
}

/// Roles that decide and that nobody knows, or that may not decide.
fn roles(document: &PolicyDocument, found: &mut Found) {
    for (index, rule) in document.approvals.items().iter().enumerate() {
        approval_roles(document, index, rule, found);
    }
    if let Some(rules) = &document.early_life {
        exit_roles(document, "/early_life", rules, found);
    }
    for (index, release_type) in document.release_types.items().iter().enumerate() {
        if let Some(rules) = &release_type.early_life {
            let at = format!("/release_types/{index}/early_life");
            exit_roles(document, &at, rules, found);
        }
    }
}

fn approval_roles(document: &PolicyDocument, rule: usize, of: &ApprovalRule, found: &mut Found) {
    for (index, role) in of.roles.iter().enumerate() {
        let at = format!("/approvals/{rule}/roles/{index}");
        deciding_role(document, at, role, of.of, found);
    }
}

fn exit_roles(document: &PolicyDocument, place: &str, rules: &EarlyLifeRules, found: &mut Found) {
    for (index, role) in rules.exit_authority.items().iter().enumerate() {
        let at = format!("{place}/exit_authority/{index}");
        deciding_role(document, at, role, ApprovalSubject::EarlyLifeExit, found);
    }
}

fn deciding_role(
    document: &PolicyDocument,
    at: String,
    role: &RoleId,
    of: ApprovalSubject,
    found: &mut Found,
) {
    if !is_known(document, role) {
        let id = role.to_string();
        return found.add(at, PolicyDefect::UnknownRole { id });
    }
    let allowed = listed(document, role).and_then(|rule| rule.may_approve.as_deref());
    if role::never_approves(role.as_str(), of)
        || allowed.is_some_and(|allowed| !allowed.contains(&of))
    {
        let role = role.to_string();
        found.add(at, PolicyDefect::RoleMayNotApprove { role, of });
    }
}

/// Whether the policy lists a role, or the process has it.
pub(super) fn is_known(document: &PolicyDocument, role: &RoleId) -> bool {
    listed(document, role).is_some() || role::ALL.contains(&role.as_str())
}

/// What the policy says of a role.
pub(super) fn listed<'a>(document: &'a PolicyDocument, role: &RoleId) -> Option<&'a RoleRule> {
    let mut roles = document.roles.items().iter();
    roles.find(|listed| listed.id == *role)
}

/// Entries of a list that share an id. Documents may be listed in several versions.
fn repeated_ids(document: &PolicyDocument, found: &mut Found) {
    let types = document.release_types.items().iter();
    repeated("/release_types", types.map(|one| one.id.as_str()), found);
    let roles = document.roles.items().iter().map(|role| role.id.as_str());
    repeated("/roles", roles, found);
    let rules = document.approvals.items().iter();
    repeated("/approvals", rules.map(|rule| rule.id.as_str()), found);
    if let Some(calendar) = &document.calendar {
        let ids = calendar.freezes.items().iter().map(|it| it.id.as_str());
        repeated("/calendar/freezes", ids, found);
        let ids = calendar.windows.items().iter().map(|it| it.id.as_str());
        repeated("/calendar/windows", ids, found);
    }
}

fn repeated<'a>(list: &str, ids: impl Iterator<Item = &'a str>, found: &mut Found) {
    let mut known = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !known.insert(id) {
            let id = id.to_owned();
            found.add(
                format!("{list}/{index}/id"),
                PolicyDefect::RepeatedId { id },
            );
        }
    }
}
