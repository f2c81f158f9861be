"""What the package shows is typed, documented, and as wide as the core."""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import releasegate as rg
from jsonschema import Draft202012Validator

from .conftest import AS_OF, ROOT, record

PACKAGE = ROOT / "bindings" / "python"


def run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=PACKAGE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_exports() -> None:
    for name in rg.__all__:
        assert hasattr(rg, name), name
    public = {n for n, v in vars(rg).items() if not n.startswith("_") and not inspect.ismodule(v)}
    assert public <= set(rg.__all__)
    assert rg.__version__.count(".") == 2


def test_everything_public_is_documented_and_annotated() -> None:
    for shown in (rg.Engine, rg.Assessment, rg.ReleasegateError, rg.BatchError):
        assert shown.__doc__
        for name, member in inspect.getmembers(shown, inspect.isfunction):
            if not name.startswith("_"):
                assert member.__doc__, f"{shown.__name__}.{name}"
                assert inspect.signature(member).return_annotation is not inspect.Signature.empty


def test_types_are_strict() -> None:
    run("-m", "mypy")


def test_stub_matches_the_compiled_module() -> None:
    run("-m", "mypy.stubtest", "releasegate._native")


def test_style() -> None:
    run("-m", "ruff", "check")
    run("-m", "ruff", "format", "--check")


def test_types_are_current() -> None:
    run("generate_types.py", "--check")


def test_package_version_is_that_of_the_core() -> None:
    from importlib.metadata import version

    assert version("releasegate") == rg.__version__


def test_a_release_may_be_given_in_any_form(engine: rg.Engine, tmp_path: Path) -> None:
    json_text = '{"format":"releasegate/release/1","id":"R-1"}'
    yaml_text = "format: releasegate/release/1\nid: R-1\n"
    json_file, yaml_file = tmp_path / "r.json", tmp_path / "r.yaml"
    json_file.write_text(json_text)
    yaml_file.write_text(yaml_text)
    plain: list[rg.records.Release | dict[str, object] | str | bytes | bytearray] = [
        record("R-1"),
        json_text,
        json_text.encode(),
        bytearray(yaml_text.encode()),
        yaml_text,
    ]
    for form in plain:
        assert (
            engine.assess(form, as_of=AS_OF).to_dict()
            == engine.assess(record("R-1"), as_of=AS_OF).to_dict()
        )
    for path in (json_file, str(json_file), yaml_file, str(yaml_file)):
        found = engine.assess(path, as_of=AS_OF)
        assert found.release.id == "R-1"
        assert found.source is not None
        assert found.source.name == os.fspath(path)


def test_a_policy_may_be_given_in_any_form(tmp_path: Path) -> None:
    policy = {"format": "releasegate/policy/1", "id": "ours", "extends": "iso20000-1:2018"}
    text = "format: releasegate/policy/1\nid: ours\nextends: iso20000-1:2018\n"
    file = tmp_path / "policy.yaml"
    file.write_text(text)
    for form in (policy, text, text.encode(), file, str(file)):
        assert rg.Engine(form).assess(record("R-1"), as_of=AS_OF).policy.id == "ours"


def test_instants(engine: rg.Engine) -> None:
    east = timezone(timedelta(hours=2))
    for same in (
        AS_OF,
        datetime(2026, 3, 1, 12, tzinfo=timezone.utc),
        datetime(2026, 3, 1, 14, tzinfo=east),
    ):
        assert engine.assess(record("R-1"), as_of=same).as_of == AS_OF
    before = datetime.now(timezone.utc)
    stated = datetime.fromisoformat(engine.assess(record("R-1")).as_of.replace("Z", "+00:00"))
    assert before <= stated <= datetime.now(timezone.utc)


def test_an_assessment_is_lazy_equal_and_printable(engine: rg.Engine) -> None:
    a = engine.assess(record("R-1"), as_of=AS_OF)
    b = engine.assess(record("R-1"), as_of=AS_OF)
    assert a == b
    assert len({a, b}) == 1
    assert a != engine.assess(record("R-2"), as_of=AS_OF)
    assert repr(a).startswith("<Assessment of 'R-1' as of 2026-03-01T12:00:00Z:")
    assert a.gates is a.gates
    assert [g.stage for g in a.gates] == [
        "support",
        "planning",
        "build",
        "deployment",
        "early_life",
        "closure",
    ]
    assert a.gate("deployment") is a.gates[3]
    with pytest.raises(KeyError, match="no gate `launch`"):
        a.gate("launch")  # type: ignore[arg-type]
    finding = a.findings[0]
    assert f"check={finding.check!r}" in repr(finding)
    assert dataclasses.is_dataclass(finding.reason)
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.check = "other"  # type: ignore[misc]


def test_the_head_of_an_answer_is_enough_for_its_verdict() -> None:
    head = b'{"release":{"id":"\\",\\"gates\\":["},"verdict":"not_yet_due"'
    whole = rg.Assessment(head + b',"gates":[{"broken')
    assert whole.verdict == "not_yet_due"
    assert whole.release.id == '","gates":['


def test_other_operations(engine: rg.Engine, tmp_path: Path) -> None:
    checks = engine.checks()
    assert checks and all(check.id and check.clauses is not None for check in checks)
    assert "release" in engine.schemas()
    Draft202012Validator.check_schema(engine.schema("release"))
    template = engine.new_document("release")
    assert engine.assess(template, as_of=AS_OF).release.id
    assert engine.report(record("R-1"), as_of=AS_OF)
    assert engine.report(record("R-1"), as_of=AS_OF, format="text")
    lines = "\n".join(json.dumps(record(f"R-{number}")) for number in range(2))
    indicators = engine.metrics(
        lines,
        "2026-01-01",
        "2026-04-01",
        "Europe/Berlin",
        as_of=AS_OF,
        by=["service"],
        log=[{"id": "D-1", "started_at": AS_OF, "ended_at": AS_OF}],
    )
    assert indicators.population.records == 2
    unauthorised = next(one for one in indicators.indicators if one.id == "K10")
    assert (unauthorised.numerator, unauthorised.denominator) == (1, 1)
    with pytest.raises(rg.ReleasegateError) as raised:
        engine.metrics(lines, "2026-04-01", "2026-04-01", "UTC", as_of=AS_OF)
    assert (raised.value.code, raised.value.pointer) == ("invalid-value", "/to")


def test_assessments_that_were_kept_are_compared(engine: rg.Engine, tmp_path: Path) -> None:
    before = engine.assess(record("R-1"), as_of=AS_OF)
    after = engine.assess({**record("R-1"), "plan": {"id": "P", "method": "canary"}}, as_of=AS_OF)
    changes = engine.diff_assessments(before, after)
    assert changes.checks and all(change.causes == ["data"] for change in changes.checks)
    kept = tmp_path / "before.json"
    kept.write_text(before.json)
    assert engine.diff_assessments(kept, after.to_dict()) == changes
    assert not engine.diff_assessments(before, before.json).checks
    with pytest.raises(rg.ReleasegateError) as raised:
        engine.diff_assessments(before, record("R-1"))
    assert (raised.value.code, raised.value.pointer) == ("invalid-value", "/format")


EXPORT = """\
team: nova
type: service
release-model: cycle-with-rc
releases:
  - version: 27.0.0
    projects:
      - repo: openstack/nova
        hash: 0123456789012345678901234567890123456789
"""


def test_imported_records_can_be_assessed(engine: rg.Engine, tmp_path: Path) -> None:
    file = tmp_path / "nova.yaml"
    file.write_text(EXPORT)
    imported = engine.import_records("openstack", file)
    assert imported == engine.import_records("openstack", EXPORT.encode(), name="nova.yaml")
    assert [engine.assess(each, as_of=AS_OF).release.id for each in imported["records"]]


def test_records_and_answers_fit_their_schemas(engine: rg.Engine) -> None:
    answer = engine.assess(record("R-1"), as_of=AS_OF).to_dict()
    Draft202012Validator(engine.schema("assessment")).validate(answer)
    Draft202012Validator(engine.schema("release")).validate(record("R-1"))


def test_batches_take_every_source(engine: rg.Engine, tmp_path: Path) -> None:
    lines = "".join(f'{{"format":"releasegate/release/1","id":"R-{n}"}}\n\n' for n in range(5))
    ndjson = tmp_path / "b.ndjson"
    ndjson.write_text(lines)
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    for n, name in enumerate(["a.json", "b.yaml", "c.yml", "d.jsonl", "deeper/e.json"]):
        text = f"id: R-{n}\n" if name.endswith(("yaml", "yml")) else f'{{"id":"R-{n}"}}\n'
        if text.startswith("id"):
            text = f"format: releasegate/release/1\n{text}"
        else:
            text = text.replace("{", '{"format":"releasegate/release/1",')
        (folder / name).write_text(text)
    (folder / "notes.txt").write_text("no record")
    texts = [line for line in lines.splitlines() if line]
    mixed: list[rg.records.Release | str | Path | dict[str, object]] = [
        record("R-0"),
        texts[1],
        folder / "c.yml",
        str(folder / "d.jsonl"),
        folder / "deeper",
    ]
    mixed[2:2] = [record("R-1")]
    del mixed[1]

    def made() -> Iterator[dict[str, object]]:
        yield from (record(f"R-{n}") for n in range(5))

    expected = [f"R-{n}" for n in range(5)]

    def ids(source: object) -> list[str]:
        found = engine.assess_many(source, as_of=AS_OF)  # type: ignore[arg-type]
        return [a.release.id for a in found]

    whole: list[object] = [
        lines,
        lines.encode(),
        lines.rstrip(),
        ndjson,
        str(ndjson),
        folder,
        made(),
    ]
    for source in whole:
        assert ids(source) == expected
    for texts_or_mixed in (texts, [t.encode() for t in texts], iter(texts), mixed, tuple(mixed)):
        assert ids(texts_or_mixed) == expected
    with ndjson.open("rb") as file:
        assert ids(file) == expected
    nothing: list[object] = ["", b"", [], iter(())]
    for source in nothing:
        assert ids(source) == []


def test_lines_are_cut_where_they_end(engine: rg.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f'{{"format":"releasegate/release/1","id":"R-{n}"}}' for n in range(50))
    whole = [a.json for a in engine.assess_many(text, as_of=AS_OF)]
    for size in (1, 7, 50, 100, 1000):
        monkeypatch.setattr("releasegate._batch.CHUNK", size)
        assert [a.json for a in engine.assess_many(text, as_of=AS_OF)] == whole


def test_places_survive_the_cuts(
    engine: rg.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "many.ndjson"
    lines = [f'{{"format":"releasegate/release/1","id":"R-{n}"}}' for n in range(40)]
    lines[30] = '{"format":"releasegate/release/1","id":"R-30","tittle":"x"}'
    lines[10] = ""
    file.write_text("\n".join(lines))
    monkeypatch.setattr("releasegate._batch.CHUNK", 200)
    errors: list[rg.ReleasegateError] = []
    good = list(engine.assess_many(file, as_of=AS_OF, on_error=errors.append))
    assert len(good) == 38
    assert [(e.line, e.index, e.source) for e in errors] == [(31, 29, str(file))]
    assert good[-1].source is not None
    assert good[-1].source.line == 40


def test_progress(engine: rg.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None) -> None:
        told.append((done, total))

    monkeypatch.setattr("releasegate._batch.CHUNK", 100)
    records = [record(f"R-{n}") for n in range(9)]
    assert len(list(engine.assess_many(records, as_of=AS_OF, progress=tell))) == 9
    assert told[-1] == (9, 9)
    assert len(told) > 1
    list(engine.assess_many(iter(records), as_of=AS_OF, progress=tell, threads=1))
    assert told.pop() == (9, None)


def test_an_engine_can_be_sent_to_a_process(engine: rg.Engine) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(engine))
    a = engine.assess(record("R-1"), as_of=AS_OF)
    assert again.assess(record("R-1"), as_of=AS_OF) == a
    assert pickle.loads(pickle.dumps(a)) == a
    assert threading.active_count() >= 1
