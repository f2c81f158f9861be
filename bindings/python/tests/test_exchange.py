"""Documents that other tools take over, as validators that others wrote see them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import jsonschema
import pytest
import releasegate as rg
from google.protobuf import json_format
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.resource_descriptor_pb2 import ResourceDescriptor as ReadResource
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as ReadStatement
from trestle.oscal.assessment_results import Model as AssessmentResults

from .conftest import LATER, ROOT, findings

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
    # Without a finding there is still a result; without a release there is none.
    document = json.loads(vector("sarif-of-no-finding", "oscal"))
    OSCAL.validate(document)
    assert "findings" not in document["assessment-results"]["results"][0]


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
    record = json.dumps({"format": "releasegate/release/1", "id": "R-1"})
    statement = json.loads(bank.report(record, as_of=LATER, format="in_toto"))
    (subject,) = statement["subject"]
    assert subject["digest"] == {"sha256": hashlib.sha256(record.encode()).hexdigest()}
