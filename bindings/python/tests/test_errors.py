"""Every failure is a `ReleasegateError` with a stable code and a place; none is silent."""

from __future__ import annotations

import pickle
from datetime import datetime
from pathlib import Path

import pytest
import releasegate as rg

from .conftest import AS_OF, record


def refused(engine: rg.Engine, release: object, as_of: object = AS_OF) -> rg.ReleasegateError:
    with pytest.raises(rg.ReleasegateError) as caught:
        engine.assess(release, as_of=as_of)  # type: ignore[arg-type]
    return caught.value


def test_an_unknown_key_has_a_place_and_a_remedy(engine: rg.Engine) -> None:
    error = refused(engine, record("R-1", tittle="x"))
    assert error.code == "unknown-key"
    assert error.pointer == "/tittle"
    assert "title" in (error.help or "")
    assert "(unknown-key) at /tittle; " in str(error)
    assert error.to_dict()["format"] == "releasegate/error/1"


def test_broken_text_has_a_line_and_a_column(engine: rg.Engine, tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text('{\n"id": }')
    error = refused(engine, file)
    assert error.line == 2
    assert error.column is not None
    assert error.source == str(file)
    assert str(error).startswith(f"{file}:2:{error.column}: ")


def test_how_an_error_reads() -> None:
    error = rg.ReleasegateError(
        {
            "format": "releasegate/error/1",
            "code": "unknown-key",
            "message": "unknown key `metod`",
            "help": "did you mean `method`?",
            "pointer": "/plan/metod",
            "line": 12,
            "column": 7,
            "source": "a.yaml",
        }
    )
    told = "a.yaml:12:7: unknown key `metod` (unknown-key) at /plan/metod; did you mean `method`?"
    assert str(error) == told
    bare = rg.ReleasegateError({"code": "x", "message": "m"}, 4)
    assert str(bare) == "records[4]: m (x)"
    expression = {**error.to_dict(), "code": "invalid-expression", "pointer": "", "help": None}
    # The line is one of the expression, which the message says.
    assert str(rg.ReleasegateError(expression)) == (
        "a.yaml: unknown key `metod` (invalid-expression)"
    )


def test_unknown_policy() -> None:
    with pytest.raises(rg.ReleasegateError) as caught:
        rg.Engine("iso20000-1:2081")
    assert caught.value.code == "unknown-profile"


def test_a_policy_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_text('{"format":"releasegate/policy/1","id":"p","extend":"x"}')
    with pytest.raises(rg.ReleasegateError) as caught:
        rg.Engine(file)
    assert caught.value.source == str(file)


def test_files_that_cannot_be_read(engine: rg.Engine, tmp_path: Path) -> None:
    for missing in (tmp_path / "none.json", str(tmp_path / "none.json"), "bad\0name"):
        error = refused(engine, missing)
        assert error.code == "io"
        assert isinstance(error.__cause__, (OSError, ValueError))
    for call in (
        lambda: rg.Engine(tmp_path / "none.yaml"),
        lambda: engine.assess_many(tmp_path / "none.ndjson"),
        lambda: engine.import_records("openstack", tmp_path / "none.yaml"),
    ):
        with pytest.raises(rg.ReleasegateError) as caught:
            call()
        assert caught.value.code == "io"
        assert caught.value.source is not None


def test_instants(engine: rg.Engine) -> None:
    assert refused(engine, record("R-1"), datetime(2026, 3, 1, 12)).code == "naive-timestamp"
    assert refused(engine, record("R-1"), "2026-03-01T12:00:00").pointer == "/as_of"
    naive = record("R-1", extensions={"at": datetime(2026, 3, 1)})
    assert refused(engine, naive).code == "naive-timestamp"


def test_what_is_no_json(engine: rg.Engine) -> None:
    loop: list[object] = []
    loop.append(loop)
    for value in (float("nan"), object(), loop, {1, 2}):
        assert refused(engine, record("R-1", extensions={"x": value})).code == "wrong-type"
    assert refused(engine, b"\xff\xfe{").code
    assert refused(engine, '{"id":"\ud800"').code


def test_wrong_python_types(engine: rg.Engine) -> None:
    for call in (
        lambda: engine.assess(7),  # type: ignore[arg-type]
        lambda: engine.assess_many(record("R-1")),
        lambda: engine.assess_many(7),  # type: ignore[arg-type]
        lambda: engine.assess(record("R-1"), checks="DEP-01"),
        lambda: engine.assess(record("R-1"), as_of=7),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            call()


def test_unknown_operation_and_request_key(engine: rg.Engine) -> None:
    with pytest.raises(rg.ReleasegateError) as caught:
        engine.call("asses")
    assert caught.value.code == "unknown-operation"


def test_nothing_is_lost_in_a_batch(engine: rg.Engine, tmp_path: Path) -> None:
    gone = tmp_path / "gone.json"
    items: list[object] = [record("R-0"), '{"id":', gone, record("R-3"), record("R-4", tittle="")]
    seen: list[str] = []
    with pytest.raises(rg.BatchError) as caught:
        for a in engine.assess_many(items, as_of=AS_OF):  # type: ignore[arg-type]
            seen.append(a.release.id)
    assert seen == ["R-0", "R-3"]
    assert [e.index for e in caught.value.errors] == [1, 2, 4]
    assert [e.code for e in caught.value.errors][1:] == ["io", "unknown-key"]
    assert caught.value.code == "batch"
    assert "3 records could not be assessed" in str(caught.value)

    told: list[rg.ReleasegateError] = []
    good = engine.assess_many(items, as_of=AS_OF, on_error=told.append)  # type: ignore[arg-type]
    assert len(list(good)) == 2
    assert [str(e) for e in told] == [str(e) for e in caught.value.errors]


def test_a_wrong_question_is_refused_at_once(engine: rg.Engine) -> None:
    with pytest.raises(rg.ReleasegateError) as caught:
        engine.assess_many([record("R-1")], as_of="yesterday")
    assert caught.value.pointer == "/as_of"


def test_a_text_file_is_refused(engine: rg.Engine, tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_text("{}\n")
    with file.open() as text, pytest.raises(TypeError, match="binary mode"):
        list(engine.assess_many(text))


def test_errors_survive_pickling(engine: rg.Engine) -> None:
    error = refused(engine, record("R-1", tittle="x"))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code) == (str(error), error.code)
    batch = pickle.loads(pickle.dumps(rg.BatchError([error])))
    assert str(batch.errors[0]) == str(error)
