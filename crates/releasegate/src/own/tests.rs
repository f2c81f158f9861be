use serde_json::{Value, json};

use super::places::place;
use crate::assess::assess;
use crate::checks::{Asked, Case, Judgement, Verdict};
use crate::model::Release;
use crate::policy::{Policy, PolicyDocument};
use crate::read::{Error, read_json};
use crate::stage::Stage;
use crate::view::View;

fn document(own: &[Value]) -> PolicyDocument {
    let policy = json!({
        "format": "releasegate/policy/1",
        "id": "acme",
        "extends": "iso20000-1:2018",
        "own_checks": own,
    });
    read_json(policy.to_string().as_bytes()).unwrap()
}

fn rule(requires: &str) -> Value {
    json!({
        "id": "ACME-01",
        "name": "change-not-low",
        "title": "Every change has a low priority",
        "stage": "planning",
        "gate": "planning",
        "requires": requires,
        "message": "a change has not the priority low",
        "remedy": "Take the change out.",
        "role": "change_manager",
    })
}

fn only_when(applies_when: &str, requires: &str) -> Value {
    let mut rule = rule(requires);
    rule["applies_when"] = applies_when.into();
    rule
}

fn record(more: Value) -> Release {
    let mut record = json!({"format": "releasegate/release/1", "id": "r"});
    let map = more.as_object().unwrap().clone();
    record.as_object_mut().unwrap().extend(map);
    read_json(record.to_string().as_bytes()).unwrap()
}

fn changes(priorities: &[&str]) -> Value {
    let changes = priorities.iter().enumerate();
    let changes = changes.map(|(index, it)| json!({"id": index.to_string(), "priority": it}));
    json!({"changes": changes.collect::<Vec<_>>()})
}

/// The finding of the only own check.
fn judged(rule: Value, release: Value) -> Value {
    let policy = Policy::of_document(document(&[rule])).unwrap();
    let release = record(release);
    let view = View::of(&release, "2026-03-01T12:00:00Z".parse().unwrap());
    let assessment = serde_json::to_value(assess(&view, &policy)).unwrap();
    let findings = assessment["findings"].as_array().unwrap().iter();
    let mut own = findings.filter(|finding| finding["check"] == "ACME-01");
    own.next().unwrap().clone()
}

/// What the only own check says, without the shipped ones.
fn alone(rule: Value, release: Value) -> (Verdict, String) {
    let policy = Policy::of_document(document(&[rule])).unwrap();
    let release = record(release);
    let case = Case::new(&release, &policy, "2026-03-01T12:00:00Z".parse().unwrap());
    let asked = Asked::Own(&policy.own_checks[0]);
    let summary = asked.judge(&case, &mut Judgement::default());
    (summary.verdict, summary.reason.to_string())
}

fn refused(rule: Value) -> Error {
    Policy::of_document(document(&[rule])).unwrap_err()
}

const ALL_LOW: &str = "release.changes.all(c, c.priority == 'low')";

#[test]
fn what_is_true_of_the_record_is_conforming_and_cites_it() {
    let finding = judged(rule(ALL_LOW), changes(&["low", "low"]));
    assert_eq!(finding["verdict"], "conforming");
    assert_eq!(
        finding["evidence"],
        json!(["/changes", "/changes/0/priority", "/changes/1/priority"])
    );
    assert_eq!(finding["gate"], "planning");
}

#[test]
fn what_is_false_is_nonconforming_in_the_words_of_the_policy() {
    let finding = judged(rule(ALL_LOW), changes(&["low", "high"]));
    assert_eq!(finding["verdict"], "nonconforming");
    assert_eq!(finding["message"], "a change has not the priority low");
    assert_eq!(finding["reason"]["kind"], "own_requirement_unmet");
}

#[test]
fn a_missing_key_is_not_evidenced_wherever_it_is() {
    let missing = json!([{"pointer": "/changes", "role": "change_manager"}]);
    // An empty list does not state that there are none.
    for release in [json!({}), json!({"changes": []}), json!({"changes": null})] {
        let finding = judged(rule(ALL_LOW), release);
        assert_eq!(finding["verdict"], "not_evidenced");
        assert_eq!(finding["missing"], missing);
    }
    let release = json!({"changes": [{"id": "a", "priority": "low"}, {"id": "b"}]});
    let finding = judged(rule(ALL_LOW), release);
    assert_eq!(finding["verdict"], "not_evidenced");
    assert_eq!(finding["missing"][0]["pointer"], "/changes/1/priority");

    let open = rule("release.extensions.acme.rehearsed == true");
    let finding = judged(open.clone(), json!({"extensions": {"acme": {"other": 1}}}));
    assert_eq!(finding["verdict"], "not_evidenced");
    assert_eq!(
        finding["message"],
        "`release.extensions.acme.rehearsed` is missing"
    );
    assert_eq!(finding["missing"][0]["pointer"], "/extensions");
    assert_eq!(judged(open, json!({}))["verdict"], "not_evidenced");
}

#[test]
fn what_does_not_decide_does_not_hide_what_does() {
    let release = || json!({"changes": [{"id": "a"}, {"id": "b", "priority": "high"}]});
    assert_eq!(judged(rule(ALL_LOW), release())["verdict"], "nonconforming");
    let any = "release.changes.exists(c, c.priority == 'high')";
    assert_eq!(judged(rule(any), release())["verdict"], "conforming");
}

#[test]
fn a_statement_that_there_are_none_is_an_empty_list() {
    let none = json!({"changes": {"none": {"by": "eva", "at": "2026-02-01T00:00:00Z"}}});
    let finding = judged(rule(ALL_LOW), none.clone());
    assert_eq!(finding["verdict"], "conforming");
    assert_eq!(finding["evidence"], json!(["/changes"]));
    assert_eq!(
        judged(rule("size(release.changes) == 0"), none)["verdict"],
        "conforming"
    );
}

#[test]
fn it_applies_only_when_a_fact_says_so() {
    let check = only_when("release.type == 'major'", ALL_LOW);
    let finding = judged(check.clone(), json!({"type": "minor"}));
    assert_eq!(finding["verdict"], "not_applicable");
    assert_eq!(
        finding["reason"],
        json!({"kind": "does_not_apply", "fact": "/type"})
    );
    // Nobody knows whether it applies.
    let finding = judged(check.clone(), changes(&["high"]));
    assert_eq!(finding["verdict"], "not_evidenced");
    assert_eq!(finding["missing"][0]["pointer"], "/type");
    let mut major = changes(&["high"]);
    major["type"] = "major".into();
    assert_eq!(judged(check, major)["verdict"], "nonconforming");
    let finding = judged(only_when("false", ALL_LOW), json!({}));
    assert_eq!(finding["verdict"], "not_evidenced");
}

#[test]
fn what_is_neither_true_nor_false_or_looks_at_nothing_is_not_evidenced() {
    for (requires, why) in [
        ("release.id", "not_yes_or_no"),
        ("true", "no_fact"),
        ("!has(release.title)", "no_fact"),
        ("timestamp(release.id) < as_of", "failed"),
        ("release.id < 3", "failed"),
        ("1 / 0 == release.id.size()", "failed"),
        ("release.id.contains(3)", "failed"),
    ] {
        let finding = judged(rule(requires), json!({}));
        assert_eq!(finding["verdict"], "not_evidenced", "{requires}");
        assert_eq!(finding["reason"]["why"], why, "{requires}");
    }
}

#[test]
fn times_are_compared_as_timestamps_of_what_could_be_known() {
    let before = rule("timestamp(release.registered_at) + duration('24h') < as_of");
    let at = |time: &str| judged(before.clone(), json!({"registered_at": time}));
    assert_eq!(at("2026-02-27T12:00:00+01:00")["verdict"], "conforming");
    assert_eq!(at("2026-03-01T11:00:00Z")["verdict"], "nonconforming");
    // A day decides nothing.
    assert_eq!(at("2026-02-01")["verdict"], "not_evidenced");
}

#[test]
fn places_in_lists_of_which_later_items_are_hidden_are_those_of_the_record() {
    let mut release = changes(&["low"]);
    release["approvals"] = json!([
        {"id": "later", "decision": "approved", "decided_at": "2026-05-01T00:00:00Z"},
        {"id": "known", "decision": "approved", "decided_at": "2026-02-01T00:00:00Z"},
    ]);
    let finding = judged(rule("release.approvals.all(a, a.id == 'known')"), release);
    assert_eq!(finding["verdict"], "conforming");
    assert_eq!(
        finding["evidence"],
        json!(["/approvals", "/approvals/1/id"])
    );
}

#[test]
fn a_compile_error_has_its_place() {
    for (requires, line, column, says) in [
        ("release.id ==", 1, 14, ""),
        (
            "release.id == 'r' &&\n  nothing == 1",
            2,
            3,
            "nothing is called `nothing`",
        ),
        (
            "release.plann.approved_at != ''",
            1,
            8,
            "no release record can have `release.plann`",
        ),
        ("release.id[9] == ''", 1, 11, "`release.id[9]`"),
        (
            "release.changes.priority == 'a'",
            1,
            16,
            "`release.changes.priority`",
        ),
        (
            "release.id.matches('a+')",
            1,
            19,
            "no function is called `matches`",
        ),
    ] {
        let error = refused(rule(requires));
        assert_eq!(error.code.as_str(), "invalid-expression", "{requires}");
        assert_eq!(error.pointer.as_deref(), Some("/own_checks/0/requires"));
        assert!(error.message.contains(says), "{}", error.message);
        assert_eq!(
            (error.line, error.column),
            (Some(line), Some(column)),
            "{error:?}"
        );
    }
    let error = refused(only_when("(", "true"));
    assert_eq!(error.pointer.as_deref(), Some("/own_checks/0/applies_when"));
    let error = refused(rule("release.plann.approved_at != ''"));
    assert_eq!(error.help.as_deref(), Some("did you mean `plan`?"));
}

#[test]
fn what_could_cost_too_much_is_refused() {
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let long_chain = format!("release.id == 'a'{}", " == true".repeat(200));
    let sums = format!("release.id {} == 'a'", "+ 'a' ".repeat(9));
    let parens = format!("{}1{}", "(".repeat(990), ")".repeat(990));
    for text in [
        "a".repeat(2_001).as_str(),
        deep.as_str(),
        &long_chain,
        &sums,
        &parens,
        &"!".repeat(1_900),
        &"-".repeat(1_900),
        &format!("{}1", "1+".repeat(900)),
        &format!("{}1", "1?1:".repeat(400)),
        "[1].all(a, [1].all(b, [1].all(c, true)))",
        "['a'].map(x, x).map(x, x).map(x, x)",
        "{'a': release.id} == {}",
    ] {
        assert_eq!(
            refused(rule(text)).code.as_str(),
            "invalid-expression",
            "{text}"
        );
    }
}

#[test]
fn what_nests_too_deep_is_told_in_plain_words() {
    let error = refused(rule(&format!("{}1{}", "(".repeat(30), ")".repeat(30))));
    assert!(error.message.contains("24 levels"), "{}", error.message);
    assert!(!error.message.contains("ParseError"), "{}", error.message);
}

#[test]
fn the_largest_expression_fits_a_small_stack() {
    let nested = format!("{}release.id == 'r'{}", "(".repeat(20), ")".repeat(20));
    let chain = format!("release.id == 'r'{}", " == true".repeat(22));
    for text in [nested, chain] {
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let judging = thread.spawn(move || alone(rule(&text), json!({})).0);
        assert_eq!(judging.unwrap().join().unwrap(), Verdict::Conforming);
    }
}

#[test]
fn a_record_that_is_too_large_for_the_loops_is_not_evidenced() {
    let requires = "release.changes.all(a, release.changes.exists(b, a.id == b.id))";
    let priorities = vec!["low"; 3_000];
    let costly = (
        Verdict::NotEvidenced,
        "the record is too large for the expression".to_owned(),
    );
    assert_eq!(alone(rule(requires), changes(&priorities)), costly);
    assert_eq!(
        alone(rule(requires), changes(&["low"; 9])).0,
        Verdict::Conforming
    );
    assert_eq!(
        alone(rule(ALL_LOW), changes(&priorities)).0,
        Verdict::Conforming
    );
    let long = json!({"title": "a".repeat(70_000)});
    assert_eq!(
        alone(rule("release.title + release.title != ''"), long),
        costly
    );
}

#[test]
fn own_findings_follow_the_shipped_ones_of_their_stage_and_count() {
    let mut second = rule("release.id == 'x'");
    second["id"] = "AAA".into();
    let policy = Policy::of_document(document(&[rule(ALL_LOW), second])).unwrap();
    let release = record(json!({
        "changes": [{"id": "a", "priority": "low"}],
        "waivers": [{"id": "w", "check": "AAA"}],
    }));
    let view = View::of(&release, "2026-03-01T12:00:00Z".parse().unwrap());
    let assessment = assess(&view, &policy);
    let order: Vec<_> = assessment.findings.iter().map(|it| it.id()).collect();
    let at = order.iter().position(|id| *id == "ACME-01").unwrap();
    assert!(order[at - 1].starts_with("PLN-"));
    assert_eq!(order[at + 1], "AAA");
    assert!(order[at + 2].starts_with("BLD-"));
    let asked: Vec<_> = policy
        .asked()
        .iter()
        .map(|asked| asked.check.id())
        .collect();
    assert_eq!(order, asked);
    let planning = &assessment.gates[Stage::Planning as usize];
    assert!(planning.blocked_by.contains(&"AAA"));
    assert!(!planning.blocked_by.contains(&"ACME-01"));
    // The waiver is incomplete, and it has something to waive.
    let problems = serde_json::to_string(&assessment.waivers[0].problems).unwrap();
    assert!(!problems.contains("orphan"), "{problems}");
    // Clauses stay those of the shipped checks.
    let plain = Policy::of_profile("iso20000-1:2018").unwrap();
    assert_eq!(assess(&view, &plain).clauses, assessment.clauses);
}

#[test]
fn ids_are_new_and_texts_say_something() {
    let with = |key: &str, value: &str| {
        let mut rule = rule("true");
        rule[key] = value.into();
        refused(rule)
    };
    for (key, value) in [
        ("id", "DEP-01"),
        ("id", "dep-01"),
        ("id", "a b"),
        ("id", ""),
        ("name", "\u{1b}[31m"),
        ("message", " "),
        ("role", ""),
    ] {
        let error = with(key, value);
        assert_eq!(error.code.as_str(), "invalid-value", "{key}");
        assert_eq!(error.pointer, Some(format!("/own_checks/0/{key}")));
    }
    let twice = document(&[rule("release.id == ''"), rule("release.id == ''")]);
    let error = Policy::of_document(twice).unwrap_err();
    assert_eq!(error.pointer.as_deref(), Some("/own_checks/1/id"));
}

#[test]
fn what_to_do_next_names_the_facts() {
    let policy = Policy::of_document(document(&[rule("release.title != ''")])).unwrap();
    let release = record(json!({}));
    let as_of = "2026-03-01T12:00:00Z".parse().unwrap();
    let next = crate::next::next_actions(&release, &policy, as_of);
    let mut open = next.gates.iter().flat_map(|gate| &gate.checks);
    let own = open.find(|open| open.check == "ACME-01").unwrap();
    assert_eq!(own.facts.len(), 1);
    assert_eq!(own.facts[0].at, "/title");
    assert_eq!(own.role, "change_manager");
}

#[test]
fn a_policy_takes_over_own_checks_one_by_one() {
    let mut other = rule("true");
    other["id"] = "ACME-02".into();
    let base = document(&[rule("true"), other]);
    let own = document(&[rule("false")]);
    let rules = own.over(base).own_checks.unwrap();
    let said: Vec<_> = rules
        .iter()
        .map(|it| (it.id.as_str(), it.requires.as_str()))
        .collect();
    assert_eq!(said, [("ACME-02", "true"), ("ACME-01", "false")]);
}

#[test]
#[cfg(feature = "yaml")]
fn every_place_of_a_full_record_is_known() {
    fn walk(value: &Value, at: &str) {
        assert!(at.is_empty() || place(at).is_some(), "{at}");
        if place(at).is_some_and(|(_, open)| open) {
            return;
        }
        match value {
            Value::Object(map) if map.len() == 1 && map.contains_key("none") => {}
            Value::Object(map) => map
                .iter()
                .for_each(|(key, it)| walk(it, &format!("{at}/{key}"))),
            Value::Array(items) => items.iter().for_each(|it| walk(it, &format!("{at}/*"))),
            _ => {}
        }
    }
    let text = include_bytes!("../../../../examples/payments-4.2/release.yaml");
    let release = Release::read(text, None, &crate::read::Limits::default()).unwrap();
    walk(&serde_json::to_value(release).unwrap(), "");
}

#[test]
#[cfg(feature = "yaml")]
fn the_example_judges_a_change_to_a_database() {
    let text = include_bytes!("../../../../examples/bank/policy.yaml");
    let document = PolicyDocument::read(text, None, &crate::read::Limits::default()).unwrap();
    let policy = Policy::of_document(document).unwrap();
    let verdict = |kind: &str, tests: Value| {
        let items = json!([{"id": "db", "type": kind}]);
        let plan = json!({"affected_items": items, "back_out": {"tests": tests}});
        let release = record(json!({ "plan": plan }));
        let case = Case::new(&release, &policy, "2026-03-01T12:00:00Z".parse().unwrap());
        let asked = Asked::Own(&policy.own_checks[0]);
        asked.judge(&case, &mut Judgement::default()).verdict
    };
    let test = |passed: bool| json!([{"passed": passed, "tested_at": "2026-02-01T08:00:00Z"}]);
    assert_eq!(verdict("database", test(true)), Verdict::Conforming);
    assert_eq!(verdict("database", test(false)), Verdict::Nonconforming);
    assert_eq!(verdict("database", Value::Null), Verdict::NotEvidenced);
    assert_eq!(verdict("server", test(false)), Verdict::NotApplicable);
}
