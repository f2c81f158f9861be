//! Incidents that the release caused are handled: each, the major ones, and those of security.

use super::counting::{
    empty_period, extract_counts, last_searches, nothing_to_come, period_unknown,
};
use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, partial, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{
    EarlyLifeExit, Incident, IncidentExtract, Items, MajorIncident, NoneStatement, PersonId,
    ProcedureSubject, Stated,
};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static INCIDENTS_HANDLED: Check = Check {
    id: "ELS-04",
    name: "related-incident-not-handled",
    title: "Incidents related to the release are classified, prioritised, acted on and closed",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ISO20000_2018, "8.6.1")],
    docs: Docs {
        asks: "Each related incident says when it was opened, its category, its priority, what was done, and when it was resolved and closed. One that was still open when early life support ended is listed in the handover. To whom it was escalated is said where that was needed.",
        why: "What early life support leaves behind, somebody has to know and to finish.",
        example: "`INC-7` was open when the team left, and the handover says that none were.",
        remedy: "Complete the incident, or list it under `early_life.exit.open_incidents`.",
        role: role::INCIDENT_MANAGER,
    },
    judge: incidents_handled,
};

fn incidents_handled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let early_life = case.release.early_life.as_ref();
    let exit = early_life.and_then(|early_life| early_life.exit.as_ref());
    for (index, incident) in related(case, judgement).iter().enumerate() {
        let at = |template| Pointer::new(template, [index]);
        let manager = role::INCIDENT_MANAGER;
        let category = at("/early_life/incidents/*/category");
        judgement.text(incident.category.as_deref(), category, manager);
        let priority = at("/early_life/incidents/*/priority");
        judgement.text(incident.priority.as_deref(), priority, manager);
        let actions = at("/early_life/incidents/*/actions");
        judgement.text(incident.actions.as_deref(), actions, manager);
        let dates = Dates::of(incident, index);
        if dates.opened.is_none() {
            judgement.missing(at("/early_life/incidents/*/opened_at"), manager);
        }
        if dates.closed.is_some() && dates.resolved.is_none() {
            judgement.missing(at("/early_life/incidents/*/resolved_at"), manager);
        }
        judgement.agree(case, dates.resolved, dates.opened);
        judgement.agree(case, dates.closed, dates.opened);
        judgement.agree(case, dates.closed, dates.resolved);
        closed_or_handed_over(case, judgement, (index, incident), dates, exit);
    }
}

/// When an incident was opened, resolved and closed.
#[derive(Clone, Copy)]
struct Dates<'a> {
    opened: Option<Fact<'a>>,
    resolved: Option<Fact<'a>>,
    closed: Option<Fact<'a>>,
}

impl<'a> Dates<'a> {
    fn of(incident: &'a Incident, index: usize) -> Self {
        let at = |template| Pointer::new(template, [index]);
        Self {
            opened: Fact::dated(&incident.opened_at, at("/early_life/incidents/*/opened_at")),
            resolved: Fact::dated(
                &incident.resolved_at,
                at("/early_life/incidents/*/resolved_at"),
            ),
            closed: Fact::dated(&incident.closed_at, at("/early_life/incidents/*/closed_at")),
        }
    }
}

/// Requires that an incident was closed, or listed as open when early life support ended.
fn closed_or_handed_over<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (index, incident): (usize, &'a Incident),
    dates: Dates<'a>,
    exit: Option<&'a EarlyLifeExit>,
) {
    let closed_at = Pointer::new("/early_life/incidents/*/closed_at", [index]);
    let list = "/early_life/exit/open_incidents";
    let Some(exit) = exit else {
        return match dates.closed {
            None => judgement.missing(closed_at, role::INCIDENT_MANAGER),
            Some(closed) => judgement.cite(closed.pointer),
        };
    };
    let exited = Fact::dated(&exit.exited_at, "/early_life/exit/exited_at");
    let after_exit = |fact: Option<Fact<'a>>| {
        let both = exited.zip(fact);
        both.is_some_and(|(exited, fact)| case.before(exited, fact) == Ok(Proof::Proven))
    };
    if after_exit(dates.opened) {
        // Nobody could hand over what was not there yet.
        return;
    }
    match dates.closed.filter(|_| !after_exit(dates.closed)) {
        Some(closed) => judgement.cite(closed.pointer),
        None if exit.open_incidents.items().contains(&incident.id) => judgement.cite(list),
        None => match &exit.open_incidents {
            None => judgement.missing(list, role::EARLY_LIFE_SUPPORT_LEAD),
            Some(Stated::Given(open)) if open.is_empty() => {
                judgement.incomplete(Reason::EmptyList { at: list.into() });
            }
            Some(_) => judgement.unmet_when_due(Reason::NotPartOf {
                at: Pointer::new("/early_life/incidents/*", [index]),
                of: list.into(),
            }),
        },
    }
}

pub(super) static MAJOR_INCIDENTS_HANDLED: Check = Check {
    id: "ELS-05",
    name: "major-incident-not-handled-as-such",
    title: "Major incidents follow their procedure, with management informed and a review afterwards",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ISO20000_2018, "8.6.1")],
    docs: Docs {
        asks: "For each related incident it is answered whether it meets the criteria of a major incident. For each that does there is a documented procedure, somebody who was responsible, the time at which top management was informed, and a review.",
        why: "The worst failures are handled by those who may decide, and teach the most.",
        example: "`INC-9` meets the criteria, and nobody handled it as a major incident.",
        remedy: "Answer `meets_criteria` for each incident; for a yes name `responsible`, when management was informed, and the review.",
        role: role::INCIDENT_MANAGER,
    },
    judge: major_incidents_handled,
};

fn major_incidents_handled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let asked = "/early_life/incidents/*/major/meets_criteria";
    let meets = |incident: &Incident| incident.major.as_ref()?.meets_criteria;
    let incidents = related(case, judgement);
    answered(judgement, incidents, meets, asked, role::INCIDENT_MANAGER);
    let mut any = false;
    for (index, incident) in incidents.iter().enumerate() {
        if let Some(major) = incident
            .major
            .as_ref()
            .filter(|_| meets(incident) == Some(true))
        {
            any = true;
            handled_as_major(case, judgement, (index, incident), major);
        }
    }
    if any {
        by_procedure(case, judgement);
    }
}

fn handled_as_major<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (index, incident): (usize, &'a Incident),
    major: &'a MajorIncident,
) {
    let at = |template| Pointer::new(template, [index]);
    let manager = role::INCIDENT_MANAGER;
    let met = MajorIncident {
        meets_criteria: major.meets_criteria,
        ..MajorIncident::default()
    };
    if *major == met {
        // It meets the criteria, and nobody took it for a major incident.
        judgement.unmet_when_due(Reason::NotCovered {
            at: at("/early_life/incidents/*/major/meets_criteria"),
            by: at("/early_life/incidents/*/major"),
        });
    }
    let responsible = at("/early_life/incidents/*/major/responsible");
    judgement.known_person(case, major.responsible.as_ref(), responsible, manager);
    let review = at("/early_life/incidents/*/major/review");
    judgement.text(major.review.as_deref(), review, manager);
    let dates = Dates::of(incident, index);
    let informed = at("/early_life/incidents/*/major/management_informed_at");
    let reviewed = at("/early_life/incidents/*/major/reviewed_at");
    for (date, at) in [
        (&major.management_informed_at, informed),
        (&major.reviewed_at, reviewed),
    ] {
        let fact = Fact::dated(date, at);
        match fact {
            None => judgement.missing(at, manager),
            Some(_) => judgement.cite(at),
        }
        judgement.agree(case, fact, dates.opened);
    }
}

/// Requires a documented procedure for major incidents.
fn by_procedure<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let support = case.release.support.as_ref();
    let procedures = support.map_or(&[][..], |support| support.procedures.items());
    let mut governs = procedures.iter().map(|procedure| procedure.governs);
    match governs.position(|subject| subject == Some(ProcedureSubject::MajorIncident)) {
        None => judgement.missing("/support/procedures", role::INCIDENT_MANAGER),
        Some(index) => judgement.cite(Pointer::new("/support/procedures/*/document", [index])),
    }
}

pub(super) static SECURITY_INCIDENTS_HANDLED: Check = Check {
    id: "ELS-12",
    name: "security-incident-not-prioritised",
    title: "Information-security incidents of the release are classified and prioritised by their risk",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[partial(ISO20000_2018, "8.7.3.3")],
    docs: Docs {
        asks: "For each related incident it is answered whether it is one of information security. Each that is says when it was opened, its category, and its priority by the risk to information security.",
        why: "A leak may hardly disturb the service, and be worse than an outage.",
        example: "`INC-4` is a security incident, with the priority of a slow page and none for its risk.",
        remedy: "Answer `security` for each incident; for a yes record `category` and `security_priority`.",
        role: role::INFORMATION_SECURITY,
    },
    judge: security_incidents_handled,
};

fn security_incidents_handled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let security = role::INFORMATION_SECURITY;
    let asked = "/early_life/incidents/*/security";
    let incidents = related(case, judgement);
    answered(
        judgement,
        incidents,
        |incident| incident.security,
        asked,
        security,
    );
    for (index, incident) in incidents.iter().enumerate() {
        if incident.security != Some(true) {
            continue;
        }
        let at = |template| Pointer::new(template, [index]);
        if incident.opened_at.is_none() {
            judgement.missing(
                at("/early_life/incidents/*/opened_at"),
                role::INCIDENT_MANAGER,
            );
        }
        let category = at("/early_life/incidents/*/category");
        judgement.text(incident.category.as_deref(), category, security);
        let priority = at("/early_life/incidents/*/security_priority");
        judgement.text(incident.security_priority.as_deref(), priority, security);
    }
}

/// Requires that a question is answered for each incident. Where each answer is no, and nothing
/// more can come, the requirement does not apply.
fn answered<'a>(
    judgement: &mut Judgement<'a>,
    incidents: &'a [Incident],
    answer: impl Fn(&'a Incident) -> Option<bool>,
    asked: &'static str,
    role: &'static str,
) {
    for (index, incident) in incidents.iter().enumerate() {
        let at = Pointer::new(asked, [index]);
        match answer(incident) {
            None => judgement.missing(at, role),
            Some(_) => judgement.cite(at),
        }
    }
    let all_no = incidents
        .iter()
        .all(|incident| answer(incident) == Some(false));
    if all_no && !incidents.is_empty() && judgement.is_clear() {
        judgement.exempt(Pointer::new(asked, [0]), None);
    }
}

/// The incidents related to the release. Where the record shows that there were none in the whole
/// early-life period, the requirement does not apply; an empty list alone does not show it.
pub(super) fn related<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> &'a [Incident] {
    let list = "/early_life/incidents";
    let early_life = case.release.early_life.as_ref();
    match early_life.and_then(|early_life| early_life.incidents.as_ref()) {
        Some(Stated::Given(incidents)) if !incidents.is_empty() => {
            nothing_to_come(case, judgement);
            return incidents;
        }
        _ if shown_none(case, judgement) => {}
        Some(Stated::None(statement)) => stated_none(case, judgement, statement),
        Some(Stated::Given(_)) => judgement.incomplete(Reason::EmptyList { at: list.into() }),
        None => judgement.missing(list, role::INCIDENT_MANAGER),
    }
    &[]
}

/// Exempts where the last search over the whole period found no incident, or where there is no
/// period. Tells whether it did.
pub(in crate::checks) fn shown_none<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> bool {
    let Some(period) = &case.progress.period else {
        return false;
    };
    if period.is_empty {
        empty_period(case, judgement, period.setting);
        return true;
    }
    let early_life = case.release.early_life.as_ref();
    let extracts = early_life.map_or(&[][..], |e| e.incident_extracts.items());
    let last = last_searches(case, period, extracts);
    let found_none = |(index, extract): &(usize, &'a IncidentExtract)| {
        let mut search = Judgement::default();
        extract_counts(case, &mut search, period, *index, extract);
        extract.related == Some(0) && search.is_clear()
    };
    match last.first() {
        Some((index, extract)) if last.iter().all(found_none) => {
            let by = extract.taken_by.as_ref().map(PersonId::as_str);
            let related = "/early_life/incident_extracts/*/related";
            judgement.exempt(Pointer::new(related, [*index]), by);
            true
        }
        _ => false,
    }
}

/// Exempts where somebody stated after the period that there were no incidents.
fn stated_none<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, statement: &'a NoneStatement) {
    let list = "/early_life/incidents";
    let Some(period) = &case.progress.period else {
        judgement.missing("/early_life/incident_extracts", role::INCIDENT_MANAGER);
        return period_unknown(case, judgement);
    };
    let period_end = period.end.latest();
    match case.span(&statement.at) {
        None => judgement.undecided(Reason::TimeUnusable { at: list.into() }),
        Some(stated)
            if stated.first() >= period_end && !says_nothing(Some(statement.by.as_str())) =>
        {
            judgement.exempt(list, Some(statement.by.as_str()));
        }
        Some(_) => judgement.incomplete(Reason::TooEarly {
            at: list.into(),
            period_end,
        }),
    }
}
