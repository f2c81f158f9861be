//! Findings in the order in which a reader needs them.

use releasegate::assess::{Assessment, Finding, GateResult};
use releasegate::checks::{MissingFact, Reason, Severity, Verdict};

use crate::words::{sentences, words};

/// The most items of a list that a report shows.
const LISTED: usize = 6;

/// The findings of an assessment, each in exactly one place.
pub(crate) struct Sections<'f, 'a> {
    /// The first gate that a release may not pass.
    pub(crate) next: Option<&'f GateResult<'a>>,
    /// What stands in its way, the worst first.
    pub(crate) blocking: Vec<&'f Finding<'a>>,
    /// What stands in its way and is not among the findings that were asked for.
    pub(crate) unlisted: Vec<&'a str>,
    /// What waivers in force let pass.
    pub(crate) waived: Vec<&'f Finding<'a>>,
    /// Other requirements not met or not evidenced, the worst first.
    pub(crate) open: Vec<&'f Finding<'a>>,
    /// Other requirements that are not due yet.
    pub(crate) later: Vec<&'f Finding<'a>>,
    /// Good practice that is not shown.
    pub(crate) should: Vec<&'f Finding<'a>>,
    /// What is shown.
    pub(crate) conforming: Vec<&'f Finding<'a>>,
    /// What does not apply.
    pub(crate) not_applicable: Vec<&'f Finding<'a>>,
}

impl<'f, 'a> Sections<'f, 'a> {
    pub(crate) fn of(assessment: &'f Assessment<'a>) -> Self {
        let next = assessment.next_gate();
        let blockers = next.map_or(&[][..], |gate| gate.still_blocked_by());
        let mut sections = Self {
            next,
            blocking: Vec::new(),
            unlisted: blockers
                .iter()
                .copied()
                .filter(|id| {
                    !assessment
                        .findings
                        .iter()
                        .any(|finding| finding.id() == *id)
                })
                .collect(),
            waived: Vec::new(),
            open: Vec::new(),
            later: Vec::new(),
            should: Vec::new(),
            conforming: Vec::new(),
            not_applicable: Vec::new(),
        };
        for finding in &assessment.findings {
            sections
                .place(finding, blockers.contains(&finding.id()))
                .push(finding);
        }
        sections
            .blocking
            .sort_by_key(|finding| rank(finding.verdict));
        sections.open.sort_by_key(|finding| rank(finding.verdict));
        sections
    }

    fn place(&mut self, finding: &Finding<'_>, blocks: bool) -> &mut Vec<&'f Finding<'a>> {
        match (finding.verdict, finding.severity) {
            (Verdict::Conforming, _) => &mut self.conforming,
            (Verdict::NotApplicable, _) => &mut self.not_applicable,
            _ if finding.waived_by.is_some() => &mut self.waived,
            (_, Severity::Should) => &mut self.should,
            _ if blocks => &mut self.blocking,
            (Verdict::NotYetDue, Severity::Must) => &mut self.later,
            (Verdict::Nonconforming | Verdict::NotEvidenced, Severity::Must) => &mut self.open,
        }
    }

    /// The findings on what is required and not shown.
    pub(crate) fn required(&self) -> impl Iterator<Item = &'f Finding<'a>> {
        [&self.blocking, &self.waived, &self.open, &self.later]
            .into_iter()
            .flatten()
            .copied()
            .filter(|finding| finding.severity == Severity::Must)
    }

    /// The roles that can clear the way through the next gate, in words.
    pub(crate) fn blocking_roles(&self) -> Vec<String> {
        let mut roles = Vec::new();
        for role in self.blocking.iter().flat_map(|finding| suppliers(finding)) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }
}

/// The roles that can supply what is missing; when nothing is, the one that can put it right.
pub(crate) fn suppliers(finding: &Finding<'_>) -> Vec<String> {
    let mut roles = Vec::new();
    for fact in &finding.missing {
        let role = words(fact.role);
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    if roles.is_empty() {
        roles.push(words(finding.check.docs().role));
    }
    roles
}

/// The reason as a sentence, unless the list of what is missing says the same.
pub(crate) fn telling(finding: &Finding<'_>) -> Option<String> {
    (!is_listed(&finding.reason, finding)).then(|| finding.message().to_string())
}

/// What else stands in the way, said once, and not in the list of what is missing.
pub(crate) fn further(finding: &Finding<'_>) -> Vec<String> {
    sentences(finding, |reason| !is_listed(reason, finding)).split_off(1)
}

fn is_listed(reason: &Reason<'_>, finding: &Finding<'_>) -> bool {
    matches!(reason, Reason::Missing { at } if finding.missing.iter().any(|fact| fact.pointer == *at))
}

/// What is missing, by the role that can supply it, in the order of their first fact.
pub(crate) fn missing_by_role(missing: &[MissingFact<'_>]) -> Vec<(String, Vec<String>)> {
    let mut roles: Vec<(&str, Vec<String>)> = Vec::new();
    for fact in missing {
        let place = fact.pointer.to_string();
        match roles.iter_mut().find(|(role, _)| *role == fact.role) {
            Some((_, places)) => places.push(place),
            None => roles.push((fact.role, vec![place])),
        }
    }
    roles
        .into_iter()
        .map(|(role, places)| (words(role), shortened(places)))
        .collect()
}

/// The start of a list, and how much was left out.
pub(crate) fn shortened(items: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut items = items.into_iter();
    let mut listed: Vec<_> = items.by_ref().take(LISTED).collect();
    let left = items.count();
    if left > 0 {
        listed.push(format!("and {left} more"));
    }
    listed
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Nonconforming => 0,
        Verdict::NotEvidenced => 1,
        Verdict::NotYetDue => 2,
        Verdict::Conforming | Verdict::NotApplicable => 3,
    }
}
