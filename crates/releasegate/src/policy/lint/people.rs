//! Approvals that nobody can give.

use std::collections::BTreeSet;

use super::references::listed;
use super::{Found, PolicyDefect, Whole};
use crate::authority::role::never_approves;
use crate::authority::{Activity, activity};
use crate::model::{Items, PersonId, RoleId};
use crate::policy::{ApprovalRule, ApprovalSubject, Involvement, PolicyDocument};

pub(super) fn all(policy: &Whole<'_>, found: &mut Found) {
    let document = policy.document;
    roles_without_holders(document, found);
    for (index, rule) in document.approvals.items().iter().enumerate() {
        nobody_approves(index, rule, found);
        for_no_type(index, rule, found);
        quorum(policy, index, rule, found);
    }
}

/// Roles that decide and that nobody is named for. As long as the policy names nobody at all, it
/// leaves that to the records.
fn roles_without_holders(document: &PolicyDocument, found: &mut Found) {
    let roles = document.roles.items();
    if roles.iter().all(|role| role.holders.items().is_empty()) {
        return;
    }
    for (index, role) in roles.iter().enumerate() {
        if role.holders.items().is_empty() && decides(document, &role.id) {
            let at = format!("/roles/{index}");
            let role = role.id.to_string();
            found.add(at, PolicyDefect::RoleWithoutHolders { role });
        }
    }
}

/// Whether the policy lets a role decide on something.
fn decides(document: &PolicyDocument, role: &RoleId) -> bool {
    let types = document.release_types.items().iter();
    let of_types = types.filter_map(|release_type| release_type.early_life.as_ref());
    let mut ends = of_types.chain(&document.early_life);
    let mut rules = document.approvals.items().iter();
    rules.any(|rule| rule.roles.contains(role))
        || ends.any(|rules| rules.exit_authority.items().contains(role))
}

/// Rules that ask for no approval at all.
fn nobody_approves(index: usize, rule: &ApprovalRule, found: &mut Found) {
    let key = match rule {
        _ if rule.quorum == Some(0) => "quorum",
        _ if rule.roles.is_empty() => "roles",
        _ => return,
    };
    let defect = PolicyDefect::NobodyApproves {
        rule: rule.id.clone(),
    };
    found.add(format!("/approvals/{index}/{key}"), defect);
}

/// Rules whose list of release types is empty, so that they are never asked.
fn for_no_type(index: usize, rule: &ApprovalRule, found: &mut Found) {
    if rule.release_types.as_ref().is_some_and(Vec::is_empty) {
        let defect = PolicyDefect::RuleForNoType {
            rule: rule.id.clone(),
        };
        found.add(format!("/approvals/{index}/release_types"), defect);
    }
}

/// Rules that ask for more approvers than there are, or than can be named.
fn quorum(policy: &Whole<'_>, index: usize, rule: &ApprovalRule, found: &mut Found) {
    if let Some(defect) = unreached(policy, rule) {
        found.add(format!("/approvals/{index}/quorum"), defect);
    }
}

/// Why a rule on plans or waivers cannot be met: a record names one person who approved them.
fn one_approver(rule: &ApprovalRule) -> Option<PolicyDefect> {
    let is_by_one = matches!(rule.of, ApprovalSubject::Plan | ApprovalSubject::Waiver);
    let quorum = rule.quorum.filter(|quorum| is_by_one && *quorum > 1)?;
    Some(PolicyDefect::OneApprover {
        rule: rule.id.clone(),
        of: rule.of,
        quorum,
    })
}

/// Whether nobody can meet a rule. One without roles names nobody who could.
pub(super) fn is_impossible(policy: &Whole<'_>, rule: &ApprovalRule) -> bool {
    rule.roles.is_empty() || unreached(policy, rule).is_some()
}

/// Why nobody can reach the quorum of a rule, if that is so.
fn unreached(policy: &Whole<'_>, rule: &ApprovalRule) -> Option<PolicyDefect> {
    one_approver(rule).or_else(|| out_of_reach(policy, rule))
}

/// Why nobody can meet a rule. As long as the policy leaves holders of one of the roles to the
/// records, somebody may.
fn out_of_reach(policy: &Whole<'_>, rule: &ApprovalRule) -> Option<PolicyDefect> {
    let document = policy.document;
    let mut approvers = BTreeSet::new();
    for role in &rule.roles {
        if never_approves(role.as_str(), rule.of) {
            continue;
        }
        let listed = listed(document, role)?;
        let allowed = listed.may_approve.as_ref();
        if allowed.is_none_or(|allowed| allowed.contains(&rule.of)) {
            // An empty list does not state that there are none.
            approvers.extend(listed.holders.as_ref().filter(|it| !it.is_empty())?);
        }
    }
    let excluded = excluded(policy, rule, &approvers);
    let quorum = rule.quorum.unwrap_or(1);
    let left = approvers.len().saturating_sub(excluded);
    let out_of_reach = u32::try_from(left).is_ok_and(|left| left < quorum);
    (out_of_reach && !rule.roles.is_empty()).then(|| PolicyDefect::QuorumOutOfReach {
        rule: rule.id.clone(),
        quorum,
        holders: approvers.len(),
        excluded,
    })
}

/// How many approvers are excluded at the least, by the rule or because the policy requires that
/// builders do not approve. Somebody has to do the work that excludes; where
/// all who may do it are approvers, one of them is lost, and the same one for several kinds of
/// work if he may do them all.
fn excluded(policy: &Whole<'_>, rule: &ApprovalRule, approvers: &People<'_>) -> usize {
    let document = policy.document;
    let separate = rule.of == ApprovalSubject::Release && policy.requires("DEP-11").is_some();
    let is_excluded = |kind: &Involvement| {
        rule.exclude.items().contains(kind) || separate && *kind == Involvement::Builders
    };
    let kinds = WORK.iter().filter(|(kind, _)| is_excluded(kind));
    let workers: Vec<_> = kinds
        .filter_map(|(_, activity)| workers(document, activity))
        .filter(|workers| workers.is_subset(approvers))
        .collect();
    let does = |person: &PersonId| workers.iter().filter(|all| all.contains(person)).count();
    let most = approvers.iter().map(|person| does(person)).max();
    // With three kinds at most, the one who may do most of them leaves the fewest to others.
    workers.len() - most.unwrap_or_default().saturating_sub(1)
}

/// The work that may exclude its doer. Anybody may ask for a change, so it is not among it.
const WORK: [(Involvement, &Activity); 3] = [
    (Involvement::Builders, &activity::BUILD),
    (Involvement::Testers, &activity::VERIFICATION),
    (Involvement::Deployers, &activity::DEPLOYMENT),
];

type People<'a> = BTreeSet<&'a PersonId>;

/// Those who may do a kind of work, as far as the policy names anybody for it.
fn workers<'a>(document: &'a PolicyDocument, activity: &Activity) -> Option<People<'a>> {
    let roles = document.roles.items().iter();
    let working = roles.filter(|role| activity.responsible.contains(&role.id.as_str()));
    let workers: People<'_> = working.flat_map(|role| role.holders.items()).collect();
    (!workers.is_empty()).then_some(workers)
}
