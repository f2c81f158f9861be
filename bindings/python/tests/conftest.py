"""What all tests share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import releasegate as rg

ROOT = Path(__file__).resolve().parents[3]
AS_OF = "2026-03-01T12:00:00Z"
# After everything in the records that reports are about.
LATER = "2026-09-01T00:00:00Z"
EVIL = '=HYPERLINK("http://x")\n<b>]]>&\x1b[2J\u202e\uffff\', -1 é 🚀'


def record(name: str, **more: object) -> dict[str, object]:
    """The smallest release record."""
    return {"format": "releasegate/release/1", "id": name, **more}


@pytest.fixture(scope="session")
def engine() -> rg.Engine:
    return rg.Engine("iso20000-1:2018")


@pytest.fixture(scope="session")
def bank() -> rg.Engine:
    return rg.Engine(ROOT / "examples/payments-4.2/policy.yaml")


@pytest.fixture(
    scope="session", params=["complete", "worst", "hostile", "many"], ids=lambda name: str(name)
)
def releases(request: pytest.FixtureRequest) -> str:
    """Records one report is about: JSON, or YAML."""
    examples = ROOT / "examples"
    hostile = record(
        EVIL, title=EVIL, service=EVIL, version=EVIL, type=EVIL, people=[{"id": EVIL}, {"id": EVIL}]
    )
    return {
        "complete": (examples / "payments-4.2/release.yaml").read_text(),
        "worst": (examples / "failures/approved-after-canary.yaml").read_text(),
        "hostile": json.dumps(hostile),
        "many": "".join(json.dumps(record(f"R-{number}")) + "\n" for number in range(3)),
    }[request.param]


def findings(bank: rg.Engine, releases: str) -> list[tuple[str, str, str]]:
    """Release, check and verdict of every finding."""
    lines = bank.report(releases, as_of=LATER, format="ndjson").splitlines()
    assessments = [json.loads(line) for line in lines]
    return [
        (assessment["release"]["id"], finding["check"], finding["verdict"])
        for assessment in assessments
        for finding in assessment["findings"]
    ]
