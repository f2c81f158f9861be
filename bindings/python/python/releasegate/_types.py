# Generated from the JSON Schemas. Do not edit; run:
#   python bindings/python/generate_types.py --write

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast, Literal, TypeAlias


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseSummary:
    id: str
    title: str | None = None
    type: str | None = None
    version: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceName:
    name: str
    line: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicySummary:
    id: str
    profile: str
    version: str | None = None


Instant: TypeAlias = str
"""
An RFC 3339 instant.
"""


Verdict: TypeAlias = Literal['conforming', 'nonconforming', 'not_evidenced', 'not_yet_due', 'not_applicable']
"""
What a check says.
"""


Stage: TypeAlias = Literal['support', 'planning', 'build', 'deployment', 'early_life', 'closure']
"""
One of the six stages.
"""


Severity: TypeAlias = Literal['must', 'should']


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonMissing:
    """
    A fact is absent.
    """

    what: str
    kind: Literal['missing']


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonBefore:
    """
    One thing came before another.
    """

    kind: Literal['before']
    first: Instant
    second: Instant
    at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonHolds:
    """
    Why a check said so, as data.
    """

    kind: Literal['holds']


Reason: TypeAlias = ReasonMissing | ReasonBefore | ReasonHolds
"""
Why a check said so, as data.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class GateState:
    stage: Stage
    verdict: Verdict
    holds: bool
    blocked_by: list[str]
    """
    Checks that hold the release here.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseVerdict:
    framework: str
    clause: str
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    pointer: str
    what: str
    role: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    check: str
    name: str
    stage: Stage
    severity: Severity
    verdict: Verdict
    reason: Reason
    message: str
    evidence: list[str]
    missing: list[Missing]


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFinding:
    kind: str
    pointer: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentDocument:
    """
    All findings of one record.
    """

    format: Literal['releasegate/assessment/1']
    release: ReleaseSummary
    policy: PolicySummary
    as_of: Instant
    """
    The instant of the question.
    """
    verdict: Verdict
    conforming: bool
    """
    Whether every check that is due holds.
    """
    gates: list[GateState]
    clauses: list[ClauseVerdict]
    findings: list[Finding]
    data_findings: list[DataFinding]
    source: SourceName | None = None
    """
    Where the record came from.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckInfo:
    id: str
    name: str
    title: str
    stage: Stage
    gate: Stage
    severity: Severity
    clauses: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Checks:
    format: Literal['releasegate/checks/1']
    profile: str
    checks: list[CheckInfo]


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorDocument:
    format: Literal['releasegate/error/1']
    code: str
    message: str
    help: str | None = None
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    format: Literal['releasegate/import/1']
    records: list[dict[str, Any]]
    notes: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    format: Literal['releasegate/text/1']
    text: str


class AssessmentFields:
    """The keys of an assessment document as properties, each built when asked."""

    __slots__ = ()

    def _field(self, key: str) -> Any:
        raise NotImplementedError

    @property
    def format(self) -> Literal['releasegate/assessment/1']:
        return cast("Literal['releasegate/assessment/1']", self._field('format'))

    @property
    def release(self) -> ReleaseSummary:
        return cast('ReleaseSummary', self._field('release'))

    @property
    def policy(self) -> PolicySummary:
        return cast('PolicySummary', self._field('policy'))

    @property
    def as_of(self) -> Instant:
        """The instant of the question."""
        return cast('Instant', self._field('as_of'))

    @property
    def verdict(self) -> Verdict:
        return cast('Verdict', self._field('verdict'))

    @property
    def conforming(self) -> bool:
        """Whether every check that is due holds."""
        return cast('bool', self._field('conforming'))

    @property
    def gates(self) -> list[GateState]:
        return cast('list[GateState]', self._field('gates'))

    @property
    def clauses(self) -> list[ClauseVerdict]:
        return cast('list[ClauseVerdict]', self._field('clauses'))

    @property
    def findings(self) -> list[Finding]:
        return cast('list[Finding]', self._field('findings'))

    @property
    def data_findings(self) -> list[DataFinding]:
        return cast('list[DataFinding]', self._field('data_findings'))

    @property
    def source(self) -> SourceName | None:
        """Where the record came from."""
        return cast('SourceName | None', self._field('source'))
