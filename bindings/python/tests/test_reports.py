"""Reports for other tools, as validators that others wrote see them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
import releasegate as rg
import xmlschema

from .conftest import LATER as AS_OF
from .conftest import ROOT, findings, record

SCHEMAS = ROOT / "tests" / "schemas"
SARIF = jsonschema.Draft7Validator(json.loads((SCHEMAS / "sarif/sarif-2.1.0.json").read_text()))
JUNIT = xmlschema.XMLSchema10(str(SCHEMAS / "junit/junit-10.xsd"))


def test_sarif(bank: rg.Engine, releases: str) -> None:
    log = json.loads(bank.report(releases, as_of=AS_OF, format="sarif"))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    kinds = {
        "conforming": "pass",
        "nonconforming": "fail",
        "not_evidenced": "open",
        "not_yet_due": "informational",
        "not_applicable": "notApplicable",
    }
    expected = [(check, kinds[verdict]) for _, check, verdict in findings(bank, releases)]
    assert [(result["ruleId"], result["kind"]) for result in results] == expected
    assert len(expected) >= 100
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [json.dumps(result["partialFingerprints"]) for result in results]
    assert len(set(prints)) == len(prints)
    assert bank.report(releases, as_of=AS_OF, format="sarif") == bank.report(
        releases, as_of=AS_OF, format="sarif"
    )

    results[0]["kind"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        SARIF.validate(log)


def test_junit(bank: rg.Engine, releases: str) -> None:
    text = bank.report(releases, as_of=AS_OF, format="junit")
    JUNIT.validate(text)
    suites = list(junitparser.JUnitXml.fromstring(text.encode()))
    cases = [case for suite in suites for case in suite]
    expected = findings(bank, releases)
    assert [case.name.split(":")[0] for case in cases] == [check for _, check, _ in expected]
    for case, (_, _, verdict) in zip(cases, expected, strict=True):
        # Passing and conforming are the same thing, and nothing else passes.
        assert (case.result == []) == (verdict == "conforming"), case.name
    for suite in suites:
        outcomes = [type(result) for case in suite for result in case.result]
        assert suite.tests == len(list(suite))
        assert suite.failures == outcomes.count(junitparser.Failure)
        assert suite.errors == outcomes.count(junitparser.Error)
        assert suite.skipped == outcomes.count(junitparser.Skipped)

    with pytest.raises(xmlschema.XMLSchemaException):
        JUNIT.validate(text.replace(" errors=", " mistakes="))
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(text.replace("</testsuite>", "", 1))


def test_csv(bank: rg.Engine, releases: str) -> None:
    text = bank.report(releases, as_of=AS_OF, format="csv")
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    expected = findings(bank, releases)
    assert [(row["check"], row["verdict"]) for row in rows] == [it[1:] for it in expected]
    for row in rows:
        assert None not in row, "a row has more cells than the header"
        for cell in row.values():
            assert cell is not None, "a row has fewer cells than the header"
            assert cell.lstrip()[:1] not in tuple("=+-@"), cell
            assert not any(ord(character) < 32 for character in cell), cell


def test_formats_are_refused_by_name(bank: rg.Engine) -> None:
    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report(record("R-1"), as_of=AS_OF, format="pdf")
    assert refused.value.pointer == "/format"
