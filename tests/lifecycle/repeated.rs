//! Ids that are there twice, as in records that were made elsewhere: a command that names one is
//! refused, and does nothing to the first.

use releasegate::lifecycle::{Command, Condition, Entry, Ruling, Unmet, apply, can};
use releasegate::model::Release;
use releasegate_tests::as_release;
use serde_json::{Value, json};

use crate::authority::{after, conditions, tried, up_to};
use crate::world::{CLOCK, approve, policies, process};

const BUILDS: &str = "/build/builds";
const PLANNED: &str = "/plan/waves";
const DEPLOYED: &str = "/deployment/waves";

/// A record before a command of the process, with a list whose first item is there again, changed.
fn repeated(before: &str, list: &str, change: impl FnOnce(&mut Value)) -> Release {
    let release = up_to(&policies(1), before);
    let mut record = serde_json::to_value(&release).unwrap();
    let items = record.pointer_mut(list).unwrap().as_array_mut().unwrap();
    let mut again = items[0].clone();
    change(&mut again);
    items.push(again);
    as_release(&record).unwrap()
}

/// What is said of the ids that are there twice.
fn once(entry: &Entry) -> Vec<Unmet> {
    let unmet = entry.unmet.iter().flatten();
    let once = unmet.filter(|it| it.condition == Condition::Once);
    once.cloned().collect()
}

fn both(list: &str) -> Option<Vec<String>> {
    Some(vec![format!("{list}/0/id"), format!("{list}/1/id")])
}

fn start() -> Value {
    json!({"start_wave": {"wave": "w", "build": "b"}})
}

fn request(waves: Value) -> Value {
    json!({"request_approval": {"build": "b", "waves": waves}})
}

#[test]
fn what_names_an_id_that_is_there_twice_is_refused_with_both_places() {
    let mut of_wave = approve("x");
    of_wave["decide"]["waves"] = json!(["w"]);
    let finish = json!({"finish_wave": {"wave": "w", "outcome": "deployed"}});
    let back_out = json!({"back_out_wave": {"wave": "w"}});
    let backed_out = json!({"finish_back_out": {"wave": "w", "outcome": "passed"}});
    for (before, list, command, actor) in [
        ("request_approval", BUILDS, request(json!(null)), "run"),
        ("decide", BUILDS, approve("x"), "own"),
        ("start_wave", BUILDS, start(), "deploy"),
        ("request_approval", PLANNED, request(json!(["w"])), "run"),
        ("decide", PLANNED, of_wave, "own"),
        ("start_wave", PLANNED, start(), "deploy"),
        ("finish_wave", DEPLOYED, start(), "deploy"),
        ("finish_wave", DEPLOYED, finish, "deploy"),
        ("finish_wave", DEPLOYED, back_out, "own"),
        ("finish_wave", DEPLOYED, backed_out, "deploy"),
    ] {
        let release = repeated(before, list, |_| {});
        let entry = tried(&policies(1), &release, &command, actor);
        assert_eq!(entry.ruling, Ruling::Refused, "{command}");
        assert_eq!(conditions(&entry), [Condition::Once], "{command}");
        let [unmet] = once(&entry).try_into().unwrap();
        assert_eq!(unmet.at, both(list), "{command}");
        // Without the guard neither: an entry that says it was accepted cannot be carried out.
        let mut forged = entry;
        (forged.ruling, forged.unmet) = (Ruling::Accepted, None);
        let names_only = matches!(
            forged.command,
            Command::RequestApproval(_) | Command::Decide(_)
        );
        let acts_on_it = !names_only && list != PLANNED;
        assert_eq!(apply(Some(&release), &forged).is_err(), acts_on_it);
    }
}

#[test]
fn what_another_of_the_same_id_says_does_not_decide() {
    // The first attempt failed and could be repeated, the other one is live.
    let release = repeated("finish_wave", DEPLOYED, |_| {});
    let mut record = serde_json::to_value(&release).unwrap();
    record["deployment"]["waves"][0]["attempts"][0]["outcome"] = json!("failed");
    record["deployment"]["waves"][0]["attempts"][0]["ended_at"] = json!(CLOCK[1]);
    let release = as_release(&record).unwrap();
    let entry = tried(&policies(1), &release, &start(), "deploy");
    assert_eq!(once(&entry).len(), 1, "{:?}", entry.unmet);
}

#[test]
fn what_can_says_of_ids_that_are_there_twice_is_what_decide_does() {
    let policies = policies(1);
    let mut refused = 0;
    for (command, actor) in process() {
        let name = command.as_object().unwrap().keys().next().unwrap().clone();
        for list in [BUILDS, PLANNED, DEPLOYED] {
            let release = up_to(&policies, &name);
            let record = serde_json::to_value(&release).unwrap();
            let items = record.pointer(list).and_then(Value::as_array);
            if items.is_none_or(Vec::is_empty) {
                continue;
            }
            let release = repeated(&name, list, |_| {});
            let at = CLOCK[1].parse().unwrap();
            let permissions = can(&release, &policies, &actor.into(), at);
            let mut of_it = permissions.commands.iter().filter(|it| it.command == name);
            let permission = of_it.next().unwrap();
            assert!(of_it.next().is_none(), "{name} twice: {list}");
            if !permission.depends {
                let entry = tried(&policies, &release, &command, actor);
                let unmet = entry.unmet.unwrap_or_default();
                assert_eq!(permission.unmet, unmet, "{name}, {list}");
                refused += usize::from(!unmet.is_empty());
            }
        }
    }
    assert!(refused > 4, "{refused}");
}

#[test]
fn the_id_is_corrected_and_the_command_accepted() {
    let policies = policies(1);
    for (before, list, command, actor) in [
        ("start_wave", BUILDS, start(), "deploy"),
        (
            "finish_wave",
            DEPLOYED,
            json!({"finish_wave": {"wave": "w", "outcome": "deployed"}}),
            "deploy",
        ),
    ] {
        let release = repeated(before, list, |_| {});
        let correct = |place: String| {
            json!({"amend_evidence": {"at": place, "value": "other",
                "reason": "both were imported under one name"}})
        };
        let corrected = correct(format!("{list}/1/id"));
        let release = after(&policies, &release, &[(corrected, "run"), (command, actor)]);
        // Once nothing shares it, the id belongs to its own command again.
        let entry = tried(&policies, &release, &correct(format!("{list}/0/id")), "run");
        assert_eq!(conditions(&entry), [Condition::OwnCommand]);
    }
}

#[test]
fn a_live_wave_is_finished_and_taken_back_however_it_is_planned() {
    let policies = policies(1);
    let release = repeated("finish_wave", PLANNED, |_| {});
    let finish = json!({"finish_wave": {"wave": "w", "outcome": "deployed"}});
    let back_out = json!({"back_out_wave": {"wave": "w"}});
    let release = after(&policies, &release, &[(finish, "deploy")]);
    // One of the two is deployed, so not everything is.
    let entry = tried(&policies, &release, &json!({"exit_early_life": {}}), "own");
    assert!(conditions(&entry).contains(&Condition::Stage));
    after(&policies, &release, &[(back_out, "own")]);
}

#[test]
fn the_team_of_each_wave_with_the_id_may_finish_it() {
    let policies = policies(1);
    let release = repeated("finish_wave", PLANNED, |again| {
        again["reaches"] = json!(["north"]);
    });
    let team = json!([{"id": "night", "leader": "config", "members": ["guest"],
        "reaches": ["north"]}]);
    let team = json!({"record_evidence": {"at": "/teams", "value": team}});
    let release = after(&policies, &release, &[(team, "run")]);
    let finish = json!({"finish_wave": {"wave": "w", "outcome": "deployed"}});
    after(&policies, &release, &[(finish, "guest")]);
}

#[test]
fn a_wave_is_deployed_when_all_that_have_its_id_are() {
    let policies = policies(1);
    let exit = json!({"exit_early_life": {}});
    let release = repeated("exit_early_life", DEPLOYED, |again| {
        again["attempts"][0]["outcome"] = json!("failed");
    });
    let entry = tried(&policies, &release, &exit, "own");
    assert!(conditions(&entry).contains(&Condition::Stage));
    let release = repeated("exit_early_life", DEPLOYED, |_| {});
    after(&policies, &release, &[(exit, "own")]);
}
