"""Reports for other tools, as validators that others wrote see them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import junitparser
import openpyxl
import pytest
import releasegate as rg
import xmlschema
from openpyxl.worksheet.worksheet import Worksheet

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


def test_xlsx(bank: rg.Engine, releases: str) -> None:
    report = bank.report(releases, as_of=AS_OF, format="xlsx")
    assert isinstance(report, bytes)
    book = openpyxl.load_workbook(io.BytesIO(report))
    assert book.sheetnames == ["Summary", "Findings", "Next actions", "About"]
    assert book.properties.created == datetime(2026, 9, 1)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert not sheet.conditional_formatting
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "n", "d"), (sheet.title, cell.coordinate)
                if isinstance(cell.value, str):
                    opens = cell.value.lstrip()[:1] in tuple("=+-@")
                    assert cell.quotePrefix == opens, cell.value
                    assert not any(ord(character) < 32 for character in cell.value)
    table = {sheet.title: rows(sheet) for sheet in book}

    expected = findings(bank, releases)
    found = [(row["check"], row["verdict"]) for row in table["Findings"]]
    assert found == [it[1:] for it in expected]
    assert all(row["as_of"] == datetime(2026, 9, 1) for row in table["Findings"])
    # The same cells as the table for other tools, but for what guards those from formulas.
    text = bank.report(releases, as_of=AS_OF, format="csv")
    for row, other in zip(table["Findings"], csv.DictReader(io.StringIO(text)), strict=True):
        for column in row.keys() - {"as_of"}:
            value = "" if row[column] is None else str(row[column])
            assert value == other[column].removeprefix("'"), column

    assessments = bank.report(releases, as_of=AS_OF, format="ndjson").splitlines()
    for row, line in zip(table["Summary"], assessments, strict=True):
        assessment = json.loads(line)
        assert row["verdict"] == assessment["verdict"]
        required = [it for it in assessment["findings"] if it["severity"] == "must"]
        for verdict in ("conforming", "nonconforming", "not_evidenced", "not_applicable"):
            assert row[verdict] == sum(it["verdict"] == verdict for it in required)
    lines = releases.splitlines() if len(assessments) > 1 else [releases]
    actions = [bank.next_actions(line, as_of=AS_OF) for line in lines]
    open_checks = [it.check for action in actions for gate in action.gates for it in gate.checks]
    assert list(dict.fromkeys(row["check"] for row in table["Next actions"])) == list(
        dict.fromkeys(open_checks)
    )
    assert len({tuple(row.values()) for row in table["About"]}) == len(table["About"])

    assert report == bank.report(releases, as_of=AS_OF, format="xlsx")
    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_xlsx_has_dates_where_there_are_instants(bank: rg.Engine) -> None:
    release = (ROOT / "examples/payments-4.2/release.yaml").read_text()
    # Facts dated later are left out, and what is next has the places of the whole record.
    as_of = "2026-03-01T12:00:00.250+01:00"
    book = openpyxl.load_workbook(io.BytesIO(bank.report(release, as_of=as_of, format="xlsx")))
    (summary,) = rows(book["Summary"])
    assert summary["as_of"] == datetime(2026, 3, 1, 11, 0, 0, 250000)
    actions = bank.next_actions(release, as_of=as_of)
    expected = [
        (it.check, fact.at if fact else None, it.by and datetime.fromisoformat(it.by[:-1]))
        for gate in actions.gates
        for it in gate.checks
        for fact in [*it.facts, *([] if it.facts else [None])]
    ]
    table = rows(book["Next actions"])
    assert [(row["check"], row["fact"], row["by"]) for row in table] == expected
    assert any(by for _, _, by in expected) and any(at for _, at, _ in expected)


def test_a_page_has_the_places_of_the_whole_record(bank: rg.Engine) -> None:
    release = (ROOT / "examples/payments-4.2/release.yaml").read_text()
    as_of = "2026-03-01T12:00:00.250+01:00"
    page = bank.report(release, as_of=as_of, format="html")
    section = page.split('<section id="ahead"')[1].split("</section>")[0]
    actions = bank.next_actions(release, as_of=as_of)
    facts = [fact.at for gate in actions.gates for it in gate.checks for fact in it.facts]
    assert re.findall(r"<li><code>(.*?)</code>", section) == [escape(at) for at in facts]
    assert facts


def test_openpyxl_refuses_a_damaged_workbook(bank: rg.Engine) -> None:
    report = bank.report(record("R-1"), as_of=AS_OF, format="xlsx")
    with pytest.raises(zipfile.BadZipFile):
        openpyxl.load_workbook(io.BytesIO(report[: len(report) // 2]))
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(report)) as whole, zipfile.ZipFile(damaged, "w") as archive:
        for name in whole.namelist():
            text = whole.read(name)
            archive.writestr(name, text.replace(b"</sheetData>", b"") if "sheet1" in name else text)
    with pytest.raises(ElementTree.ParseError):
        openpyxl.load_workbook(damaged)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns."""
    names, *cells = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in cells]


def test_formats_are_refused_by_name(bank: rg.Engine) -> None:
    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report(record("R-1"), as_of=AS_OF, format="pdf")
    assert refused.value.pointer == "/format"


def test_many_records_are_given_as_they_are_held(bank: rg.Engine, tmp_path: Path) -> None:
    one, two = record("R-1"), record("R-2")
    lines = json.dumps(one) + "\n" + json.dumps(two) + "\n"
    (tmp_path / "a.ndjson").write_text(lines)
    (tmp_path / "b.json").write_text(json.dumps(record("R-3")))

    def ids(releases: Any) -> list[str]:
        text = bank.report(releases, as_of=AS_OF, format="ndjson")
        return [json.loads(line)["release"]["id"] for line in text.splitlines()]

    assert ids([one, two]) == ids(lines) == ["R-1", "R-2"]
    assert ids(tmp_path) == ids(str(tmp_path)) == ["R-1", "R-2", "R-3"]
    assert ids(path for path in [tmp_path / "b.json", tmp_path / "a.ndjson"]) == [
        "R-3",
        "R-1",
        "R-2",
    ]
    assert bank.report([], as_of=AS_OF, format="json") == "[]\n"

    (tmp_path / "a.ndjson").write_text(json.dumps(one) + "\n\n{}\n")
    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report(tmp_path, as_of=AS_OF)
    assert (refused.value.line, refused.value.source) == (3, str(tmp_path / "a.ndjson"))
