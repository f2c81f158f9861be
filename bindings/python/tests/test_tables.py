"""Assessments where people look at data: notebooks, data frames, and the example with both."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars
import pyarrow
import pytest
import releasegate as rg

from .conftest import ROOT, record

AS_OF = "2026-09-01T00:00:00.25Z"
EVIL = "<script>alert(1)</script>\"'&\x1b[2J\u202e\n by jane.doe@example.org"


@pytest.fixture(scope="module")
def assessments() -> list[rg.Assessment]:
    engine = rg.Engine(ROOT / "examples/payments-4.2/policy.yaml")
    examples = ROOT / "examples"
    return [
        engine.assess(examples / "payments-4.2/release.yaml", as_of=AS_OF),
        engine.assess(examples / "failures/approved-after-canary.yaml", as_of=AS_OF),
        *engine.assess_many([record("R-1", title=EVIL)], as_of=AS_OF),
    ]


def rows(assessments: Iterable[rg.Assessment]) -> list[dict[str, Any]]:
    """What the tables are to say, from the documents."""
    return [
        {
            "release": assessment.release.id,
            "as_of": datetime(2026, 9, 1, 0, 0, 0, 250000, timezone.utc),
            "policy_version": assessment.policy.version,
            "check": finding.check,
            "verdict": finding.verdict,
            "gate": finding.gate,
            "message": finding.message,
            "missing": [f"{fact.pointer} ({fact.role})" for fact in finding.missing],
            "evidence": finding.evidence,
            "line": assessment.source.line if assessment.source else None,
        }
        for assessment in assessments
        for finding in assessment.findings
    ]


def test_arrow(assessments: list[rg.Assessment]) -> None:
    expected = rows(assessments)
    table = rg.to_arrow(assessments)
    assert table.select(list(expected[0])).to_pylist() == expected
    assert table.schema.field("as_of").type == pyarrow.timestamp("us", "UTC")
    assert rg.to_arrow(assessments[0]).num_rows == len(assessments[0].findings)
    assert rg.to_arrow([]).schema == table.schema


def test_polars(assessments: list[rg.Assessment]) -> None:
    expected = rows(assessments)
    frame = rg.to_polars(iter(assessments))
    assert frame.select(list(expected[0])).to_dicts() == expected
    assert rg.to_polars([]).schema == frame.schema
    assert frame.columns == rg.to_arrow([]).schema.names
    worst = frame.filter(polars.col("verdict") == "nonconforming", release="REL-PAY-4.2.1")
    assert worst["check"].to_list() == ["BLD-02", "DEP-01", "DEP-04"]


def test_pandas(assessments: list[rg.Assessment]) -> None:
    pandas = pytest.importorskip("pandas", reason="it takes longer to install than to be worth it")
    expected = rows(assessments)
    frame = rg.to_pandas(assessments)
    assert list(frame.columns) == rg.to_arrow([]).schema.names
    shown = frame[list(expected[0])].astype(object)
    assert shown.where(shown.notna(), None).to_dict("records") == [
        {**row, "as_of": pandas.Timestamp(row["as_of"])} for row in expected
    ]
    assert (rg.to_pandas([]).dtypes == frame.dtypes).all()


def test_a_library_that_is_not_there_is_named(
    assessments: list[rg.Assessment], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, table in (
        ("pandas", rg.to_pandas),
        ("polars", rg.to_polars),
        ("pyarrow", rg.to_arrow),
    ):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(ImportError, match=f"pip install {name}") as refused:
            table(assessments)
        assert refused.value.name == name
    monkeypatch.undo()
    # What the library itself lacks is its own matter.
    (tmp_path / "polars.py").write_text("import something_else_that_is_missing")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "polars")
    with pytest.raises(ImportError, match="something_else"):
        rg.to_polars(assessments)


def test_nothing_is_imported_that_nobody_asked_for() -> None:
    script = "import releasegate, sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"pandas", "polars", "pyarrow", "numpy"} & set(ran.stdout.split())


def test_notebooks_show_what_blocks(assessments: list[rg.Assessment]) -> None:
    good, bad, hostile = (assessment._repr_html_() for assessment in assessments)
    assert "✔ conforming" in good and "What blocks" not in good
    assert "✘ nonconforming" in bad and "What blocks the gate build" in bad
    assert re.findall(r"[A-Z]{3}-\d\d", bad.split("blocks")[1]) == ["BLD-02", "DEP-01", "DEP-04"]
    assert "…and" not in bad
    support = assessments[2].gates[0]
    shown = re.findall(r"<td>([A-Z]{3}-\d\d)</td>", hostile)
    more = len(support.blocked_by) - len(shown)
    assert shown == support.blocked_by[:20] and (f"and {more} more" in hostile) == (more > 0)

    assert "***@example.org" in hostile and "jane" not in hostile
    assert not re.search("[\x00-\x1f\u202e]", hostile)
    for page in (good, bad, hostile):
        tags = Tags()
        tags.feed(page)
        assert tags.open == []
        assert tags.seen <= {"div", "strong", "br", "table", "caption", "tr", "td", "span"}


def test_addresses_are_masked_as_reports_do() -> None:
    from releasegate._notebook import masked

    for text, expected in (
        ("by jane.doe@example.org, and x", "by ***@example.org, and x"),
        ("<eva+ci@mail.example.co.uk>", "<***@mail.example.co.uk>"),
        ("jörg@bücher.example", "***@bücher.example"),
        ("a@b.cd e@f.gh", "***@b.cd ***@f.gh"),
        ("o'hara@example.org", "***@example.org"),
    ):
        assert masked(text) == expected
    for text in (
        "@example.org",
        "pkg:npm/%40scope/name@1.2.3",
        "image@sha256:0123",
        "jane@localhost",
        "at 14:40 on 2026-04-01",
        "x@y.",
    ):
        assert masked(text) == text
    # A long text takes no longer than it is long.
    assert masked("x" * 1_000_000) == "x" * 1_000_000


def test_the_overview_of_the_examples(tmp_path: Path) -> None:
    examples, plot = ROOT / "examples", tmp_path / "overview.png"
    policy = examples / "payments-4.2/policy.yaml"
    paths = [examples / "payments-4.2/release.yaml", examples / "failures", policy]
    script = [examples / "overview/overview.py", *paths, "--policy", policy, "--plot", plot]
    arguments = [sys.executable, *map(str, script)]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].split()[:2] == ["release", "support"] and lines.index("") == 7
    assert "passed over" in ran.stderr and "policy.yaml" in ran.stderr
    paid = next(line for line in lines if line.startswith("REL-PAY-4.2.1 "))
    assert paid.split()[1:] == ["✔", "✔", "✘", "(✔)", "(✔)", "(✔)"]
    if importlib.util.find_spec("matplotlib") is None:
        assert "matplotlib" in ran.stderr and not plot.exists()
    else:
        assert plot.read_bytes().startswith(b"\x89PNG")


class Tags(HTMLParser):
    """Which tags are open, and which there were."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
