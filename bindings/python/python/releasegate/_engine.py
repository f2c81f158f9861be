"""The engine: a compiled policy, and one method for every operation."""

from __future__ import annotations

import io
import json
import os
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar, cast, overload

from . import _native, _types
from ._assessment import Assessment
from ._batch import Item, Pieces, Source, gathered, is_many, open_batch
from ._build import build
from ._encode import SYNTAXES, Document, PathName, document, instant, is_text, read, to_json
from ._errors import PREFIX, BatchError, ReleasegateError, shell_error
from ._files import replace_file
from ._records import (
    Command,
    Decision,
    Entry,
    HistoryAnswer,
    HistoryMapping,
    ImportAnswer,
    PolicyDocument,
    Release,
    Submission,
)

PolicyInput: TypeAlias = str | os.PathLike[str] | bytes | PolicyDocument | Mapping[str, object]
Progress: TypeAlias = Callable[[int, int | None], object]
Releases: TypeAlias = Release | Item | Iterable[Release | Item]
TextFormat: TypeAlias = Literal[
    "text",
    "json",
    "ndjson",
    "markdown",
    "html",
    "csv",
    "sarif",
    "junit",
    "oscal",
    "in_toto",
    "in-toto",
    "cdevents",
    "cdevents_draft",
    "cdevents-draft",
    "ocel",
]
BinaryFormat: TypeAlias = Literal["xlsx"]
T = TypeVar("T")


class _Period(TypedDict):
    start: str | datetime
    end: str | datetime
    zone: str


class MetricsOfPeriod(_Period, total=False):
    """Which indicators a report shows, as `Engine.metrics` takes them."""

    log: Sequence[Mapping[str, object]]
    by: Sequence[str]
    success: str
    recovery_start: str
    percentile: int


class Engine:
    """A compiled policy that answers questions about releases; threads may share it."""

    __slots__ = ("_native", "_policy")

    def __init__(self, policy: PolicyInput = "iso20000-1:2018") -> None:
        """Takes the id of a profile, a path, a mapping, or the text of a policy."""
        given = _policy(policy)
        self._policy = given.data
        try:
            self._native = _native.Engine(given.data)
        except ValueError as raised:
            found = json.loads(raised.args[0])
            if given.source is not None:
                found.setdefault("source", given.source)
            raise ReleasegateError(found) from None

    def __reduce__(self) -> tuple[type[Engine], tuple[bytes]]:
        # Lets worker processes receive an engine: they compile the same policy again.
        return Engine, (self._policy,)

    def assess(
        self,
        release: Release | Item,
        *,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
    ) -> Assessment:
        """Assesses one release record, by default as of now."""
        return Assessment(self._ask("assess", _question(as_of, checks), document(release)))

    def assess_many(
        self,
        source: Source,
        *,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
        on_error: Callable[[ReleasegateError], object] | None = None,
    ) -> Iterator[Assessment]:
        """Assesses many records, in order and on all cores, in bounded memory.

        `source` is a path (NDJSON, a record, a folder), NDJSON as text, bytes or a binary file,
        or an iterable of records and paths. What cannot be read goes to `on_error`; without it
        a `BatchError` is raised after the last assessment.
        """
        request = _question(as_of, checks)
        if threads is not None:
            request["threads"] = threads
        # A question that is wrong in itself is refused here, not once for every piece.
        self._ask("assess_many", request, Document(b""))
        pieces, total = open_batch(source)
        return self._run(pieces, request, total, progress, on_error)

    @overload
    def report(
        self,
        releases: Releases,
        *,
        format: TextFormat = "markdown",
        to: str | os.PathLike[str] | None = None,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
        reveal: bool = False,
        metrics: MetricsOfPeriod | None = None,
    ) -> str: ...

    @overload
    def report(
        self,
        releases: Releases,
        *,
        format: BinaryFormat,
        to: str | os.PathLike[str] | None = None,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
        reveal: bool = False,
        metrics: MetricsOfPeriod | None = None,
    ) -> bytes: ...

    @overload
    def report(
        self,
        releases: Releases,
        *,
        format: str,
        to: str | os.PathLike[str] | None = None,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
        reveal: bool = False,
        metrics: MetricsOfPeriod | None = None,
    ) -> str | bytes: ...

    def report(
        self,
        releases: Releases,
        *,
        format: str = "markdown",
        to: str | os.PathLike[str] | None = None,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
        reveal: bool = False,
        metrics: MetricsOfPeriod | None = None,
    ) -> str | bytes:
        """One report on releases, for people or for other tools.

        `releases` is one record, text or bytes with one record a line, a folder, or an iterable of
        records and paths. `format` is `text`, `json`, `ndjson`, `markdown`, `html`, `csv`, `xlsx`,
        `sarif`, `junit`, `oscal`, `in_toto`, `cdevents`, `cdevents_draft` or `ocel`. The report is
        text, or bytes when the format is no text (`xlsx`). With `to` it is also written to that
        file, which then is there whole or not at all. Unless `reveal` is set, e-mail addresses are
        masked, and `html` shows people by their ids only.

        With `metrics`, a workbook (`xlsx`) also has the indicators of a period, such as
        `{"start": "2026-01-01", "end": "2026-04-01", "zone": "Europe/Berlin"}`; all that the method
        `metrics` takes may be given.
        """
        request = {**_question(as_of, checks), "format": format, "reveal": reveal}
        if metrics is not None:
            request["metrics"] = _of_period(metrics)
        if is_many(releases):
            many = gathered([releases] if isinstance(releases, (str, os.PathLike)) else releases)
            request, given = {**request, **many.request}, Document(many.payload)
        else:
            given = document(releases)
        answer = self._typed(_types.ReportAnswer, "report", request, given)
        report = b64decode(answer.base64) if answer.base64 is not None else answer.text or ""
        if to is not None:
            replace_file(to, report)
        return report

    def assess_under(
        self,
        release: Release | Item,
        profiles: Sequence[str],
        *,
        as_of: str | datetime | None = None,
    ) -> list[Assessment]:
        """Assesses one record under several profiles, as if the policy extended each of them."""
        request = {"as_of": instant(as_of), "profiles": list(profiles)}
        answer = self._ask("assess_under", request, document(release))
        return [Assessment(raw) for raw in io.BytesIO(answer)]

    def next_actions(
        self,
        release: Release | Item,
        *,
        as_of: str | datetime | None = None,
        checks: Sequence[str] | None = None,
    ) -> _types.NextActions:
        """The facts that would open each gate ahead, who may supply them, and by when."""
        given = document(release)
        return self._typed(_types.NextActions, "next", _question(as_of, checks), given)

    def diff(
        self,
        release: Release | Item,
        *,
        as_of: str | datetime | None = None,
        before: Release | Item | None = None,
        before_as_of: str | datetime | None = None,
        before_policy: str | Mapping[str, object] | None = None,
    ) -> _types.Diff:
        """What changed between two assessments of a release, and what made it change.

        What is not said of before is as it is after.
        """
        earlier: dict[str, object] = {}
        if before is not None:
            earlier["record"] = document(before).data.decode("utf-8")
        if before_as_of is not None:
            earlier["as_of"] = instant(before_as_of)
        if before_policy is not None:
            earlier["policy"] = before_policy
        request = {"as_of": instant(as_of), "before": earlier}
        return self._typed(_types.Diff, "diff", request, document(release))

    def diff_assessments(
        self,
        before: Assessment | Mapping[str, object] | Item,
        after: Assessment | Mapping[str, object] | Item,
    ) -> _types.Diff:
        """What changed between two assessments that were kept, and what may have made it change.

        Use it when the records are not at hand; `diff` tells every cause.
        """
        request = {"before": _assessment(before).data.decode("utf-8")}
        return self._typed(_types.Diff, "diff_assessments", request, _assessment(after))

    def crosswalk(
        self, release: Release | Item, *, as_of: str | datetime | None = None
    ) -> _types.Crosswalk:
        """Which evidence also serves which clause elsewhere; it gives no verdict there."""
        return self._typed(_types.Crosswalk, "crosswalk", _question(as_of, None), document(release))

    def decide(
        self,
        release: Release | Item | None,
        command: Command | Mapping[str, object],
        *,
        actor: str,
        at: str | datetime | None = None,
        decided_at: str | datetime | None = None,
        seen: int | None = None,
    ) -> Decision:
        """What comes of a command that somebody gives: the next entry of the trail, and the record.

        `command` is a mapping with one key, such as `{"start_wave": {"wave": "w", "build": "b"}}`;
        without a release it registers one. Append the answer's `line` to the trail as it
        stands, and a line break.
        A command that names the last entry it has `seen` is refused when there are later ones.
        """
        request: dict[str, object] = {"command": command, "actor": actor, "at": instant(at)}
        if decided_at is not None:
            request["decided_at"] = (
                decided_at if isinstance(decided_at, str) else instant(decided_at)
            )
        if seen is not None:
            request["seen"] = seen
        held = b"" if release is None else document(release).data
        return cast(Decision, self.call("decide", request, held))

    def apply(self, release: Release | Item | None, entry: Entry | Mapping[str, object]) -> Release:
        """The record after an entry of its trail."""
        held = b"" if release is None else document(release).data
        return cast(Release, self.call("apply", {"entry": entry}, held))

    def can(
        self, releases: Release | Item, actor: str, *, at: str | datetime | None = None
    ) -> list[_types.Permissions]:
        """What somebody may do to releases, and what stands in the way of all else.

        `releases` is one record, or text or bytes with one record a line.
        """
        request = {"actor": actor, "at": instant(at)}
        answer = self._ask("can", request, Document(document(releases).data))
        answers = [json.loads(_checked(raw)) for raw in io.BytesIO(answer)]
        return [build(_types.Permissions, one) for one in answers]

    def verify_trail(
        self,
        trail: Item,
        *,
        checkpoint: Mapping[str, object] | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> _types.Verification:
        """Whether a trail is as it was written.

        A checkpoint, `{"seq": ..., "hash": ...}` of an earlier head, shows what was cut off since;
        `keys` are Ed25519 public keys by their names, as hexadecimal digits.
        """
        given = {"checkpoint": checkpoint, "keys": keys}
        request = {key: value for key, value in given.items() if value is not None}
        return self._typed(_types.Verification, "trail_verify", request, document(trail))

    def replay_trail(self, trail: Item, *, until: int | None = None) -> Release:
        """The record that a trail leads to, up to and including the entry `until`."""
        request = {} if until is None else {"until": until}
        return cast(Release, self.call("trail_replay", request, document(trail).data))

    def conformance(
        self, history: Item | Iterable[Submission | Mapping[str, object]]
    ) -> _types.Conformance:
        """What the policy would have refused of a trail, or of commands.

        `history` is text, bytes or a path with one a line, or a list, such as the `commands` that
        `import_history` gives for a release.
        """
        # A folder holds many records, and no history.
        if is_many(history) and not isinstance(history, (str, os.PathLike)):
            given = cast("Iterable[Mapping[str, object]]", history)
            held = Document(b"\n".join(to_json(one) for one in given))
        else:
            held = document(history)
        return self._typed(_types.Conformance, "trail_conformance", {}, held)

    def lint(self, policy: PolicyInput) -> list[_types.LintFinding]:
        """What is wrong with a policy or a set of policies."""
        return self._typed(_types.LintAnswer, "lint", {}, document(policy)).findings

    def impact(
        self,
        releases: Release | Item,
        to: str | Mapping[str, object],
        *,
        as_of: str | datetime | None = None,
    ) -> _types.Impact:
        """Which releases another policy would judge differently, and why.

        `releases` is one record, or text or bytes with one record a line.
        """
        request = {"as_of": instant(as_of), "to": to}
        return self._typed(_types.Impact, "impact", request, document(releases))

    def metrics(
        self,
        releases: Release | Item,
        start: str | datetime,
        end: str | datetime,
        zone: str,
        *,
        as_of: str | datetime | None = None,
        log: Sequence[Mapping[str, object]] | None = None,
        by: Sequence[str] | None = None,
        success: str | None = None,
        recovery_start: str | None = None,
        percentile: int | None = None,
    ) -> _types.Metrics:
        """The indicators over many releases, from `start` up to, not including, `end`.

        `releases` is one record, or text or bytes with one record a line. `start` and `end` are
        instants or days, such as `2026-01-01`; days are meant in `zone`. `log` lists all
        deployments there were, recorded or not.
        """
        period = {
            "start": start,
            "end": end,
            "zone": zone,
            "log": log,
            "by": by,
            "success": success,
            "recovery_start": recovery_start,
            "percentile": percentile,
        }
        request = {"as_of": instant(as_of), **_of_period(period)}
        return self._typed(_types.Metrics, "metrics", request, document(releases))

    def checks(self) -> list[_types.CheckDoc]:
        """All checks of the policy."""
        return self._typed(_types.ChecksAnswer, "checks").checks

    def schema(self, name: str) -> dict[str, Any]:
        """The JSON Schema of a document type."""
        return self.call("schema", {"name": name})

    def schemas(self) -> list[str]:
        """The names of the document types that have a schema."""
        names: list[str] = self.call("schema")["names"]
        return names

    def new_document(self, kind: str = "release") -> str:
        """A template in YAML: `release` or `policy`."""
        return self._typed(_types.TextAnswer, "new", {"document": kind}).text

    def import_records(
        self, source: str, export: PathName | bytes, *, name: str | None = None
    ) -> ImportAnswer:
        """Reads the export of another tool, from a path or as bytes.

        The records are plain dicts, ready to be assessed or written; each imported value refers
        to `name`, by default that of the file.
        """
        held = Document(export, "export") if isinstance(export, bytes) else read(export)
        name = name if name is not None else os.path.basename(held.source or "")
        return cast(ImportAnswer, self.call("import", {"source": source, "name": name}, held.data))

    def import_history(
        self,
        export: PathName | bytes,
        mapping: HistoryMapping | Mapping[str, object] | PathName | bytes,
        *,
        name: str | None = None,
    ) -> HistoryAnswer:
        """Reads the history that another tool kept, from a path or as bytes, as commands.

        The mapping says what the words of the tool mean (`releasegate/mapping/1`). Rows that gave
        no command are listed in `problems`, with what to do about each.
        """
        held = Document(export) if isinstance(export, bytes) else read(export)
        name = name if name is not None else held.source
        request: dict[str, object] = {} if name is None else {"name": os.path.basename(name)}
        if isinstance(mapping, Mapping):
            request["mapping"] = mapping
        else:
            request["mapping"] = document(mapping).data.decode("utf-8", "replace")
        return cast(HistoryAnswer, self.call("import_history", request, held.data))

    def call(
        self, operation: str, request: Mapping[str, object] | None = None, payload: bytes = b""
    ) -> dict[str, Any]:
        """Runs an operation by its name and returns the parsed answer."""
        answer: dict[str, Any] = json.loads(
            _checked(self.call_bytes(operation, to_json(request or {}), payload))
        )
        return answer

    def call_bytes(self, operation: str, request: bytes = b"{}", payload: bytes = b"") -> bytes:
        """Runs an operation and returns the exact answer, error documents included."""
        return self._native.call(operation, request, payload)

    def _ask(self, operation: str, request: Mapping[str, object], given: Document) -> bytes:
        encoded = to_json({**request, **given.about()})
        return _checked(self.call_bytes(operation, encoded, given.data))

    def _typed(
        self,
        kind: type[T],
        operation: str,
        request: Mapping[str, object] | None = None,
        given: Document | None = None,
    ) -> T:
        held = given or Document(b"")
        about = held.about() if operation in _ABOUT_A_DOCUMENT else {}
        answer: T = build(kind, self.call(operation, {**(request or {}), **about}, held.data))
        return answer

    def _run(
        self,
        pieces: Pieces,
        request: dict[str, Any],
        total: int | None,
        progress: Progress | None,
        on_error: Callable[[ReleasegateError], object] | None,
    ) -> Iterator[Assessment]:
        errors: list[ReleasegateError] = []
        tell = on_error or errors.append
        done = 0
        for piece in pieces:
            if isinstance(piece, ReleasegateError):
                piece.index = done
                tell(piece)
                done += 1
            else:
                answer = self.call_bytes(
                    "assess_many", to_json({**request, **piece.request}), piece.payload
                )
                if _failed(answer, piece.documents):
                    _checked(answer)
                    raise shell_error("internal", "the answers do not match the records")
                before = done
                # `BytesIO` shares the answer, so that only one line at a time is copied.
                for raw in io.BytesIO(answer):
                    if raw.startswith(PREFIX):
                        tell(ReleasegateError.from_answer(raw, done))
                    else:
                        yield Assessment(raw)
                    done += 1
                if piece.documents not in (None, done - before):
                    raise shell_error("internal", "the answers do not match the records")
            if progress is not None:
                progress(done, total)
        if errors:
            raise BatchError(errors)


# Operations that name the document they were given in their answers and errors.
_ABOUT_A_DOCUMENT = frozenset({"report", "next", "diff", "diff_assessments", "crosswalk", "lint"})


def _assessment(given: Assessment | Mapping[str, object] | Item) -> Document:
    if isinstance(given, Assessment):
        return Document(given.json.encode("utf-8"), None, "json")
    return document(given)


def _policy(policy: PolicyInput) -> Document:
    if isinstance(policy, str) and not is_text(policy) and not policy.endswith(tuple(SYNTAXES)):
        return Document(policy.encode("utf-8", "surrogatepass"))
    return document(policy)


def _question(as_of: str | datetime | None, checks: Sequence[str] | None) -> dict[str, Any]:
    request: dict[str, Any] = {"as_of": instant(as_of)}
    if isinstance(checks, str):
        raise TypeError("`checks` is a list of check ids, not one text")
    if checks is not None:
        request["checks"] = list(checks)
    return request


def _of_period(options: Mapping[str, Any]) -> dict[str, Any]:
    """The request for the indicators of a period; `from` is no name in Python."""
    names = {"start": "from", "end": "to"}
    request = {names.get(key, key): value for key, value in options.items() if value is not None}
    for edge in names.values():
        if edge in request:
            request[edge] = instant(request[edge])
    if "log" in request:
        request["log"] = [dict(deployment) for deployment in request["log"]]
    if "by" in request:
        request["by"] = list(request["by"])
    return request


def _failed(answer: bytes, documents: int | None) -> bool:
    """Whether a call as a whole failed: there is not one finished line a record."""
    if answer and not answer.endswith(b"\n"):
        return True
    alone = answer.startswith(PREFIX) and answer.index(b"\n") == len(answer) - 1
    return alone and documents not in (None, 1)


def _checked(answer: bytes) -> bytes:
    if answer.startswith(PREFIX):
        raise ReleasegateError.from_answer(answer)
    return answer
