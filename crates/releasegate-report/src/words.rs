//! The words and signs that all formats share.

use releasegate::assess::{Assessment, ClauseResult, Finding, GateResult};
use releasegate::checks::{self, Provenance, Reason, Verdict};
use releasegate::policy::Loosened;
use releasegate::stage::Stage;
use serde::Serialize;

use crate::plain::{plain, short};
use crate::sections::Sections;

/// What an assessment can and cannot say; every report ends with it.
pub(crate) const NOT_A_CERTIFICATE: &str =
    "Conforming is a statement on the evidence in this record; it does not certify.";

/// The sign of a verdict; each has its own shape, so that colour is not needed.
pub(crate) const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforming => "✔",
        Verdict::Nonconforming => "✘",
        Verdict::NotEvidenced => "?",
        Verdict::NotYetDue => "…",
        Verdict::NotApplicable => "·",
    }
}

/// Whether a gate would hold if an earlier one did.
pub(crate) const fn is_behind(verdict: Verdict, holds: bool) -> bool {
    matches!(verdict, Verdict::Conforming) && !holds
}

/// The sign of a gate: in brackets when it would hold if an earlier one did.
pub(crate) const fn gate_sign(verdict: Verdict, holds: bool) -> &'static str {
    match is_behind(verdict, holds) {
        true => "(✔)",
        false => sign(verdict),
    }
}

/// What a gate's sign means.
pub(crate) fn gate_words(verdict: Verdict, holds: bool) -> String {
    match verdict {
        Verdict::Conforming if !holds => "conforming, behind a closed gate".into(),
        Verdict::Conforming => "holds".into(),
        verdict => words(verdict.id()),
    }
}

/// The sign of a gate, and what it means.
pub(crate) fn gate_mark(gate: &GateResult<'_>) -> (&'static str, String) {
    let opens = match (opens_by_waiver(gate), gate.verdict) {
        (true, Verdict::Conforming) => "behind a waived gate",
        (true, _) => "opens by waiver",
        (false, verdict) => {
            return (
                gate_sign(verdict, gate.holds),
                gate_words(verdict, gate.holds),
            );
        }
    };
    let found = words(gate.verdict.id());
    (sign(gate.verdict), format!("{found}, {opens}"))
}

/// Whether a release may pass a gate that does not hold.
pub(crate) fn opens_by_waiver(gate: &GateResult<'_>) -> bool {
    !gate.holds && gate.opens()
}

/// The gate that a check belongs to, in words.
pub(crate) fn gate_name(gate: Option<Stage>) -> String {
    gate.map_or_else(|| "none".to_owned(), short_name)
}

/// The stage's short name as people write it.
pub(crate) fn short_name(stage: Stage) -> String {
    words(stage.id())
}

/// What a document calls a value that has a name of its own.
pub(crate) fn word_of<T: Serialize>(value: &T) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    value.as_str().map(str::to_owned)
}

/// An id such as `service_owner` in words.
pub(crate) fn words(id: &str) -> String {
    // A role may be named by a policy.
    plain(id).replace('_', " ")
}

/// `1 requirement`, `2 requirements`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What a report says of inputs that could not be read, if there were any.
pub(crate) fn unread(inputs: usize) -> Option<String> {
    let are = if inputs == 1 { "is" } else { "are" };
    let inputs = (inputs > 0).then(|| count(inputs, "input"))?;
    Some(format!(
        "{inputs} could not be read, and {are} not in this report"
    ))
}

/// The overall verdict, in plain words.
pub(crate) fn verdict_sentence(assessment: &Assessment<'_>, sections: &Sections<'_, '_>) -> String {
    if assessment.verdict == Verdict::Conforming {
        return "the evidence in this record shows that every requirement that applies is met"
            .to_owned();
    }
    if !sections.unlisted.is_empty() {
        return "only some findings are listed here; the verdict and the gates are those of all"
            .to_owned();
    }
    let of = |verdict| {
        sections
            .required()
            .filter(|finding| finding.verdict == verdict)
            .count()
    };
    let wrong = of(Verdict::Nonconforming);
    let open = of(Verdict::NotEvidenced);
    let later = of(Verdict::NotYetDue);
    let is = |number| if number == 1 { "is" } else { "are" };
    let mut parts = Vec::new();
    if wrong > 0 {
        parts.push(format!(
            "{} {} shown not to be met",
            count(wrong, "requirement"),
            is(wrong)
        ));
    }
    if open > 0 {
        parts.push(if wrong > 0 {
            format!("for {open} the evidence is missing or does not decide")
        } else {
            let of = count(open, "requirement");
            format!("for {of} the evidence is missing or does not decide")
        });
    }
    if wrong == 0 && open == 0 && later > 0 {
        parts.push("everything due so far is met".to_owned());
    }
    if later > 0 {
        parts.push(format!("{later} {} not due yet", is(later)));
    }
    let waived = sections.required().filter(|it| it.waived_by.is_some());
    match waived.count() {
        0 => {}
        1 if wrong + open + later == 1 => parts.push("and it is waived".to_owned()),
        all if all == wrong + open + later => parts.push("and all of them are waived".to_owned()),
        some => parts.push(format!("{some} of them {} waived", is(some))),
    }
    parts.join(", ")
}

/// Where the release stands, in one sentence: the gate that stops it, and who has to act.
pub(crate) fn position(assessment: &Assessment<'_>, sections: &Sections<'_, '_>) -> String {
    let Some(gate) = assessment.next_gate() else {
        return match assessment.gates.iter().any(opens_by_waiver) {
            true => "all six gates open, not all of them without waivers".to_owned(),
            false => "all six gates hold".to_owned(),
        };
    };
    let name = short_name(gate.stage);
    let number = gate.still_blocked_by().len();
    if number == 0 {
        return format!("the gate {name} does not hold: no check that applies belongs to it");
    }
    if gate.verdict == Verdict::NotYetDue {
        return format!(
            "in time: the gate {name} is next and waits for {}",
            count(number, "check")
        );
    }
    let stand = if number == 1 { "stands" } else { "stand" };
    let mut sentence = format!(
        "blocked at the gate {name}: {} {stand} in the way",
        count(number, "check")
    );
    let roles = sections.blocking_roles();
    if !roles.is_empty() {
        sentence.push_str("; to act: ");
        sentence.push_str(&roles.join(", "));
    }
    sentence
}

/// The waiver in force that lets a finding pass, and until when.
pub(crate) fn waiver_of(assessment: &Assessment<'_>, finding: &Finding<'_>) -> Option<String> {
    let id = finding.waived_by?;
    let mut waivers = assessment.waivers.iter();
    let until = waivers.find(|waiver| waiver.id == id)?.until;
    let until = until.map(|until| format!(", until {until}"));
    Some(format!("waiver {}{}", short(id), until.unwrap_or_default()))
}

/// What is wrong with each waiver of which something is wrong.
pub(crate) fn waiver_problems<'a>(
    assessment: &'a Assessment<'_>,
) -> impl Iterator<Item = String> + 'a {
    let wrong = assessment
        .waivers
        .iter()
        .filter(|waiver| !waiver.problems.is_empty());
    wrong.map(|waiver| {
        let problems = waiver.problems.iter().map(|it| it.message.to_string());
        let problems = problems.collect::<Vec<_>>().join("; ");
        let counts = match waiver.in_force {
            true => "",
            false => "does not count: ",
        };
        let (id, check) = (short(waiver.id), short(waiver.check));
        format!("waiver {id} of {check}: {counts}{}", plain(&problems))
    })
}

/// What a check found: what decided its verdict, and what else stands in the way.
pub(crate) fn said(finding: &Finding<'_>) -> String {
    plain(&sentences(finding, |_| true).join("; ")).into_owned()
}

/// What decided a verdict, and what else stands in the way and is `wanted`, each said once.
pub(crate) fn sentences(
    finding: &Finding<'_>,
    wanted: impl Fn(&Reason<'_>) -> bool,
) -> Vec<String> {
    let mut said = vec![finding.message().to_string()];
    for reason in finding.further.iter().filter(|reason| wanted(reason)) {
        let sentence = reason.to_string();
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// How sure we are that a clause asks for something; nothing when its content was read.
pub(crate) const fn provenance(provenance: Provenance) -> Option<&'static str> {
    match provenance {
        Provenance::Verified => None,
        Provenance::Partial => Some("only its heading or a neighbouring edition was read"),
        Provenance::Unverified => Some("from general knowledge, to be confirmed against the text"),
        Provenance::Design => Some("our own design, not a clause"),
    }
}

/// The checks summed up by clause, in one sentence; empty when there are no clauses. A clause that
/// was not read is marked as such, never given as a fact.
pub(crate) fn clauses(assessment: &Assessment<'_>) -> String {
    let mut sentence = String::new();
    for result in &assessment.clauses {
        let doubt = doubt(result)
            .map(|doubt| format!(" ({doubt})"))
            .unwrap_or_default();
        let start = match sentence.is_empty() {
            true => format!("Checks by clause of {}: ", result.framework),
            false => ", ".to_owned(),
        };
        let verdict = words(result.verdict.id());
        sentence.push_str(&format!("{start}{}{doubt} {verdict}", result.clause));
    }
    sentence
}

/// Why a clause is not given as a fact; nothing when its content was read.
pub(crate) fn doubt(result: &ClauseResult<'_>) -> Option<&'static str> {
    let clauses = checks::all().flat_map(|check| check.clauses);
    let mut marks = clauses
        .filter(|clause| clause.framework == result.framework && clause.clause == result.clause);
    marks.find_map(|clause| provenance(clause.provenance))
}

/// How little is left of what a policy asks less of.
pub(crate) const fn loosened(less: Loosened) -> &'static str {
    match less {
        Loosened::Should => "good practice only",
        Loosened::Off => "left out",
        Loosened::Gate => "asked for later",
    }
}

/// What the policy asks less of than the profile it builds on, if it does.
pub(crate) fn departures(assessment: &Assessment<'_>) -> Option<String> {
    let each = assessment.policy.departs.iter();
    let each: Vec<_> = each
        .map(|less| format!("{} {}", less.check, loosened(less.loosened)))
        .collect();
    (!each.is_empty()).then(|| each.join(", "))
}
