//! What each reason says may be tried against it.

use super::place::{Named, Scope};
use super::schema::list_of;
use crate::checks::Reason;
use crate::pointer::Pointer;

/// Where a fact would help, and what it has to name.
pub(super) fn supplies(reason: &Reason<'_>, scope: Scope) -> Option<(String, Named)> {
    let id = |list: &str, id: &str| Some((list.to_owned(), Named::Id(id.to_owned())));
    let any = |list: &str| Some((list.to_owned(), Named::Nothing));
    let at = |list: &str, at: &Pointer| Some((list.to_owned(), Named::At(at.to_string())));
    let left_open = match reason {
        Reason::EmptyList { at } | Reason::ToBeDetermined { at } => any(&at.to_string()),
        Reason::Unresolved { at, id: name } => {
            list_of(at.template()).and_then(|list| id(list, name))
        }
        _ => None,
    };
    if left_open.is_some() || scope == Scope::LeftOpen {
        return left_open;
    }
    match reason {
        Reason::NoResult { criterion, .. } => id("/verification/results", criterion),
        Reason::ResultOutdated { .. } => any("/verification/results"),
        Reason::NoDecision { criterion, .. } => id("/verification/failure_decisions", criterion),
        Reason::NotInformed { audience, .. } => id("/early_life/publications", audience),
        Reason::PeriodNotCovered { at, .. } if at.template().contains("incident_extracts") => {
            any("/early_life/incident_extracts")
        }
        Reason::AnalysisOutdated { .. } => any("/closure/analyses"),
        Reason::NotInBaseline { item, .. } => Some((
            "/baselines".to_owned(),
            Named::Given("items", (*item).to_owned()),
        )),
        Reason::NotListed { at, needed } => id(&at.to_string(), needed),
        Reason::NotAssigned { activity, .. } => {
            Some(("/assignments".to_owned(), Named::Activity(activity)))
        }
        Reason::NoAuthority { role, at: by } => {
            let named = Named::Role((*role).to_owned(), by.to_string());
            Some(("/assignments".to_owned(), named))
        }
        Reason::CountDiffers { listed, .. } => any(&listed.to_string()),
        // Who decided is said; only where it is not certain, somebody may have been left out.
        Reason::SideMissing { at, .. } if scope == Scope::Anything => any(&at.to_string()),
        Reason::NotPartOf { at: thing, of }
            if scope == Scope::Anything && list_of(thing.template()) == Some(of.template()) =>
        {
            at(&of.to_string(), thing)
        }
        Reason::NotCovered { by, at: thing } => at(&by.to_string(), thing),
        Reason::NoApproval { .. } => any("/approvals"),
        Reason::TimeUnusable { .. } => any("/zone"),
        Reason::WaveOpen { at: wave } => at("/deployment/waves", wave),
        Reason::PerhapsSamePerson { at: person, .. } => at("/people", person),
        _ => None,
    }
    .filter(|(at, _)| !at.starts_with("policy#"))
}

/// Whether a reason says what is missing, which is named apart, or what time will bring.
pub(super) fn is_open(reason: &Reason<'_>) -> bool {
    matches!(
        reason,
        Reason::Shown | Reason::Missing { .. } | Reason::Pending { .. } | Reason::WaveOpen { .. }
    )
}

/// Whether a reason says that something is not there, or not yet.
pub(super) fn is_lack(reason: &Reason<'_>) -> bool {
    matches!(
        reason,
        Reason::EmptyList { .. }
            | Reason::ToBeDetermined { .. }
            | Reason::Unresolved { .. }
            | Reason::NoResult { .. }
            | Reason::ResultOutdated { .. }
            | Reason::NoDecision { .. }
            | Reason::NotInformed { .. }
            | Reason::PeriodNotCovered { .. }
            | Reason::TooEarly { .. }
            | Reason::AnalysisOutdated { .. }
            | Reason::NotInBaseline { .. }
            | Reason::NotListed { .. }
            | Reason::SideMissing { .. }
    )
}

/// Whether no fact of the release helps: the record says two things of which one is not so, or the
/// policy has to say more.
pub(super) fn is_for_others(reason: &Reason<'_>) -> bool {
    matches!(
        reason,
        Reason::Shown
            | Reason::Missing { .. }
            | Reason::Pending { .. }
            | Reason::NoPolicy
            | Reason::PolicyNotInForce { .. }
            | Reason::EmptyPeriod { .. }
            | Reason::NoEmergencyType { .. }
            | Reason::Repeated { .. }
            | Reason::NoneStated { .. }
    )
}

/// Whether more precise times may decide.
pub(super) fn is_of_time(reason: &Reason<'_>) -> bool {
    matches!(
        reason,
        Reason::OrderUndecided { .. }
            | Reason::NotInForce { .. }
            | Reason::TooEarly { .. }
            | Reason::TooLate { .. }
            | Reason::Overdue { .. }
            | Reason::Expired { .. }
            | Reason::NoAuthority { .. }
            | Reason::OutsideApproval { .. }
            | Reason::InFreeze { .. }
            | Reason::OutsideWindows { .. }
            | Reason::PeriodNotCovered { .. }
            | Reason::AnalysisOutdated { .. }
            | Reason::NotBefore { .. }
            | Reason::CountDiffers { .. }
            | Reason::NotCovered { .. }
    )
}

/// Lists of what people do, decide or say: what is not right there can be done again.
const ACTS: [&str; 32] = [
    "access_grants",
    "agreements",
    "analyses",
    "approvals",
    "assignments",
    "authorisations",
    "baselines",
    "change_trends",
    "clashes",
    "communications",
    "competences",
    "component_checks",
    "configuration_audits",
    "consulted",
    "coordination",
    "criteria_agreements",
    "decisions",
    "delegations",
    "documents",
    "failure_decisions",
    "freeze_exemptions",
    "improvements",
    "incident_extracts",
    "item_updates",
    "measurements",
    "monitoring",
    "publications",
    "reports",
    "results",
    "reviews",
    "suppliers",
    "tests",
];

/// The list that an act belongs to, and the act; for the statement that there are none, the list.
pub(super) fn act(at: Pointer) -> Option<(String, String)> {
    let shown = at.to_string();
    if let Some(list) = shown.strip_suffix("/none/at") {
        return Some((list.to_owned(), format!("{list}/none")));
    }
    let mut end = shown.len();
    while let Some(slash) = shown.get(..end)?.rfind('/') {
        let (list, like) = (shown.get(..slash)?, shown.get(..end)?);
        let index = like.get(slash + 1..)?;
        let key = list.rsplit('/').next().unwrap_or_default();
        let key = key.trim_start_matches("security_");
        if index.parse::<usize>().is_ok() && ACTS.contains(&key) {
            return Some((list.to_owned(), like.to_owned()));
        }
        end = slash;
    }
    None
}
