"""Documents that other tools take over, as validators that others wrote see them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
import releasegate as rg
from google.protobuf import json_format
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.resource_descriptor_pb2 import ResourceDescriptor as ReadResource
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as ReadStatement
from referencing import Registry, Resource
from trestle.oscal.assessment_results import Model as AssessmentResults

from .conftest import LATER, ROOT, findings, record

SCHEMAS = ROOT / "tests" / "schemas"
VECTORS = ROOT / "tests" / "vectors" / "operations" / "report.requests.ndjson"


def schema(name: str) -> Any:
    # Python has no classes of characters by their Unicode property.
    text = (SCHEMAS / name).read_text().replace(r"\\p{L}", r"[^\\W\\d_]")
    return json.loads(text.replace(r"\\p{N}", r"\\d"))


def vector(name: str, format: str) -> Any:
    """The record of a vector, in a report."""
    for line in VECTORS.read_text().splitlines():
        case = json.loads(line)
        if case["name"] == name:
            engine, request = rg.Engine(case["policy"]), case["request"]
            checks = request.get("checks")
            return engine.report(
                case["payload"], as_of=request["as_of"], checks=checks, format=format
            )
    raise AssertionError(name)


OSCAL = jsonschema.Draft7Validator(
    schema("oscal/assessment-results-1.2.1.json"), format_checker=jsonschema.FormatChecker()
)


def test_oscal(bank: rg.Engine, releases: str) -> None:
    text = bank.report(releases, as_of=LATER, format="oscal")
    document = json.loads(text)
    OSCAL.validate(document)
    # A reader with a model of its own.
    read = AssessmentResults.model_validate_json(text).assessment_results
    results = document["assessment-results"]["results"]
    assert [str(result.uuid) for result in read.results] == [it["uuid"] for it in results]

    states = {"conforming": "satisfied", "nonconforming": "not-satisfied"}
    states["not_evidenced"] = "not-satisfied"
    said, decided = [], []
    for result in results:
        observed = {}
        for observation in result["observations"]:
            if observation["types"] == ["discovery"]:
                continue  # of the record itself
            props = {it["name"]: it["value"] for it in observation["props"]}
            said.append((props["check"], props["verdict"]))
            observed[observation["uuid"]] = props["check"]
        for finding in result.get("findings", []):
            target = finding["target"]
            (related,) = finding["related-observations"]
            assert observed[related["observation-uuid"]] == target["target-id"]
            decided.append((target["target-id"], target["status"]["state"]))
    expected = findings(bank, releases)
    assert said == [(check, verdict) for _, check, verdict in expected]
    assert decided == [
        (check, states[verdict]) for _, check, verdict in expected if verdict in states
    ]
    uuids = [line for line in json.dumps(document, indent=0).splitlines() if '"uuid"' in line]
    # A release is the same component wherever it is judged.
    assert len(set(uuids)) == len(uuids)
    assert text == bank.report(releases, as_of=LATER, format="oscal")

    results[0]["start"] = "yesterday"
    with pytest.raises(jsonschema.ValidationError):
        OSCAL.validate(document)
    with pytest.raises(ValueError):
        AssessmentResults.model_validate(document)


def test_a_waiver_is_a_risk_of_oscal() -> None:
    document = json.loads(vector("oscal-of-a-waived-finding", "oscal"))
    OSCAL.validate(document)
    (result,) = document["assessment-results"]["results"]
    (finding,), (risk,) = result["findings"], result["risks"]
    assert finding["target"]["status"] == {"state": "not-satisfied", "reason": "fail"}
    assert finding["related-risks"] == [{"risk-uuid": risk["uuid"]}]
    assert (risk["status"], risk["deadline"]) == ("deviation-approved", "2026-12-01T00:00:00Z")


def test_a_document_of_oscal_has_results() -> None:
    # Without a finding there is still a result.
    document = json.loads(vector("sarif-of-no-finding", "oscal"))
    OSCAL.validate(document)
    assert "findings" not in document["assessment-results"]["results"][0]


@pytest.mark.parametrize("format", ["oscal", "in_toto"])
def test_on_no_release_there_is_no_document(bank: rg.Engine, format: str, tmp_path: Path) -> None:
    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report([], as_of=LATER, format=format, to=tmp_path / "report")
    assert (refused.value.code, refused.value.pointer) == ("invalid-value", "/documents")
    assert refused.value.help is not None
    assert not (tmp_path / "report").exists()


def test_a_document_of_oscal_without_results_is_none(bank: rg.Engine) -> None:
    document = json.loads(bank.report(record("R-1"), as_of=LATER, format="oscal"))
    document["assessment-results"]["results"] = []
    with pytest.raises(jsonschema.ValidationError):
        OSCAL.validate(document)


def validate(statement: dict[str, Any]) -> None:
    """A statement, and the policies of its result, as the attestation framework reads them."""
    Statement.copy_from_pb(json_format.ParseDict(statement, ReadStatement())).validate()
    for policy in statement["predicate"]["verifier"]["policies"]:
        read = json_format.ParseDict(policy, ReadResource())
        ResourceDescriptor.copy_from_pb(read).validate()


def test_in_toto(bank: rg.Engine, releases: str) -> None:
    text = bank.report(releases, as_of=LATER, format="in_toto")
    statements = [json.loads(line) for line in text.splitlines()]
    expected = findings(bank, releases)
    names = list(dict.fromkeys(release for release, _, _ in expected))
    assert len(statements) == len(names)
    for name, statement in zip(names, statements, strict=True):
        validate(statement)
        predicate = statement["predicate"]
        # Nothing but what passed.
        whole = "RELEASEGATE_CONFORMING"
        passed = [it for it in predicate["properties"] if "_GATE_" not in it and it != whole]
        assert passed == [
            f"RELEASEGATE_{check}"
            for release, check, verdict in expected
            if release == name and verdict == "conforming"
        ]
        assert predicate["timeCreated"] == LATER
    (own, profile) = statements[0]["predicate"]["verifier"]["policies"]
    policy = (ROOT / "examples/payments-4.2/policy.yaml").read_bytes()
    assert own["digest"] == {"sha256": hashlib.sha256(policy).hexdigest()}
    assert profile["name"] == "iso20000-1:2018"

    damages: list[dict[str, Any]] = [{"digest": {}}, {"unheard_of": 1}]
    for damage in damages:
        statement = json.loads(text.splitlines()[0])
        statement["subject"][0] |= damage
        with pytest.raises((ValueError, json_format.ParseError)):
            validate(statement)


def test_a_statement_of_in_toto_lists_no_waived_check() -> None:
    statement = json.loads(vector("in_toto-of-a-waived-finding", "in_toto"))
    validate(statement)
    assert "RELEASEGATE_DEP-01" not in statement["predicate"]["properties"]
    assert "RELEASEGATE_DEP-02" in statement["predicate"]["properties"]


def test_a_statement_of_in_toto_is_about_the_record_without_artifacts(bank: rg.Engine) -> None:
    text = json.dumps(record("R-1"))
    statement = json.loads(bank.report(text, as_of=LATER, format="in_toto"))
    (subject,) = statement["subject"]
    assert subject["digest"] == {"sha256": hashlib.sha256(text.encode()).hexdigest()}


def cdevents_validators(folder: str) -> dict[str, jsonschema.Draft202012Validator]:
    """The schema of each type of event."""
    schemas = [schema(str(path)) for path in (SCHEMAS / folder).rglob("*.json")]
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    return {
        schema["properties"]["context"]["properties"]["type"]["enum"][0]: (
            jsonschema.Draft202012Validator(
                schema, registry=registry, format_checker=jsonschema.FormatChecker()
            )
        )
        for schema in schemas
        if "context" in schema.get("properties", {})
    }


CDEVENTS = cdevents_validators("cdevents")
CDEVENTS_DRAFT = cdevents_validators("cdevents-draft")
CLOUDEVENT = jsonschema.Draft7Validator(
    schema("cloudevents/cloudevents.json"), format_checker=jsonschema.FormatChecker()
)


def test_cdevents(bank: rg.Engine, releases: str) -> None:
    text = bank.report(releases, as_of=LATER, format="cdevents")
    events = json.loads(text)
    for event in events:
        CLOUDEVENT.validate(event)
        CDEVENTS[event["type"]].validate(event["data"])
        context = event["data"]["context"]
        assert (event["id"], event["time"]) == (context["id"], context["timestamp"])
        assert event["subject"] == event["data"]["subject"]["id"]
        # What is given as an instant is one in the record.
        assert event["time"] in releases
    assert len({event["id"] for event in events}) == len(events)
    kinds = {event["type"].split(".")[2] for event in events}
    if "REL-PAY-4.2\n" in releases:
        assert kinds == {"build", "testcaserun", "service", "incident"}
        # Every type that is written is validated here, but for those of a back-out.
        assert len({event["type"] for event in events}) == 6

        del events[-1]["data"]["subject"]["content"]["environment"]
        with pytest.raises(jsonschema.ValidationError):
            CDEVENTS[events[-1]["type"]].validate(events[-1]["data"])
        del events[-1]["source"]
        with pytest.raises(jsonschema.ValidationError):
            CLOUDEVENT.validate(events[-1])


def test_approvals_as_the_draft_of_cdevents_has_them(bank: rg.Engine, releases: str) -> None:
    def events(format: Literal["cdevents", "cdevents_draft"]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(bank.report(releases, as_of=LATER, format=format))
        return found

    released, draft = events("cdevents"), events("cdevents_draft")
    approvals = [event for event in draft if event["type"] in CDEVENTS_DRAFT]
    if "REL-PAY-4.2\n" in releases:
        assert approvals
    assert [event for event in draft if event not in approvals] == released
    for event in approvals:
        CLOUDEVENT.validate(event)
        CDEVENTS_DRAFT[event["type"]].validate(event["data"])
        assert event["data"]["context"]["specversion"] == "0.6.0-draft"
        assert event["time"] in releases

        del event["data"]["subject"]["content"]["responder"]
        with pytest.raises(jsonschema.ValidationError):
            CDEVENTS_DRAFT[event["type"]].validate(event["data"])


def test_an_approval_taken_back_does_not_stay_approved(bank: rg.Engine) -> None:
    def approval(of: str, decision: str, **rest: str) -> dict[str, Any]:
        return {"id": of, "decision": decision, "decided_at": f"2026-03-0{of}T10:00:00Z", **rest}

    given = json.dumps(
        record(
            "R-1",
            approvals=[
                approval("1", "approved", by="eva"),
                approval("2", "withdrawn", by="eva"),
                approval("3", "rejected", by="tom"),
                # The draft asks who decided.
                approval("4", "approved"),
                {**approval("5", "approved", by="eva"), "decided_at": "2026-03-05"},
            ],
        )
    )
    events = json.loads(bank.report(given, as_of=LATER, format="cdevents_draft"))
    said = [
        (
            event["subject"],
            event["data"]["subject"]["content"]["status"],
            event["data"]["customData"]["outcome"],
        )
        for event in events
    ]
    assert said == [
        ("1", "approved", "approved"),
        ("2", "rejected", "withdrawn"),
        ("3", "rejected", "rejected"),
    ]


def test_cdevents_of_a_back_out(bank: rg.Engine) -> None:
    attempt: dict[str, Any] = {
        "started_at": "2026-03-01T10:00:00Z",
        "ended_at": "2026-03-01T11:00:00Z",
        "artifacts": [{"deliverable": "a b", "version": "1", "digest": "sha256:ab"}],
        "outcome": "backed_out",
        "back_out": {"ended_at": "2026-03-01T12:00:00+01:00", "outcome": "passed"},
    }
    waves = [{"id": "w", "attempts": [attempt]}]
    results = [
        {"criterion": "AC-1", "outcome": "skipped", "tested_at": "2026-02-01T00:00:00Z"},
        {"criterion": "AC-2", "outcome": "passed", "tested_at": "2026-02-01"},
    ]
    for result in results:
        result["environment"] = "uat"
    given = record(
        "R-1",
        service="payments",
        changes=[{"id": "C-1", "service_effect": "new"}],
        verification={"results": results},
        deployment={"environment": "live", "waves": waves},
    )
    events = json.loads(bank.report(given, as_of=LATER, format="cdevents"))
    for event in events:
        CDEVENTS[event["type"]].validate(event["data"])
    # A day is no instant, and what was taken back was not shown to be live.
    skipped, rolled_back = events
    assert skipped["type"] == "dev.cdevents.testcaserun.skipped.0.2.0"
    assert rolled_back["type"] == "dev.cdevents.service.rolledback.0.3.0"
    assert rolled_back["time"] == "2026-03-01T12:00:00+01:00"
    content = rolled_back["data"]["subject"]["content"]
    assert content["artifactId"] == "pkg:generic/a%20b@1?checksum=sha256:ab"

    attempt |= {"outcome": "deployed", "back_out": None}
    (_, deployed) = json.loads(bank.report(given, as_of=LATER, format="cdevents"))
    assert deployed["type"] == "dev.cdevents.service.deployed.0.3.0"
    CDEVENTS[deployed["type"]].validate(deployed["data"])


OCEL = jsonschema.Draft7Validator(
    schema("ocel/ocel-2.0.json"), format_checker=jsonschema.FormatChecker()
)


def validate_log(log: dict[str, Any]) -> None:
    """What the schema of OCEL asks for, and what only its specification says."""
    OCEL.validate(log)
    for things, types in (("events", "eventTypes"), ("objects", "objectTypes")):
        declared = {
            kind["name"]: {attribute["name"] for attribute in kind["attributes"]}
            for kind in log[types]
        }
        for thing in log[things]:
            assert thing["type"] in declared, thing
            assert {it["name"] for it in thing["attributes"]} <= declared[thing["type"]], thing
    ids = {thing["id"] for thing in log["events"] + log["objects"]}
    assert len(ids) == len(log["events"]) + len(log["objects"]), "ids are unique"
    objects = {it["id"] for it in log["objects"]}
    for thing in log["events"] + log["objects"]:
        for related in thing["relationships"]:
            assert related["objectId"] in objects, thing


def test_ocel(bank: rg.Engine, releases: str) -> None:
    log = json.loads(bank.report(releases, as_of=LATER, format="ocel"))
    validate_log(log)
    names = {
        thing["id"]: next(it["value"] for it in thing["attributes"] if it["name"] == "id")
        for thing in log["objects"]
    }
    checks = [thing["id"] for thing in log["objects"] if thing["type"] == "check"]
    said = [
        (names[related["objectId"]], related["qualifier"])
        for event in log["events"]
        if event["type"] == "assess"
        for related in event["relationships"]
        if related["objectId"] in checks
    ]
    assert said == [it[1:] for it in findings(bank, releases)]
    related = {it["objectId"] for event in log["events"] for it in event["relationships"]}
    assert related == set(names), "every object has an event"

    if "REL-PAY-4.2\n" in releases:
        kinds = {event["type"] for event in log["events"]}
        assert {"decide on approval", "start wave", "open incident", "close release"} <= kinds
        refused = [
            event
            for event in log["events"]
            if {"name": "accepted", "value": "no"} in event["attributes"]
        ]
        assert len(refused) == 1

    del log["events"][0]["time"]
    with pytest.raises(jsonschema.ValidationError):
        validate_log(log)
    log = json.loads(bank.report(releases, as_of=LATER, format="ocel"))
    del log["objects"][0]
    with pytest.raises(AssertionError):
        validate_log(log)


def test_a_reader_of_ocel_finds_all_of_it(bank: rg.Engine, releases: str, tmp_path: Path) -> None:
    reader = pytest.importorskip("oceldb.io", reason="oceldb needs Python 3.11 or later")
    path = tmp_path / "log.json"
    bank.report(releases, as_of=LATER, format="ocel", to=path)
    log = json.loads(path.read_text())
    read = reader.convert_ocel(path, tmp_path / "log.oceldb", validate=True)
    for table, column, expected in (
        (read.events(), "ocel_id", [event["id"] for event in log["events"]]),
        (read.objects(), "ocel_id", [thing["id"] for thing in log["objects"]]),
        (
            read.e2o(),
            "ocel_object_id",
            [it["objectId"] for event in log["events"] for it in event["relationships"]],
        ),
    ):
        assert sorted(table.collect()[column].to_list()) == sorted(expected)

    log["events"][0]["relationships"][0]["objectId"] = "nobody"
    path.write_text(json.dumps(log))
    with pytest.raises(ValueError, match="nobody"):
        reader.convert_ocel(path, tmp_path / "damaged.oceldb", validate=True)


def test_a_waiver_of_ocel_has_its_end() -> None:
    log = json.loads(vector("ocel-of-a-waived-finding", "ocel"))
    validate_log(log)
    (waiver,) = (thing for thing in log["objects"] if thing["type"] == "waiver")
    facts = {it["name"]: (it["value"], it["time"]) for it in waiver["attributes"]}
    assert facts["until"] == ("2026-12-01T00:00:00Z", "1970-01-01T00:00:00Z")
    assert facts["in force"] == ("yes", "2026-09-01T00:00:00Z")
    (assessed,) = (event for event in log["events"] if event["type"] == "assess")
    related = {"objectId": waiver["id"], "qualifier": "waiver in force"}
    assert related in assessed["relationships"]


def test_people_of_one_masked_address_stay_apart(bank: rg.Engine) -> None:
    builds = [
        {"id": "b1", "built_at": "2026-03-01T00:00:00Z", "built_by": [f"{who}@example.org"]}
        for who in ("jane", "jim")
    ]
    given = record("R-1", build={"builds": builds})
    masked, shown = (
        json.loads(bank.report(given, as_of=LATER, format="ocel", reveal=reveal))
        for reveal in (False, True)
    )
    people, named = (
        {
            thing["id"]: thing["attributes"][0]["value"]
            for thing in log["objects"]
            if thing["type"] == "person"
        }
        for log in (masked, shown)
    )
    assert list(people.values()) == ["***@example.org"] * 2
    assert list(people) == list(named)
    assert list(named.values()) == ["jane@example.org", "jim@example.org"]
