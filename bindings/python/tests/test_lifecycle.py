"""From commands alone to the same record and the same trail as in every language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import releasegate as rg

from .conftest import ROOT

EXAMPLE = ROOT / "examples" / "trail"
TRAIL = (EXAMPLE / "trail.ndjson").read_bytes()


@pytest.fixture(scope="module")
def bank() -> rg.Engine:
    return rg.Engine(ROOT / "examples" / "payments-4.2" / "policy.yaml")


def test_the_example_comes_of_commands_alone(bank: rg.Engine) -> None:
    release: rg.records.Release | None = None
    lines = []
    for line in (EXAMPLE / "commands.ndjson").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        decision = bank.decide(
            release,
            given["command"],
            actor=given["actor"],
            at=given["at"],
            decided_at=given.get("decided_at"),
        )
        assert decision["accepted"], decision["entry"]
        lines.append(decision["line"] + "\n")
        assert release is None or bank.apply(release, decision["entry"]) == decision["release"]
        release = decision["release"]
    assert "".join(lines).encode("utf-8") == TRAIL
    assert bank.replay_trail(TRAIL) == release


def test_a_stale_command_is_refused(bank: rg.Engine) -> None:
    release = bank.replay_trail(TRAIL, until=20)
    decision = bank.decide(
        release, {"hold": {"reason": "r"}}, actor="anna-berg", at="2026-03-01T12:00:00Z", seen=19
    )
    assert not decision["accepted"]
    assert [one["condition"] for one in decision["entry"]["unmet"] or []] == ["current"]


def test_what_somebody_may_do(bank: rg.Engine) -> None:
    release = bank.replay_trail(TRAIL, until=82)
    (found,) = bank.can(release, "petra-lindner", at="2026-04-11T22:02:00+02:00")
    starts = [one for one in found.commands if one.command == "start_wave"]
    assert [(one.wave, one.allowed) for one in starts] == [("north", True), ("south", True)]
    assert all(one.allowed or one.unmet for one in found.commands)


def test_a_changed_trail_is_found_out(bank: rg.Engine) -> None:
    whole = bank.verify_trail(TRAIL)
    assert whole.intact
    changed = TRAIL.replace(b"anna-berg", b"anna-bery", 1)
    assert not bank.verify_trail(changed).intact
    cut = TRAIL[: TRAIL.rindex(b"\n", 0, -1) + 1]
    assert bank.verify_trail(cut).intact
    head = {"seq": whole.head.seq, "hash": whole.head.hash}
    found = bank.verify_trail(cut, checkpoint=head).broken
    assert found is not None and found.kind == "cut_off"


def test_the_history_conforms(bank: rg.Engine) -> None:
    assert bank.conformance(EXAMPLE / "commands.ndjson").conforming
    under_other_rules = rg.Engine().conformance(TRAIL)
    assert not under_other_rules.conforming and under_other_rules.deviations
    for folder in (EXAMPLE, str(EXAMPLE)):
        with pytest.raises(rg.ReleasegateError, match="is a directory"):
            bank.conformance(folder)


HISTORY = ROOT / "examples" / "history"


def test_the_history_of_another_tool_names_the_deployment_without_approval() -> None:
    auditors = rg.Engine(HISTORY / "policy.yaml")
    found = auditors.import_history(HISTORY / "sys_audit.csv", HISTORY / "mapping.yaml")
    [problem] = found["problems"]
    assert (problem["row"], problem.get("column"), problem["kind"]) == (15, "User", "empty")
    [history] = found["histories"]
    conformance = auditors.conformance(history["commands"])
    [start, approval] = conformance.deviations
    assert (start.command, approval.command) == ("start_wave", "decide")
    assert history["rows"][start.position - 1] == 12
    assert "DEP-01" in [unmet.check for unmet in start.unmet]
    lines = "".join(json.dumps(one) + "\n" for one in history["commands"])
    assert auditors.conformance(lines) == conformance


def test_a_mapping_is_a_mapping_a_text_or_a_file() -> None:
    table = b"when,who,release\n2026-03-01T10:00:00Z,kai,R-1\n"
    mapping = {
        "format": "releasegate/mapping/1",
        "release": {"column": "release"},
        "at": {"column": "when"},
        "actor": {"column": "who"},
        "rules": [{"command": {"approve_plan": {}}}],
    }
    engine = rg.Engine()
    found = engine.import_history(table, mapping)
    assert [one["release"] for one in found["histories"]] == ["R-1"]
    assert engine.import_history(table, json.dumps(mapping).encode()) == found
    with pytest.raises(rg.ReleasegateError) as raised:
        engine.import_history(table, {**mapping, "actor": {"column": "whom"}})
    assert (raised.value.source, raised.value.pointer) == ("mapping", "/actor/column")


def test_a_stranger_verifies_a_trail(tmp_path: Path) -> None:
    script = EXAMPLE / "verify_trail.py"

    def verified(trail: bytes) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "trail.ndjson"
        path.write_bytes(trail)
        command = [sys.executable, str(script), str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    whole = verified(TRAIL)
    assert whole.returncode == 0, whole.stderr
    assert json.loads(TRAIL.splitlines()[-1])["hash"] in whole.stdout
    assert verified(TRAIL.replace(b"anna-berg", b"anna-bery", 1)).returncode == 1
    lines = TRAIL.splitlines(keepends=True)
    assert verified(b"".join(lines[:3] + lines[4:])).returncode == 1
