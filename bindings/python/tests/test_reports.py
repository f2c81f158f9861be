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
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from releasegate import types

from .conftest import LATER as AS_OF
from .conftest import ROOT, findings, record

SCHEMAS = ROOT / "tests" / "schemas"
SARIF = jsonschema.Draft7Validator(json.loads((SCHEMAS / "sarif/sarif-2.1.0.json").read_text()))
JUNIT = xmlschema.XMLSchema10(str(SCHEMAS / "junit/junit-10.xsd"))


def test_a_missing_folder_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "report.csv"
    with pytest.raises(FileNotFoundError) as raised:
        rg.Engine("iso20000-1:2018").report(record("R-1"), format="csv", to=path)
    assert raised.value.filename == str(path)


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
    check_sheets(book)
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


def check_sheets(book: Workbook) -> None:
    """What all sheets keep to, whatever a record says."""
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


@pytest.mark.parametrize("logged", [False, True])
def test_xlsx_has_the_indicators_of_a_period(bank: rg.Engine, releases: str, logged: bool) -> None:
    period: Any = {"start": "2026-01-01", "end": "2026-07-01", "zone": "Europe/Berlin"}
    period["by"] = ["service", "type"]
    if logged:
        day = {"started_at": "2026-03-29T00:30:00+01:00", "ended_at": "2026-03-29T02:00:00Z"}
        period["log"] = [{"id": "D-1", "service": "payments", "release": "REL-PAY-4.2", **day}]
    report = bank.report(releases, as_of=AS_OF, format="xlsx", metrics=period)
    book = openpyxl.load_workbook(io.BytesIO(report))
    names = ["Summary", "Findings", "Next actions", "KPIs", "KPI cases", "About"]
    assert book.sheetnames == names
    check_sheets(book)
    metrics = bank.metrics(releases, as_of=AS_OF, **period)

    # Nothing but where an address is masked or a character made visible is not as it was counted.
    shown = {row["service"] for row in rows(book["Summary"])}
    listed: list[tuple[types.Indicator, types.Indicator | types.IndicatorGroup]] = []
    for one in metrics.indicators:
        listed += [(one, one), *((one, group) for group in one.groups)]
    table = rows(book["KPIs"])
    assert len(table) == len(listed)
    kinds = set()
    for row, (one, counted) in zip(table, listed, strict=True):
        assert (row["id"], row["variant"], row["name"]) == (one.id, one.variant, one.name)
        assert (row["counts"], row["unit"], row["population"]) == (one.title, one.unit, one.over)
        assert (row["numerator"], row["denominator"]) == (counted.numerator, counted.denominator)
        assert row["total"] == (counted.total and pytest.approx(days(counted.total)))
        assert (row["undefined"] is None) == (counted.undefined is None)
        assert (row["value"] is None) == (counted.undefined is not None)
        if not isinstance(counted, types.IndicatorGroup):
            assert (row["by"], row["group"]) == (None, None)
            left_out = (row["excluded"], row["provisional"], row["cases"])
            assert left_out == (len(one.excluded), len(one.provisional), len(one.cases))
        else:
            assert row["by"] == counted.by
            assert row["group"] in {counted.key or "not stated", *shown}
        value = counted.value
        if value is not None:
            kinds.add(value.kind)
            if value.kind == "count":
                assert row["value"] == value.count
            elif value.kind == "fraction":
                assert row["value"] == value.numerator / value.denominator
            else:
                assert row["value"] == pytest.approx(days(value.total) / value.divided_by)
    if "REL-PAY-4.2\n" in releases:
        assert kinds >= {"count", "fraction"}

    cases = [
        (one.id, name, it.reason)
        for one in metrics.indicators
        for name, left_out in (
            ("excluded", one.excluded),
            ("provisional", one.provisional),
            ("case", one.cases),
        )
        for it in left_out
    ]
    told = [(row["id"], row["listed_as"]) for row in rows(book["KPI cases"])]
    assert told == [it[:2] for it in cases]
    about = {row["topic"]: row["text"] for row in rows(book["About"])}
    assert about["period"] == "from 2026-01-01 up to 2026-07-01 (Europe/Berlin)"

    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report(releases, as_of=AS_OF, format="csv", metrics=period)
    assert (refused.value.code, refused.value.pointer) == ("invalid-value", "/metrics")
    period["start"] = period["end"]
    with pytest.raises(rg.ReleasegateError) as refused:
        bank.report(releases, as_of=AS_OF, format="xlsx", metrics=period)
    assert (refused.value.code, refused.value.pointer) == ("invalid-value", "/metrics/to")


def test_indicators_of_a_workbook_look_like_what_they_are(bank: rg.Engine) -> None:
    back_out = {
        "decided_at": "2026-03-01T11:00:00Z",
        "ended_at": "2026-03-01T11:20:00Z",
        "outcome": "passed",
    }
    times = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T11:00:00Z"}
    attempt = {**times, "outcome": "backed_out", "back_out": back_out}
    waves = [{"id": "w", "attempts": [attempt]}]
    given = record("R-1", deployment={"environment": "live", "waves": waves})
    given["plan"] = {"id": "P", "waves": [{"id": "w"}]}
    period: Any = {"start": "2026-03-01", "end": "2026-04-01", "zone": "UTC"}
    report = bank.report(given, as_of=AS_OF, format="xlsx", metrics=period)
    sheet = openpyxl.load_workbook(io.BytesIO(report))["KPIs"]
    names = [cell.value for cell in sheet[1]]
    value, total = names.index("value"), names.index("total")
    cells = {(row[0].value, row[1].value): row for row in sheet.iter_rows(min_row=2)}
    # Of one attempt, backed out in twenty minutes, in March.
    for key, expected, look in (
        (("K01", "backed_out"), 1, "0"),
        (("K03", None), 1, "0.0%"),
        (("K14", None), 20 / (24 * 60), '0.00" d"'),
        (("D1", None), 1 / 31, "0.00"),
    ):
        cell = cells[key][value]
        assert (cell.data_type, cell.number_format) == ("n", look), key
        assert cell.value == pytest.approx(expected), key
    assert cells["K14", None][total].value == pytest.approx(20 / (24 * 60))
    assert cells["K10", None][value].value is None
    assert cells["K10", None][names.index("undefined")].value == "no deployment log"


def days(elapsed: str) -> float:
    """A length of time such as `PT90S` in days."""
    return float(elapsed.removeprefix("PT").removesuffix("S")) / 86_400


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
