use super::lint;
use crate::policy::PolicySource;
use crate::read::Limits;

/// `kind pointer` of each finding on a sound policy with some keys more, or others.
fn found(more: &str) -> Vec<String> {
    found_in(&document("acme", "iso20000-1:2018", more))
}

fn found_in(text: &str) -> Vec<String> {
    let source = PolicySource::read(text.as_bytes(), None, &Limits::default()).unwrap();
    let written = |finding| {
        let json = serde_json::to_value(finding).unwrap();
        let kind = json["defect"]["kind"].as_str().unwrap().to_owned();
        format!("{kind} {}", json["pointer"].as_str().unwrap())
    };
    lint(&source).into_iter().map(written).collect()
}

fn document(id: &str, extends: &str, more: &str) -> String {
    let mut keys: serde_json::Map<_, _> = serde_json::from_str(
        r#"{"format":"releasegate/policy/1","version":"1","zone":"Europe/Berlin",
            "valid_from":"2026-01-01T00:00:00Z",
            "documents":[{"id":"P"}],
            "release_types":[{"id":"e","emergency":true,"frequency":"rare","managed_by":"P"}]}"#,
    )
    .unwrap();
    let more: serde_json::Map<_, _> = serde_json::from_str(more).unwrap();
    keys.extend(more);
    keys.insert("id".to_owned(), id.into());
    keys.insert("extends".to_owned(), extends.into());
    keys.retain(|_, value| !value.is_null());
    serde_json::Value::Object(keys).to_string()
}

#[test]
fn a_sound_policy_has_no_defect() {
    assert_eq!(found("{}"), [""; 0]);
    assert_eq!(found_in("iso20000-1:2018"), [""; 0]);
}

#[test]
fn each_defect_is_found_where_it_is() {
    for (more, expected) in [
        (r#"{"valid_from":null}"#, "never_in_force /valid_from"),
        (
            r#"{"superseded_from":"2025-01-01T00:00:00Z"}"#,
            "never_in_force /valid_from",
        ),
        (
            r#"{"early_life":{"exit_authority":["boss"]}}"#,
            "unknown_role /early_life/exit_authority/0",
        ),
        (
            r#"{"roles":[{"id":"customer"},{"id":"customer"}]}"#,
            "repeated_id /roles/1/id",
        ),
        (
            r#"{"approvals":[{"id":"a","of":"waiver","roles":["customer","service_owner"]}],
                "roles":[{"id":"customer","may_approve":["plan"]}]}"#,
            "role_may_not_approve /approvals/0/roles/0",
        ),
        (
            r#"{"approvals":[{"id":"a","of":"waiver","roles":[]}]}"#,
            "nobody_approves /approvals/0/roles",
        ),
        (
            r#"{"approvals":[{"id":"a","of":"release","release_types":[],"roles":["service_owner"]}]}"#,
            "rule_for_no_type /approvals/0/release_types",
        ),
        (
            r#"{"approvals":[{"id":"a","of":"waiver","roles":["service_owner"],"quorum":2}]}"#,
            "one_approver /approvals/0/quorum",
        ),
        (
            r#"{"release_types":[{"id":"e","emergency":true,"frequency":"rare","managed_by":"P"},
                {"id":"e","emergency":true,"frequency":"rare","managed_by":"P"}]}"#,
            "repeated_id /release_types/1/id",
        ),
        (
            r#"{"early_life_days":0}"#,
            "gate_never_opens /early_life_days",
        ),
        (
            r#"{"release_types":[{"id":"e","emergency":true,"frequency":"rare","managed_by":"P",
                "early_life_days":0}]}"#,
            "gate_never_opens /release_types/0/early_life_days",
        ),
        (
            r#"{"lead_times":[{"check":"PLN-01","days":1},{"check":"PLN-01","days":2}]}"#,
            "repeated_rule /lead_times/1/check",
        ),
        (r#"{"methods":[]}"#, "gate_never_opens /methods"),
        (r#"{"release_types":[]}"#, "gate_never_opens /release_types"),
        (
            r#"{"release_types":[{"id":"e","emergency":true,"managed_by":"P"}]}"#,
            "gate_never_opens /release_types/0",
        ),
        (
            r#"{"zone":null,"calendar":{"windows":[{"id":"w","from":"2026-01-01","until":"2026-01-02"}]}}"#,
            "time_unusable /calendar/windows/0/from",
        ),
        (
            r#"{"calendar":{"freezes":[{"id":"f","from":"2026-01-01"}]}}"#,
            "freeze_without_end /calendar/freezes/0",
        ),
        (
            r#"{"lead_times":[{"check":"CLS-01","days":1}]}"#,
            "lead_time_after_start /lead_times/0/check",
        ),
        (
            r#"{"lead_times":[{"check":"PLN-01","days":1,"business":true}]}"#,
            "no_holidays /lead_times/0/business",
        ),
        (
            r#"{"lead_times":[{"check":"PLN-99","days":1}]}"#,
            "unknown_check /lead_times/0/check",
        ),
        (
            r#"{"checks":[{"check":"ELS-06","severity":"off"}],"limits":{"problem_after_incidents":2}}"#,
            "limit_not_asked /limits/problem_after_incidents",
        ),
        (
            r#"{"checks":[{"check":"ELS-06","severity":"should"},{"check":"ELS-06","severity":"off"}]}"#,
            "repeated_rule /checks/1/check",
        ),
        (
            r#"{"major_threshold":{}}"#,
            "threshold_without_effect /major_threshold",
        ),
        (
            r#"{"major_threshold":{"changes":5,"affected_items":1}}"#,
            "threshold_without_effect /major_threshold/affected_items",
        ),
    ] {
        assert_eq!(found(more), [expected], "{more}");
    }
}

#[test]
#[cfg(feature = "cel")]
fn each_own_check_that_cannot_be_used_is_found() {
    let own = |id: &str, requires: &str, role: &str| {
        format!(
            r#"{{"id":"{id}","name":"n","title":"t","stage":"build","requires":"{requires}",
                "message":"m","remedy":"r","role":"{role}"}}"#
        )
    };
    let rules = [
        own("DEP-01", "release.id == 'R'", "build_manager"),
        own("ACME-01", "release.id == 'R'", "build_manager"),
        own("acme-01", "release.id == 'R'", "build_manager"),
        own("ACME-02", "release.id ==", "build_manager"),
        own("ACME-03", "release.id == 'R'", "boss"),
    ];
    let expected = [
        "own_check_unusable /own_checks/0/id",
        "own_check_unusable /own_checks/2/id",
        "own_check_unusable /own_checks/3/requires",
        "unknown_role /own_checks/4/role",
    ];
    let more = format!(r#"{{"own_checks":[{}]}}"#, rules.join(","));
    assert_eq!(found(&more), expected);
}

#[test]
#[cfg(feature = "cel")]
fn an_own_check_that_looks_at_nothing_shows_nothing() {
    let own = |applies_when: &str, requires: &str| {
        let more = format!(
            r#"{{"own_checks":[{{"id":"ACME-01","name":"n","title":"t","stage":"build",
                "applies_when":"{applies_when}","requires":"{requires}","message":"m",
                "remedy":"r","role":"build_manager"}}],
                "lead_times":[{{"check":"ACME-01","days":2}}]}}"#
        );
        found(&more)
    };
    assert_eq!(own("has(release.plan)", "release.id == 'R'"), [""; 0]);
    assert_eq!(
        own("1 > 2", "release.id == 'R'"),
        ["own_check_unusable /own_checks/0/applies_when"]
    );
    assert_eq!(
        own(
            "has(release.plan)",
            "as_of > timestamp('2026-01-01T00:00:00Z')"
        ),
        ["own_check_unusable /own_checks/0/requires"]
    );
}

#[test]
fn windows_that_come_again_may_be_closed_each_time() {
    let closed = |freeze: &str, window: &str| {
        let more = format!(
            r#"{{"calendar":{{"freezes":[{{"id":"f",{freeze}}}],"windows":[{{"id":"w",{window}}}]}}}}"#
        );
        let closed = "window_always_closed /calendar/windows/0";
        found(&more).iter().any(|it| it == closed)
    };
    let at = |from: &str, until: &str, scope: &str, more: &str| {
        format!(r#""from":"{from}","until":"{until}","scope":["{scope}"]{more}"#)
    };
    let night = |more| {
        at(
            "2026-01-04T02:00:00+01:00",
            "2026-01-04T06:00:00+01:00",
            "live",
            more,
        )
    };
    let sundays = r#","recurrence":"FREQ=WEEKLY;BYDAY=SU""#;
    let first_sundays = r#","recurrence":"FREQ=MONTHLY;BYDAY=1SU""#;
    let sunday = |scope, more| at("2026-01-04", "2026-01-04", scope, more);
    assert!(closed(&sunday("live", sundays), &night(sundays)));
    assert!(closed(&sunday("*", sundays), &night(sundays)));
    assert!(closed(&sunday("live", sundays), &night("")));
    // Another place, only some of them, only the first, a part of each.
    assert!(!closed(&sunday("test", sundays), &night(sundays)));
    assert!(!closed(&sunday("live", first_sundays), &night(sundays)));
    assert!(!closed(&sunday("live", ""), &night(sundays)));
    let early = at(
        "2026-01-04T00:00:00+01:00",
        "2026-01-04T05:00:00+01:00",
        "live",
        sundays,
    );
    assert!(!closed(&early, &night(sundays)));
    assert!(closed(r#""from":"2025-12-01""#, &night(sundays)));
}

/// What builds may not approve where the policy requires that duties are apart.
#[test]
fn duties_that_are_kept_apart_count_for_a_quorum() {
    let of = |profile: &str, builder: &str| {
        let more = format!(
            r#"{{"approvals":[{{"id":"a","of":"release","roles":["service_owner"]}}],
                "roles":[{{"id":"service_owner","holders":["a"]}},
                         {{"id":"build_manager","holders":["{builder}"]}}]}}"#
        );
        let found = found_in(&document("acme", profile, &more));
        found.iter().any(|it| it.starts_with("quorum_out_of_reach"))
    };
    assert!(of("soc2", "a"));
    assert!(!of("soc2", "b"));
    assert!(!of("iso20000-1:2018", "a"));
}

#[test]
fn a_rule_without_roles_keeps_its_gate_closed() {
    let more = r#"{"approvals":[{"id":"a","of":"release","roles":[]}]}"#;
    let expected = [
        "gate_never_opens /approvals/0",
        "nobody_approves /approvals/0/roles",
    ];
    assert_eq!(found(more), expected);
}

#[test]
fn policies_that_only_build_on_one_another_are_a_finding() {
    let set = |documents: &[String]| {
        let all = documents.join(",");
        found_in(&format!(
            r#"{{"format":"releasegate/policies/1","policies":[{all}]}}"#
        ))
    };
    let expected = [
        "unknown_base /policies/0/extends",
        "unknown_base /policies/1/extends",
    ];
    let circle = [document("a", "b", "{}"), document("b", "a", "{}")];
    assert_eq!(set(&circle), expected);
    let until = r#"{"superseded_from":"2026-02-01T00:00:00Z"}"#;
    let from = r#"{"valid_from":"2026-02-01T00:00:00Z"}"#;
    let [first, second] = [until, from].map(|more| document("a", "iso20000-1:2018", more));
    assert_eq!(set(&[first, second]), ["repeated_id /policies/1/version"]);
}

#[test]
fn what_is_left_out_need_not_be_possible() {
    let more = r#"{"methods":[],"checks":[{"check":"PLN-08","severity":"off"}]}"#;
    assert_eq!(found(more), [""; 0]);
}

#[test]
fn a_gate_at_which_nothing_is_required_never_opens() {
    let profile = crate::policy::profile("iso20000-1:2018").unwrap();
    let at_gate = profile.checks.iter().filter(|ruled| {
        ruled.gate == Some(crate::stage::Stage::Closure)
            && ruled.severity == crate::checks::Severity::Must
    });
    let rules =
        at_gate.map(|ruled| format!(r#"{{"check":"{}","severity":"off"}}"#, ruled.check.id));
    let rules: Vec<_> = rules.collect();
    let more = format!(r#"{{"checks":[{}]}}"#, rules.join(","));
    assert_eq!(found(&more), ["gate_never_opens /checks"]);
}

#[test]
fn a_profile_that_cannot_be_found_is_a_finding() {
    let unknown = document(
        "acme",
        "iso",
        r#"{"checks":[{"check":"PLN-01","severity":"off"}]}"#,
    );
    assert_eq!(found_in(&unknown), ["unknown_base /extends"]);
    let itil = document(
        "acme",
        "soc2",
        r#"{"checks":[{"check":"SUP-14","severity":"off"}]}"#,
    );
    assert_eq!(found_in(&itil), ["off_not_asked /checks/0"]);
}

/// One builder, one tester and two approvers: who is lost to the quorum depends on who does what.
#[test]
fn a_quorum_counts_who_is_left() {
    let quorum = |builders: &str, testers: &str, exclude: &str, quorum: u32| {
        let more = format!(
            r#"{{"approvals":[{{"id":"a","of":"release","roles":["service_owner"],
                 "quorum":{quorum},"exclude":[{exclude}]}}],
                "roles":[{{"id":"service_owner","holders":["a","b"]}},
                         {{"id":"build_manager","holders":[{builders}]}},
                         {{"id":"test_manager","holders":[{testers}]}}]}}"#
        );
        found(&more)
            .iter()
            .any(|it| it == "quorum_out_of_reach /approvals/0/quorum")
    };
    let both = r#""builders","testers""#;
    assert!(!quorum(r#""a""#, r#""b""#, "", 2));
    assert!(quorum(r#""a""#, r#""b""#, "", 3));
    assert!(quorum(r#""a""#, r#""c""#, both, 2));
    assert!(quorum(r#""a""#, r#""b""#, both, 1));
    // One of them may do both, which leaves the other.
    assert!(!quorum(r#""a","b""#, r#""b""#, both, 1));
    assert!(quorum(r#""a","b""#, r#""b""#, both, 2));
    // Somebody else may build it.
    assert!(!quorum(r#""a","c""#, r#""c""#, both, 2));
    // Nobody is named for the work: the records tell.
    assert!(!quorum("", "", both, 2));
}

#[test]
fn a_set_is_looked_at_with_what_it_takes_over() {
    let group = document("group", "iso20000-1:2018", r#"{"methods":[]}"#);
    let own = r#"{"documents":[{"id":"Q"}],"release_types":null}"#;
    let bank = document("bank", "group", own);
    let set = format!(r#"{{"format":"releasegate/policies/1","policies":[{group},{bank}]}}"#);
    let expected = [
        "unknown_document /policies/0/release_types/0/managed_by",
        "gate_never_opens /policies/0/methods",
    ];
    assert_eq!(found_in(&set), expected);
    let other = document("other", "iso20000-1:2018", "{}");
    let lost = document("acme", "acme", "{}");
    let set = format!(r#"{{"format":"releasegate/policies/1","policies":[{other},{lost}]}}"#);
    let expected = [
        "unknown_base /policies/1/extends",
        "several_policies /policies/1/id",
    ];
    assert_eq!(found_in(&set), expected);
}
