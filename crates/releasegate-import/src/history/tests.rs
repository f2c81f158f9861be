use proptest::prelude::*;
use releasegate::read::{Error, ErrorCode, Limits};
use serde_json::{Value, json};

use super::{Histories, HistoryMapping, HistoryNoteKind, HistoryProblemKind, import_history};

/// A mapping for a table with the columns `when`, `who`, `what`, `release` and `of`, changed.
fn mapping(changes: &Value) -> Value {
    let mut mapping = json!({
        "format": "releasegate/mapping/1",
        "release": {"column": "release"}, "at": {"column": "when"}, "actor": {"column": "who"},
        "rules": [
            {"when": {"what": ["went live", "live"]},
                "command": {"start_wave": {"wave": {"column": "of"}, "build": "b"}}},
            {"when": {"what": "over"}, "command": {"finish_wave": {"wave": "w", "outcome":
                {"column": "of", "words": {"ok": "deployed", "bad": "failed"}}}}},
            {"when": {"what": "comment"}, "ignore": "texts for people"},
        ],
    });
    for (key, value) in changes.as_object().unwrap() {
        mapping[key] = value.clone();
    }
    mapping
}

fn imported(changes: &Value, file: &str) -> Result<Histories, Error> {
    let limits = Limits::default();
    let mapping = HistoryMapping::read(mapping(changes).to_string().as_bytes(), &limits);
    import_history(mapping.unwrap(), Some("log"), file.as_bytes(), &limits)
}

fn table(changes: &Value, rows: &str) -> Histories {
    imported(changes, &format!("when,who,what,release,of\n{rows}")).unwrap()
}

/// The commands of the only history, and the rows that they come from.
fn commands(found: &Histories) -> (Vec<&'static str>, Vec<u64>) {
    let [history] = found.histories.as_slice() else {
        panic!("{found:#?}");
    };
    let names = history.commands.iter().map(|it| it.command.name());
    (names.collect(), history.rows.clone())
}

/// Row, line, column and kind of each problem.
fn problems(found: &Histories) -> Vec<(u64, Option<u64>, Option<&str>, HistoryProblemKind)> {
    let problems = found.problems.iter();
    problems
        .map(|it| {
            assert!(!it.help.is_empty() && !it.message.is_empty());
            (it.row, it.line, it.column.as_deref(), it.kind)
        })
        .collect()
}

fn rows_of(found: &Histories, kind: HistoryNoteKind) -> Vec<u64> {
    let notes = found.notes.iter().filter(|note| note.kind == kind);
    notes
        .flat_map(|note| note.rows.clone().unwrap_or_default())
        .collect()
}

#[test]
fn rows_become_commands_in_the_order_of_their_times() {
    let found = table(
        &json!({}),
        "2026-03-01T12:00:00Z,kai,over,R-1,ok\n\
         2026-03-01T10:00:00Z,kai,went live,R-1,north\n\
         2026-03-01T11:00:00Z,eva,comment,R-1,\n\
         2026-03-01T09:00:00Z,kai,live,R-2,\"a, b\"\n",
    );
    assert_eq!(problems(&found), []);
    let [first, second] = found.histories.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!((first.release.as_str(), &first.rows), ("R-1", &vec![2, 1]));
    assert_eq!((second.release.as_str(), &second.rows), ("R-2", &vec![4]));
    let commands = serde_json::to_value(&first.commands).unwrap();
    assert_eq!(
        commands,
        json!([
            {"command": {"start_wave": {"wave": "north", "build": "b"}}, "actor": "kai",
                "at": "2026-03-01T10:00:00Z"},
            {"command": {"finish_wave": {"wave": "w", "outcome": "deployed"}}, "actor": "kai",
                "at": "2026-03-01T12:00:00Z"},
        ])
    );
    assert_eq!(rows_of(&found, HistoryNoteKind::Ignored), [3]);
}

#[test]
fn what_is_no_command_is_said_and_the_rest_is_given() {
    let found = table(
        &json!({}),
        "2026-03-01T10:00:00Z,kai,went live,R,north\n\
         ,kai,went live,R,north\n\
         2026-03-01T10:00:00Z,,went live,R,north\n\
         2026-03-01T10:00:00Z,kai,went live,,north\n\
         2026-03-01T10:00:00Z,kai,went live,R,\n\
         2026-03-01T10:00:00Z,kai,went alive,R,north\n\
         2026-03-01T10:00:00Z,kai,over,R,perhaps\n\
         yesterday,kai,over,R,ok\n\
         2026-03-01,kai,over,R,ok\n\
         2026-03-01 10:00:00,kai,over,R,ok\n\
         too,few\n\
         2026-03-01T13:00:00Z,kai,over,R,bad\n",
    );
    use HistoryProblemKind::{Empty, NoRule, Time, UnknownWord, Unreadable};
    assert_eq!(
        problems(&found),
        [
            (2, Some(3), Some("when"), Empty),
            (3, Some(4), Some("who"), Empty),
            (4, Some(5), Some("release"), Empty),
            (5, Some(6), Some("of"), Empty),
            (6, Some(7), None, NoRule),
            (7, Some(8), Some("of"), UnknownWord),
            (8, Some(9), Some("when"), Time),
            (9, Some(10), Some("when"), Time),
            (10, Some(11), Some("when"), Time),
            (11, Some(12), None, Unreadable),
        ]
    );
    assert_eq!(
        commands(&found),
        (vec!["start_wave", "finish_wave"], vec![1, 12])
    );
    let of_no_release = found.problems.iter().filter(|it| it.release.is_none());
    assert_eq!(of_no_release.map(|it| it.row).collect::<Vec<_>>(), [4, 11]);
}

#[test]
fn a_command_that_cannot_be_names_the_column_at_fault() {
    let rules = json!({"rules": [
        {"command": {"finish_wave": {"wave": "w", "outcome": {"column": "of"}}}},
    ]});
    let found = table(&rules, "2026-03-01T10:00:00Z,kai,x,R,fine\n");
    assert_eq!(
        problems(&found),
        [(1, Some(2), Some("of"), HistoryProblemKind::Unfit)]
    );
    let rules = json!({"rules": [{"command": {"finish_wave": {"wave": "w"}}}]});
    let found = table(&rules, "2026-03-01T10:00:00Z,kai,x,R,fine\n");
    assert_eq!(
        problems(&found),
        [(1, Some(2), None, HistoryProblemKind::Unfit)]
    );
    assert!(found.problems[0].message.contains("outcome"), "{found:#?}");
}

#[test]
fn words_that_say_nothing_are_as_good_as_empty_cells() {
    let row = "2026-03-01T10:00:00Z,?,went live,R,north\n";
    assert_eq!(commands(&table(&json!({}), row)).1, [1]);
    let found = table(&json!({"nothing": ["?"]}), row);
    assert_eq!(
        problems(&found),
        [(1, Some(2), Some("who"), HistoryProblemKind::Empty)]
    );
}

#[test]
fn times_are_read_as_the_mapping_says() {
    let berlin = json!({"zone": "Europe/Berlin", "times": ["%d.%m.%Y %H:%M"]});
    let found = table(
        &berlin,
        "01.07.2026 08:30,kai,went live,R,north\n\
         25.10.2026 02:30,kai,over,R,ok\n\
         2026-11-01 08:30:00,kai,over,R,ok\n",
    );
    assert_eq!(
        problems(&found),
        [(2, Some(3), Some("when"), HistoryProblemKind::Time)]
    );
    let commands = &found.histories[0].commands;
    let times: Vec<_> = commands.iter().map(|it| it.at.to_string()).collect();
    assert_eq!(
        times,
        ["2026-07-01T08:30:00+02:00", "2026-11-01T08:30:00+01:00"]
    );
    assert_eq!(rows_of(&found, HistoryNoteKind::WholeMinute), [1]);
    // So are those inside a command.
    let mut inside = berlin;
    inside["rules"] = json!([{"command": {"plan": {"created_at":
        {"column": "of", "time": true}}}}]);
    let found = table(&inside, "2026-07-01T08:30:00Z,kai,x,R,30.06.2026 08:30\n");
    let plan = serde_json::to_value(&found.histories[0].commands[0].command).unwrap();
    assert_eq!(plan["plan"]["created_at"], "2026-06-30T08:30:00+02:00");
    assert_eq!(rows_of(&found, HistoryNoteKind::WholeMinute), [1]);
}

#[test]
fn rows_of_one_time_follow_each_other_as_in_the_file_and_are_told() {
    let rows = "2026-03-01T10:00:00Z,kai,went live,R,north\n\
                2026-03-01T10:00:00Z,kai,over,R,ok\n\
                2026-03-01T11:00:00Z,kai,went live,R,south\n";
    let found = table(&json!({}), rows);
    assert_eq!(commands(&found).1, [1, 2, 3]);
    assert_eq!(rows_of(&found, HistoryNoteKind::Simultaneous), [1, 2]);
    let found = table(&json!({"newest_first": true}), rows);
    assert_eq!(commands(&found).1, [2, 1, 3]);
}

#[test]
fn one_row_may_be_several_commands_and_a_rule_may_take_the_first_row_only() {
    let rules = json!({"rules": [
        {"first": true, "command": {"register": {"release": {"column": "release"}}}},
        {"when": {"what": "went live", "of": true},
            "command": {"start_wave": {"wave": {"column": "of"}, "build": {"column": "#"}}}},
    ]});
    let found = table(
        &rules,
        "2026-03-01T11:00:00Z,eva,went live,R,south\n\
         2026-03-01T10:00:00Z,kai,went live,R,north\n\
         2026-03-01T12:00:00Z,kai,went live,R,\n",
    );
    let (names, rows) = commands(&found);
    assert_eq!(names, ["register", "start_wave", "start_wave"]);
    assert_eq!(rows, [2, 2, 1]);
    assert_eq!(found.histories[0].commands[0].actor.as_str(), "kai");
    let start = serde_json::to_value(&found.histories[0].commands[2].command).unwrap();
    assert_eq!(start["start_wave"]["build"], "1");
    // Nothing else takes the third row.
    assert_eq!(rows_of(&found, HistoryNoteKind::Ignored), [3]);
}

#[test]
fn a_row_with_several_times_gives_each_command_its_own() {
    let rules = json!({
        "decided_at": {"column": "said", "optional": true},
        "rules": [
            {"when": {"live": true}, "at": {"column": "live"}, "actor": {"column": "by"},
                "command": {"start_wave": {"wave": "w", "build": "b"}}},
            {"command": {"approve_plan": {"version": {"column": "of", "optional": true}}}},
        ],
    });
    let found = imported(
        &rules,
        "release,when,who,said,live,by,of\n\
         R-1,2026-03-01T10:00:00Z,eva,2026-02-28,2026-03-02T10:00:00Z,kai,\n\
         R-2,2026-03-01T10:00:00Z,eva,,,,2\n",
    );
    let histories = serde_json::to_value(found.unwrap().histories).unwrap();
    assert_eq!(
        histories[0]["commands"],
        json!([
            {"command": {"approve_plan": {}}, "actor": "eva", "at": "2026-03-01T10:00:00Z",
                "decided_at": "2026-02-28"},
            {"command": {"start_wave": {"wave": "w", "build": "b"}}, "actor": "kai",
                "at": "2026-03-02T10:00:00Z", "decided_at": "2026-02-28"},
        ])
    );
    assert_eq!(
        histories[1]["commands"],
        json!([{"command": {"approve_plan": {"version": "2"}}, "actor": "eva",
            "at": "2026-03-01T10:00:00Z"}])
    );
}

#[test]
fn rows_are_inside_a_document_as_service_desks_export_them() {
    let by_value = json!({
        "rows": "/result", "zone": "UTC",
        "release": {"column": "/number/value"}, "at": {"column": "/opened_at/value"},
        "actor": {"column": "/opened_by/value"},
        "rules": [{"when": {"/state/value": "-5.0"}, "command": {"approve_plan": {}}}],
    });
    let cell = |value: Value| json!({"display_value": "shown", "value": value});
    let row = json!({"number": cell(json!("CHG1")), "opened_at": cell(json!("2022-01-06 12:12:43")),
        "opened_by": cell(json!("46428af1")), "state": cell(json!(-5.0)), "active": true});
    let mut nameless = row.clone();
    nameless["opened_by"] = cell(json!(""));
    let mut closed = row.clone();
    closed["state"] = cell(json!(3));
    let file = json!({"result": [row, nameless, closed]});
    let found = imported(&by_value, &file.to_string()).unwrap();
    assert_eq!(commands(&found), (vec!["approve_plan"], vec![1]));
    assert_eq!(
        problems(&found),
        [
            (2, None, Some("/opened_by/value"), HistoryProblemKind::Empty),
            (3, None, None, HistoryProblemKind::NoRule),
        ]
    );
    let unused = found
        .notes
        .iter()
        .find(|it| it.kind == HistoryNoteKind::Unused);
    assert_eq!(unused.unwrap().columns.as_deref().unwrap(), ["active"]);
    // Without the place of the rows nobody can tell where they are.
    let error = imported(&json!({}), &file.to_string()).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidValue);
    assert!(error.help.unwrap().contains("`rows`"));
    let single = json!({"result": file["result"][0]});
    let error = imported(&json!({}), &single.to_string()).unwrap_err();
    assert!(error.help.unwrap().contains("`rows`"));
    let found = imported(&by_value, &single.to_string()).unwrap();
    assert_eq!(commands(&found).1, [1]);
    let error = imported(&json!({"rows": "/results"}), &file.to_string()).unwrap_err();
    assert_eq!(error.pointer.as_deref(), Some("/rows"));
    assert_eq!(error.source.as_deref(), Some("mapping"));
}

#[test]
fn one_object_a_line_is_a_row() {
    let found = imported(
        &json!({}),
        "{\"when\":\"2026-03-01T10:00:00Z\",\"who\":\"kai\",\"what\":\"live\",\"release\":\"R\",\"of\":7}\n\
         {\"when\":\"2026-03-01T11:00:00Z\",\"who\":[\"kai\",\"eva\"],\"what\":\"live\",\"release\":\"R\",\"of\":\"x\"}\n\
         \n\
         {\"when\":\n\
         {\"when\":1,\"when\":2}\n\
         [1]\n\
         {\"when\":\"2026-03-01T12:00:00Z\",\"who\":{\"id\":\"kai\"},\"what\":\"over\",\"release\":\"R\",\"of\":\"ok\"}\n",
    );
    let found = found.unwrap();
    assert_eq!(commands(&found), (vec!["start_wave"], vec![1]));
    use HistoryProblemKind::{NotOneText, Unreadable};
    assert_eq!(
        problems(&found),
        [
            (2, Some(2), Some("who"), NotOneText),
            (3, Some(4), None, Unreadable),
            (4, Some(5), None, Unreadable),
            (5, Some(6), None, Unreadable),
            (6, Some(7), Some("who"), NotOneText),
        ]
    );
}

#[test]
fn events_of_a_log_are_rows_with_the_objects_they_are_related_to() {
    let object = |id: &str, kind: &str, attributes: Value| json!({"id": id, "type": kind, "attributes": attributes, "relationships": []});
    let named = |name: &str| json!([{"name": "id", "value": name, "time": "1970-01-01T00:00:00Z"}]);
    let related = |id: &str, qualifier: &str| json!({"objectId": id, "qualifier": qualifier});
    let event = |kind: &str, at: &str, of: Value| {
        json!({"id": at, "type": kind, "time": at, "relationships": of,
            "attributes": [{"name": "outcome", "value": "ok"}]})
    };
    let log = json!({
        "objectTypes": [], "eventTypes": [],
        "objects": [
            object("o1", "person", named("kai")), object("o2", "person", named("eva")),
            object("o3", "release", json!([
                {"name": "state", "value": "open", "time": "2026-01-01T00:00:00Z"},
                {"name": "state", "value": "live", "time": "2026-03-01T10:00:00Z"},
            ])),
        ],
        "events": [
            event("live", "2026-03-01T09:00:00Z", json!([related("o1", "by"), related("o3", "of")])),
            event("live", "2026-03-01T10:00:00Z", json!([related("o1", "by"), related("o3", "of")])),
            event("live", "2026-03-01T11:00:00Z",
                json!([related("o1", "by"), related("o2", "by"), related("o3", "of")])),
            event("live", "2026-03-01T12:00:00Z", json!([related("o9", "by"), related("o3", "of")])),
        ],
    });
    let by_objects = json!({
        "release": {"column": "of/release"}, "at": {"column": "time"},
        "actor": {"column": "by/person"},
        "rules": [{"when": {"type": "live"}, "command": {"start_wave": {
            "wave": {"column": "of/release/state"}, "build": {"column": "attributes/outcome"}}}}],
    });
    let found = imported(&by_objects, &log.to_string()).unwrap();
    assert_eq!(
        problems(&found),
        [
            (3, None, Some("by/person"), HistoryProblemKind::NotOneText),
            (4, None, None, HistoryProblemKind::Unreadable),
        ]
    );
    let commands = serde_json::to_value(&found.histories[0].commands).unwrap();
    assert_eq!(found.histories[0].release, "o3");
    assert_eq!(commands[0]["actor"], "kai");
    assert_eq!(
        commands[0]["command"]["start_wave"],
        json!({"wave": "open", "build": "ok"})
    );
    assert_eq!(commands[1]["command"]["start_wave"]["wave"], "live");
}

#[test]
fn a_mapping_that_cannot_be_used_is_an_error_with_its_place() {
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    for (changes, place) in [
        (json!({"actor": {"column": "whom"}}), "/actor/column"),
        (
            json!({"rules": [{"when": {"wat": "x"}, "ignore": "y"}]}),
            "/rules/0/when/wat",
        ),
        (
            json!({"rules": [{"command": {"start_wave": {"wave": {"column": "x"}}}}]}),
            "/rules/0/command/start_wave/wave/column",
        ),
        (
            json!({"rules": [{"command": start, "ignore": "y"}]}),
            "/rules/0",
        ),
        (json!({"rules": [{"ignore": " "}]}), "/rules/0"),
        (json!({"rules": [{}]}), "/rules/0"),
        (json!({"rules": [{"command": {}}]}), "/rules/0/command"),
        (
            json!({"rules": [{"command": {"strat_wave": {}}}]}),
            "/rules/0/command/strat_wave",
        ),
        (
            json!({"rules": [{"command": {"start_wave": {"wave": {"column": "of", "word": {}}}}}]}),
            "/rules/0/command/start_wave/wave/word",
        ),
        (json!({"times": ["%d.%m.%Y", "%Q"]}), "/times/1"),
        (json!({"delimiter": "ä"}), "/delimiter"),
        (json!({"delimiter": "\n"}), "/delimiter"),
    ] {
        let error = imported(&changes, "when,who,what,release,of\n").unwrap_err();
        assert_eq!(error.pointer.as_deref(), Some(place), "{error}");
        assert_eq!(error.source.as_deref(), Some("mapping"));
    }
}

#[test]
fn a_file_that_is_no_history_is_an_error() {
    let code = |file: &str| imported(&json!({}), file).unwrap_err().code;
    assert_eq!(
        code("when,who,what,when,release,of\n"),
        ErrorCode::DuplicateKey
    );
    assert_eq!(code("[{\"when\":"), ErrorCode::Syntax);
    assert_eq!(code("[{\"when\":1,\"when\":2}]"), ErrorCode::DuplicateKey);
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(code(&deep), ErrorCode::TooDeep);
    let limits = Limits {
        max_bytes: 3,
        ..Limits::default()
    };
    let read = HistoryMapping::read(
        mapping(&json!({})).to_string().as_bytes(),
        &Limits::default(),
    );
    let error = import_history(read.unwrap(), Some("log"), b"when", &limits).unwrap_err();
    assert_eq!(error.code, ErrorCode::TooLarge);
    assert_eq!(error.source.as_deref(), Some("log"));
}

#[test]
fn a_table_may_have_another_delimiter_and_other_letters() {
    let text = "\u{feff}when;who;what;release;of\n2026-03-01T10:00:00Z;J\u{fc}rgen;live;R;a,b\n";
    let semicolon = json!({"delimiter": ";"});
    let found = imported(&semicolon, text).unwrap();
    assert_eq!(found.histories[0].commands[0].actor.as_str(), "J\u{fc}rgen");
    let limits = Limits::default();
    let read = HistoryMapping::read(mapping(&semicolon).to_string().as_bytes(), &limits).unwrap();
    let latin: Vec<u8> = text
        .chars()
        .skip(1)
        .map(|c| u8::try_from(c).unwrap())
        .collect();
    let found = import_history(read, Some("log"), &latin, &limits).unwrap();
    assert_eq!(
        problems(&found),
        [(1, Some(2), None, HistoryProblemKind::Unreadable)]
    );
}

#[test]
fn rows_have_the_lines_on_which_they_begin() {
    let text = "when,who,what,release,of\r\n\
                x,\"two\r\nlines\",live,R,n\r\n\
                \r\n\
                x,kai,live,R,n\r\n";
    for text in [text.to_owned(), text.replace('\r', "")] {
        let found = imported(&json!({}), &text).unwrap();
        let lines: Vec<_> = problems(&found).iter().map(|it| (it.0, it.1)).collect();
        assert_eq!(lines, [(1, Some(2)), (2, Some(5))], "{text:?}");
    }
}

proptest! {
    /// Every row is a command, a problem or ignored for a reason, whatever it says.
    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec([
        prop::sample::select(vec!["2026-03-01T10:00:00Z", "2026-03-02", "", "x"]),
        prop::sample::select(vec!["kai", "", "\"a\nb\"", "a,b"]),
        prop::sample::select(vec!["went live", "live", "over", "comment", "first", ""]),
        prop::sample::select(vec!["R-1", "R-2", " "]),
        prop::sample::select(vec!["ok", "bad", "north", "", "?"]),
    ], 0..12)) {
        let lines: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        let mut rules = mapping(&json!({}))["rules"].as_array().unwrap().clone();
        rules.push(json!({"when": {"what": "first"}, "first": true,
            "command": {"register": {"release": {"column": "release"}}}}));
        let found = table(&json!({"rules": rules, "nothing": ["?"]}), &lines);
        let mut told: Vec<u64> = found.problems.iter().map(|it| it.row).collect();
        told.extend(found.histories.iter().flat_map(|it| it.rows.clone()));
        told.extend(rows_of(&found, HistoryNoteKind::Ignored));
        told.sort_unstable();
        told.dedup();
        let all: Vec<u64> = (1..).take(rows.len()).collect();
        prop_assert_eq!(told, all);
    }

    /// Whatever the bytes are, there is an answer.
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let limits = Limits::default();
        let read = HistoryMapping::read(mapping(&json!({})).to_string().as_bytes(), &limits).unwrap();
        let _ = import_history(read, Some("log"), &bytes, &limits);
    }
}
