"""The vectors are the contract of all languages: the same question gets the same bytes."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import releasegate as rg
from releasegate import types
from releasegate._build import build

from .conftest import ROOT

VECTORS = ROOT / "tests" / "vectors"
FOLDER = VECTORS / "assess"
OPERATIONS = VECTORS / "operations"
ERROR = b'{"format":"releasegate/error/1"'
REPAIR = "the requests are compact JSON"


# What the shell makes of the answer to each operation; records stay dictionaries.
SHAPES: dict[str, type] = {
    "assess_under": types.AssessmentDocument,
    "next": types.NextActions,
    "diff": types.Diff,
    "diff_assessments": types.Diff,
    "crosswalk": types.Crosswalk,
    "decide": dict,
    "apply": dict,
    "can": types.Permissions,
    "trail_verify": types.Verification,
    "trail_replay": dict,
    "trail_conformance": types.Conformance,
    "report": types.ReportAnswer,
    "lint": types.LintAnswer,
    "impact": types.Impact,
    "metrics": types.Metrics,
    "import_history": dict,
}


class Vector(NamedTuple):
    operation: str
    policy: bytes
    request: bytes
    payload: bytes
    answer: bytes


def slices(line: bytes) -> dict[str, bytes]:
    """The exact text of each value: parsing and writing it again could change a number."""
    decoder = json.JSONDecoder()
    text, at, found = line.decode("utf-8"), 1, {}
    while text[at] != "}":
        at += text[at] == ","
        key, at = decoder.raw_decode(text, at)
        assert text[at] == ":", REPAIR
        _, end = decoder.raw_decode(text, at + 1)
        found[key] = text[at + 1 : end].encode("utf-8")
        at = end
    return found


def vectors(folder: Path) -> Iterator[tuple[str, Vector]]:
    for file in sorted(folder.glob("*.requests.ndjson")):
        answers = file.with_name(file.name.replace(".requests.", ".answers."))
        held = answers.read_bytes().split(b"\n")
        assert held.pop() == b"", f"{answers.name} does not end with a line end"
        for line in file.read_bytes().splitlines():
            found = slices(line)
            policy = found.get("policy", b'"iso20000-1:2018"')
            if policy.startswith(b'"'):
                policy = json.loads(policy).encode("utf-8")
            # A text that is no JSON object stands under `payload`, as a JSON string.
            payload = (
                found["record"]
                if "record" in found
                else json.loads(found["payload"]).encode("utf-8")
            )
            operation = json.loads(found.get("operation", b'"assess"'))
            # Where an operation answers with several documents, each line has its end.
            lines = json.loads(found.get("lines", b"null"))
            answer = (
                held.pop(0)
                if lines is None
                else b"".join(held.pop(0) + b"\n" for _ in range(lines))
            )
            name = f"{file.name.split('.')[0]}/{json.loads(found['name'])}"
            yield name, Vector(operation, policy, found["request"], payload, answer)
        assert not held, f"{answers.name} has answers without a request"


ALL = dict(vectors(FOLDER))
OTHERS = dict(vectors(OPERATIONS))


@functools.cache
def engine_for(policy: bytes) -> rg.Engine | rg.ReleasegateError:
    try:
        return rg.Engine(policy)
    except rg.ReleasegateError as error:
        return error


def test_there_are_vectors() -> None:
    assert ALL, f"no vector in {FOLDER}"
    assert {vector.operation for vector in OTHERS.values()} == SHAPES.keys()


@pytest.mark.parametrize("name", OTHERS)
def test_vector_of_another_operation(name: str) -> None:
    vector = OTHERS[name]
    engine = engine_for(vector.policy)
    assert isinstance(engine, rg.Engine)
    given = engine.call_bytes(vector.operation, vector.request, vector.payload)
    assert given == vector.answer
    for line in vector.answer.splitlines():
        if not line.startswith(ERROR):
            build(SHAPES[vector.operation], json.loads(line), strict=True)


def test_assessments_under_profiles_keep_their_bytes() -> None:
    vector = OTHERS["assess_under/two-profiles"]
    engine = engine_for(vector.policy)
    assert isinstance(engine, rg.Engine)
    question = json.loads(vector.request)
    given = engine.assess_under(vector.payload, question["profiles"], as_of=question["as_of"])
    assert [a.json.encode("utf-8") for a in given] == vector.answer.splitlines()


@pytest.mark.parametrize("name", ALL)
def test_vector(name: str) -> None:
    vector = ALL[name]
    engine = engine_for(vector.policy)
    if isinstance(engine, rg.ReleasegateError):
        assert engine.json.encode("utf-8") == vector.answer
        return
    assert engine.call_bytes("assess", vector.request, vector.payload) == vector.answer
    if vector.answer.startswith(ERROR):
        return
    # The shell knows every key of the answer, and says the same as the document.
    document = json.loads(vector.answer)
    build(types.AssessmentDocument, document, strict=True)
    assessment = rg.Assessment(vector.answer)
    assert assessment.conforming is document["conforming"]
    assert [f.check for f in assessment.findings] == [f["check"] for f in document["findings"]]


def test_a_batch_gives_the_same_bytes() -> None:
    """One call for many records says what one call for each says."""
    groups: dict[tuple[bytes, bytes], list[Vector]] = {}
    for vector in ALL.values():
        # A question about a certain source or syntax is about one record; and what is refused
        # has no answer in a batch.
        plain = json.loads(vector.request).keys() <= {"as_of", "checks"}
        if plain and not vector.answer.startswith(ERROR):
            groups.setdefault((vector.policy, vector.request), []).append(vector)
    for (policy, request), group in groups.items():
        engine = engine_for(policy)
        assert isinstance(engine, rg.Engine)
        question = json.loads(request)
        given = engine.assess_many(
            [vector.payload for vector in group],
            as_of=question["as_of"],
            checks=question.get("checks"),
        )
        assert [a.json.encode("utf-8") for a in given] == [vector.answer for vector in group]
