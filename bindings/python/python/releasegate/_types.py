# Generated from the JSON Schemas. Do not edit; run:
#   python bindings/python/generate_types.py --write

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast, Literal, TypeAlias


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessedRelease:
    """
    The release that was assessed.
    """

    id: str
    """
    Its id.
    """
    title: str | None = None
    """
    What it is called.
    """
    service: str | None = None
    """
    The service it is for.
    """
    version: str | None = None
    """
    The version it brings.
    """
    type: str | None = None
    """
    Its type.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePlace:
    """
    Where a record was read from.
    """

    name: str | None = None
    """
    The file or stream.
    """
    line: int | None = None
    """
    The line on which the record starts, from 1.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessedPolicy:
    """
    The policy that a release was assessed under.
    """

    id: str
    """
    Its id; that of the profile when no policy of the organization was given.
    """
    profile: str
    """
    The profile it builds on.
    """
    scope: str
    """
    What the profile judges and what it does not.
    """
    version: str | None = None
    """
    Its version.
    """


AsOf: TypeAlias = str
"""
The instant at which the record is judged: an RFC 3339 date-time with an offset.
"""


Verdict: TypeAlias = Literal['conforming', 'nonconforming', 'not_evidenced', 'not_yet_due', 'not_applicable']
"""
What a check says of a record.
"""


Stage: TypeAlias = Literal['support', 'planning', 'build', 'deployment', 'early_life', 'closure']
"""
A stage of the process. Its exit is a gate, which bears the stage's name.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseResult:
    """
    A clause, summed up.
    """

    framework: str
    """
    The framework and its edition.
    """
    clause: str
    """
    The clause number.
    """
    verdict: Verdict
    """
    The required checks that the clause asks for, summed up.
    """


Severity: TypeAlias = Literal['must', 'should']
"""
How much a check weighs. Independent of the verdict.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """
    The evidence shows that the requirement is met.
    """

    kind: Literal['shown']


@dataclass(frozen=True, kw_only=True, slots=True)
class NoPolicy:
    """
    No policy of the organization was given, only the shipped yardstick.
    """

    kind: Literal['no_policy']


Pointer: TypeAlias = str
"""
A place in the record as a JSON Pointer (RFC 6901). A place in the policy starts with `policy#`.
"""


Instant: TypeAlias = str
"""
An exact instant as an RFC 3339 date-time in UTC.
"""


Side: TypeAlias = Literal['organization', 'interested_party']
"""
A side that takes part in a decision.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingFact:
    """
    A fact that the record does not hold, and who can supply it.
    """

    pointer: Pointer
    """
    Where the fact would be.
    """
    role: str
    """
    The role that can supply it.
    """


Provenance: TypeAlias = Literal['verified', 'partial', 'unverified', 'design']
"""
How sure we are that a clause asks for something.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Docs:
    """
    What people read about a check.
    """

    asks: str
    """
    What it asks.
    """
    why: str
    """
    Why it matters.
    """
    example: str
    """
    An example that fails.
    """
    remedy: str
    """
    How to put it right.
    """
    role: str
    """
    The role that can put it right.
    """


ErrorCode: TypeAlias = Literal['syntax', 'not-utf8', 'too-large', 'too-deep', 'wrong-type', 'unknown-key', 'missing-key', 'duplicate-key', 'invalid-value', 'naive-timestamp', 'unknown-profile', 'unknown-operation', 'unknown-check', 'unknown-schema', 'unknown-source', 'io', 'internal']
"""
What kind of error it is. The text of each code is stable.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorDocument:
    """
    A document or a request that could not be understood.

    This is not a finding: a finding judges a record that was understood.
    """

    format: Literal['releasegate/error/1']
    """
    The format of this document: `releasegate/error/1`.
    """
    code: ErrorCode
    """
    What kind of error it is; stable.
    """
    message: str
    """
    What was found, without values of the record.
    """
    help: str | None = None
    """
    What to do about it.
    """
    pointer: str | None = None
    """
    JSON Pointer to the place in the document.
    """
    line: int | None = None
    """
    Line, from 1.
    """
    column: int | None = None
    """
    Column, from 1.
    """
    source: str | None = None
    """
    The file or stream the document came from.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemasAnswer:
    """
    The names of the published document types.
    """

    format: Literal['releasegate/schemas/1']
    """
    The format of this document: `releasegate/schemas/1`.
    """
    names: list[str]
    """
    The names.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TextAnswer:
    """
    Text for people.
    """

    format: Literal['releasegate/text/1']
    """
    The format of this document: `releasegate/text/1`.
    """
    text: str
    """
    The text.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GateResult:
    """
    A gate, summed up.
    """

    stage: Stage
    """
    The stage whose exit it is.
    """
    verdict: Verdict
    """
    Its own required checks summed up.
    """
    holds: bool
    """
    Whether it and all gates before it are conforming, so that a release may pass.
    """
    blocked_by: list[str]
    """
    Its required checks that stand in the way.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class DoesNotApply:
    """
    A recorded fact makes the requirement not apply.
    """

    kind: Literal['does_not_apply']
    fact: Pointer
    """
    The fact.
    """
    by: str | None = None
    """
    Who decided or stated it, if a person did.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """
    The time for it has not come.
    """

    kind: Literal['pending']
    until: Instant | None = None
    """
    Until when, if the record tells.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """
    The record does not say it.
    """

    kind: Literal['missing']
    at: Pointer
    """
    Where it would be.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyNotInForce:
    """
    The policy given was not in force when the release was planned.
    """

    kind: Literal['policy_not_in_force']
    planned: Pointer
    """
    When the release was planned.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyList:
    """
    A list was given, and is empty.
    """

    kind: Literal['empty_list']
    at: Pointer
    """
    The list.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoneStated:
    """
    Somebody stated that there are none, where at least one is needed.
    """

    kind: Literal['none_stated']
    at: Pointer
    """
    The statement.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Unresolved:
    """
    Something is referred to that is not there.
    """

    kind: Literal['unresolved']
    at: Pointer
    """
    The reference.
    """
    id: str
    """
    What it refers to.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeated:
    """
    An id is there twice.
    """

    kind: Literal['repeated']
    at: Pointer
    """
    The second one.
    """
    id: str
    """
    The id.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotInPolicy:
    """
    A value is not one that the policy names.
    """

    kind: Literal['not_in_policy']
    at: Pointer
    """
    The value.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoEmergencyType:
    """
    No release type of the policy is for emergencies.
    """

    kind: Literal['no_emergency_type']
    at: Pointer
    """
    The types.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ToBeDetermined:
    """
    A date is still to be determined.
    """

    kind: Literal['to_be_determined']
    at: Pointer
    """
    The date.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotBefore:
    """
    Two events happened in the wrong order.
    """

    kind: Literal['not_before']
    first: Pointer
    """
    What should have come first.
    """
    second: Pointer
    """
    What should have come after it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderUndecided:
    """
    The times do not tell which of two events came first.
    """

    kind: Literal['order_undecided']
    first: Pointer
    """
    What should have come first.
    """
    second: Pointer
    """
    What should have come after it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeUnusable:
    """
    A day without a zone cannot be compared.
    """

    kind: Literal['time_unusable']
    at: Pointer
    """
    The day.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """
    Two statements exclude each other.
    """

    kind: Literal['contradiction']
    at: Pointer
    """
    One statement.
    """
    with_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Differs:
    """
    Two values that must be equal differ.
    """

    kind: Literal['differs']
    at: Pointer
    """
    One value.
    """
    from_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotComparable:
    """
    Two digests were made with different algorithms.
    """

    kind: Literal['not_comparable']
    at: Pointer
    """
    One digest.
    """
    with_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotPartOf:
    """
    Something was deployed that was not part of what was tested or approved.
    """

    kind: Literal['not_part_of']
    at: Pointer
    """
    What was deployed.
    """
    of: Pointer
    """
    Where it should have been.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoResult:
    """
    A criterion has no result that counts on the final build.
    """

    kind: Literal['no_result']
    at: Pointer
    """
    The criterion.
    """
    criterion: str
    """
    Its id.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultOutdated:
    """
    A criterion was edited after its result existed.
    """

    kind: Literal['result_outdated']
    result: Pointer
    """
    The result.
    """
    revised: Pointer
    """
    The edit.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoDecision:
    """
    A criterion was not met, and no decision names it.
    """

    kind: Literal['no_decision']
    at: Pointer
    """
    The failed result.
    """
    criterion: str
    """
    The criterion.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedAgainst:
    """
    It was decided not to deploy, and it was deployed.
    """

    kind: Literal['decided_against']
    decision: Pointer
    """
    The decision.
    """
    start: Pointer
    """
    The start of the deployment.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SideMissing:
    """
    A decision lacks one of the sides that must take part in it.
    """

    kind: Literal['side_missing']
    at: Pointer
    """
    Those who decided.
    """
    side: Side
    """
    The side that is missing.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoAuthority:
    """
    The person did not hold the role then.
    """

    kind: Literal['no_authority']
    at: Pointer
    """
    The act.
    """
    role: str
    """
    The role needed.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotApproved:
    """
    The last word before the start was not an approval.
    """

    kind: Literal['not_approved']
    at: Pointer
    """
    The rejection or withdrawal.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideApproval:
    """
    Something happened outside what was approved for it.
    """

    kind: Literal['outside_approval']
    at: Pointer
    """
    What happened.
    """
    limit: Pointer
    """
    The limit of the approval.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoApproval:
    """
    No approval covers it.
    """

    kind: Literal['no_approval']
    at: Pointer
    """
    What was deployed.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotInBaseline:
    """
    An affected configuration item is in no baseline taken before the deployment.
    """

    kind: Literal['not_in_baseline']
    at: Pointer
    """
    Where the item is said to be affected.
    """
    item: str
    """
    The item.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class WaveOpen:
    """
    A planned wave is not shown to be over.
    """

    kind: Literal['wave_open']
    at: Pointer
    """
    The planned wave.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckFailed:
    """
    A check found something wrong.
    """

    kind: Literal['check_failed']
    at: Pointer
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TooEarly:
    """
    It was done before the time it is about was over.
    """

    kind: Literal['too_early']
    at: Pointer
    """
    When it was done.
    """
    period_end: Instant
    """
    The end of the time it is about.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodNotCovered:
    """
    The time that was looked at is not the whole time.
    """

    kind: Literal['period_not_covered']
    at: Pointer
    """
    What was looked at.
    """
    from_: Instant
    """
    Start of the whole time, inclusive.
    """
    until: Instant
    """
    End of the whole time, exclusive.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyPeriod:
    """
    The early-life period is empty, and the policy does not say why.
    """

    kind: Literal['empty_period']
    at: Pointer
    """
    The setting in the policy.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CountDiffers:
    """
    The number stated and the number listed differ.
    """

    kind: Literal['count_differs']
    at: Pointer
    """
    The number stated.
    """
    listed: Pointer
    """
    The list.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotInformed:
    """
    Nobody was told.
    """

    kind: Literal['not_informed']
    audience: str
    """
    The audience that the policy names.
    """
    at: Pointer
    """
    Where the information would be.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class AnalysisOutdated:
    """
    It came to light after the analysis, which has to be made again.
    """

    kind: Literal['analysis_outdated']
    analysis: Pointer
    """
    The analysis.
    """
    by: Pointer
    """
    What came to light.
    """


Reason: TypeAlias = Shown | DoesNotApply | Pending | Missing | NoPolicy | PolicyNotInForce | EmptyList | NoneStated | Unresolved | Repeated | NotInPolicy | NoEmergencyType | ToBeDetermined | NotBefore | OrderUndecided | TimeUnusable | Contradiction | Differs | NotComparable | NotPartOf | NoResult | ResultOutdated | NoDecision | DecidedAgainst | SideMissing | NoAuthority | NotApproved | OutsideApproval | NoApproval | NotInBaseline | WaveOpen | CheckFailed | TooEarly | PeriodNotCovered | EmptyPeriod | CountDiffers | NotInformed | AnalysisOutdated
"""
Why a check has its verdict.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFinding:
    """
    Something wrong with the record itself.
    """

    reason: Reason
    """
    What is wrong.
    """
    message: str
    """
    The same in words.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """
    A clause of a framework that asks for something.
    """

    framework: str
    """
    The framework and its edition.
    """
    clause: str
    """
    The clause number.
    """
    provenance: Provenance
    """
    How sure we are that the clause asks for it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """
    What a check says of the record, and why.
    """

    check: str
    """
    The check, for example `DEP-01`.
    """
    name: str
    """
    The name of the defect that the check looks for.
    """
    stage: Stage
    """
    The stage whose work it judges.
    """
    gate: Stage
    """
    The gate it belongs to.
    """
    severity: Severity
    """
    How much it weighs under this policy.
    """
    verdict: Verdict
    """
    The verdict.
    """
    reason: Reason
    """
    What decided it.
    """
    message: str
    """
    The reason in words.
    """
    further: list[Reason]
    """
    What else stands in the way.
    """
    evidence: list[Pointer]
    """
    The places of the record and the policy that were used.
    """
    missing: list[MissingFact]
    """
    What is missing, and which role can supply it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentDocument:
    """
    All findings of one record under one policy as of one instant, summed up.
    """

    format: Literal['releasegate/assessment/1']
    """
    The format of this document: `releasegate/assessment/1`.
    """
    release: AssessedRelease
    """
    The release assessed.
    """
    policy: AssessedPolicy
    """
    The policy it was assessed under.
    """
    as_of: AsOf
    """
    The instant at which it was judged; what was not known then is not judged.
    """
    verdict: Verdict
    """
    All required checks summed up.
    """
    conforming: bool
    """
    Whether all required checks that apply are conforming. This is a statement on the evidence
    in the record, never a certificate.
    """
    gates: list[GateResult]
    """
    The six gates, in the order of the process.
    """
    clauses: list[ClauseResult]
    """
    The clauses that the profile judges as a whole.
    """
    findings: list[Finding]
    """
    The findings, by stage and check.
    """
    data_findings: list[DataFinding]
    """
    What is wrong with the record itself, whatever the checks say.
    """
    source: SourcePlace | None = None
    """
    Where the record was read from.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckDoc:
    """
    A check with its documentation.
    """

    id: str
    """
    Its stable id.
    """
    name: str
    """
    The name of the defect that it looks for.
    """
    title: str
    """
    The requirement in our own words.
    """
    stage: Stage
    """
    The stage whose work it judges.
    """
    gate: Stage
    """
    The gate it belongs to.
    """
    severity: Severity
    """
    How much it weighs under this policy.
    """
    clauses: list[Clause]
    """
    Where frameworks ask for it.
    """
    docs: Docs
    """
    What people read about it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ChecksAnswer:
    """
    Checks with their documentation.
    """

    format: Literal['releasegate/checks/1']
    """
    The format of this document: `releasegate/checks/1`.
    """
    profile: str
    """
    The profile they belong to.
    """
    checks: list[CheckDoc]
    """
    The checks, in the order of the process.
    """


class AssessmentFields:
    """The keys of an assessment document as properties, each built when asked."""

    __slots__ = ()

    def _field(self, key: str) -> Any:
        raise NotImplementedError

    @property
    def format(self) -> Literal['releasegate/assessment/1']:
        """The format of this document: `releasegate/assessment/1`."""
        return cast("Literal['releasegate/assessment/1']", self._field('format'))

    @property
    def release(self) -> AssessedRelease:
        """The release assessed."""
        return cast('AssessedRelease', self._field('release'))

    @property
    def policy(self) -> AssessedPolicy:
        """The policy it was assessed under."""
        return cast('AssessedPolicy', self._field('policy'))

    @property
    def as_of(self) -> AsOf:
        """The instant at which it was judged; what was not known then is not judged."""
        return cast('AsOf', self._field('as_of'))

    @property
    def verdict(self) -> Verdict:
        """All required checks summed up."""
        return cast('Verdict', self._field('verdict'))

    @property
    def conforming(self) -> bool:
        """Whether all required checks that apply are conforming. This is a statement on the evidence in the record, never a certificate."""
        return cast('bool', self._field('conforming'))

    @property
    def gates(self) -> list[GateResult]:
        """The six gates, in the order of the process."""
        return cast('list[GateResult]', self._field('gates'))

    @property
    def clauses(self) -> list[ClauseResult]:
        """The clauses that the profile judges as a whole."""
        return cast('list[ClauseResult]', self._field('clauses'))

    @property
    def findings(self) -> list[Finding]:
        """The findings, by stage and check."""
        return cast('list[Finding]', self._field('findings'))

    @property
    def data_findings(self) -> list[DataFinding]:
        """What is wrong with the record itself, whatever the checks say."""
        return cast('list[DataFinding]', self._field('data_findings'))

    @property
    def source(self) -> SourcePlace | None:
        """Where the record was read from."""
        return cast('SourcePlace | None', self._field('source'))
