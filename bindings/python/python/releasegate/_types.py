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


Loosened: TypeAlias = Literal['should', 'off', 'gate']
"""
What a policy asks less of.
"""


Pointer: TypeAlias = str
"""
A place in the record as a JSON Pointer (RFC 6901). A place in the policy starts with `policy#`.
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
class WaivedGate:
    """
    A gate, when waivers in force are taken into account. They change no verdict.
    """

    opens: bool
    """
    Whether it and all gates before it are conforming or waived, so that a release may pass.
    """
    blocked_by: list[str]
    """
    Its required checks that stand in the way and are not waived.
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
class NoPolicy:
    """
    No policy of the organization was given, only the shipped yardstick.
    """

    kind: Literal['no_policy']


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
    None of the kinds of release, or categories of change, is for emergencies.
    """

    kind: Literal['no_emergency_type']
    at: Pointer
    """
    The kinds or categories.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ToBeDetermined:
    """
    A date or a part of the plan is still to be determined.
    """

    kind: Literal['to_be_determined']
    at: Pointer
    """
    The date or part.
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
class NoAuthority:
    """
    The person is not shown to have held the role then.
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
    The decision that counts is not an approval.
    """

    kind: Literal['not_approved']
    at: Pointer
    """
    The decision.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingToWaive:
    """
    There is nothing to waive: the check is met, or does not apply.
    """

    kind: Literal['nothing_to_waive']
    at: Pointer
    """
    The check named.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredNo:
    """
    The answer is no where the requirement asks for a yes.
    """

    kind: Literal['answered_no']
    at: Pointer
    """
    The answer.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SamePerson:
    """
    Two acts that have to be by different people are by the same one.
    """

    kind: Literal['same_person']
    at: Pointer
    """
    One act.
    """
    with_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class PerhapsSamePerson:
    """
    Two acts that have to be by different people may be by the same one.
    """

    kind: Literal['perhaps_same_person']
    at: Pointer
    """
    One act.
    """
    with_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotInForce:
    """
    Something was not in force when it was needed.
    """

    kind: Literal['not_in_force']
    at: Pointer
    """
    What was not in force.
    """
    when: Pointer
    """
    When it was needed.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotMeasurable:
    """
    A target or outcome cannot be measured: it names no number.
    """

    kind: Literal['not_measurable']
    at: Pointer
    """
    The target.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class InFreeze:
    """
    Something went live in a freeze.
    """

    kind: Literal['in_freeze']
    at: Pointer
    """
    The start.
    """
    freeze: Pointer
    """
    The freeze.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideWindows:
    """
    Something went live outside the deployment windows.
    """

    kind: Literal['outside_windows']
    at: Pointer
    """
    The start.
    """
    windows: Pointer
    """
    The windows.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """
    Numbers that follow one another have a gap.
    """

    kind: Literal['gap']
    at: Pointer
    """
    The number after the gap.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotAssigned:
    """
    Nobody answers for an activity.
    """

    kind: Literal['not_assigned']
    at: Pointer
    """
    The assignments.
    """
    activity: str
    """
    The activity.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignedTwice:
    """
    More than one person answers for an activity.
    """

    kind: Literal['assigned_twice']
    at: Pointer
    """
    One assignment.
    """
    with_: Pointer
    """
    The other.
    """
    activity: str
    """
    The activity.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongKind:
    """
    Something is not of the kind that is needed.
    """

    kind: Literal['wrong_kind']
    at: Pointer
    """
    Its kind.
    """
    needed: str
    """
    The kind needed.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotSeparate:
    """
    Two things that have to be apart are not.
    """

    kind: Literal['not_separate']
    at: Pointer
    """
    One of them.
    """
    with_: Pointer
    """
    The other.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotCovered:
    """
    Something is not covered by what should cover it.
    """

    kind: Literal['not_covered']
    at: Pointer
    """
    What is not covered.
    """
    by: Pointer
    """
    What should cover it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NotListed:
    """
    A list does not hold something that it has to.
    """

    kind: Literal['not_listed']
    at: Pointer
    """
    The list.
    """
    needed: str
    """
    What it has to hold.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRequirementUnmet:
    """
    An own requirement of the organization is not met.
    """

    kind: Literal['own_requirement_unmet']
    message: str
    """
    What its policy says is wrong.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFactMissing:
    """
    A fact that an own requirement asks for is missing, in a part of the record that the format
    leaves open.
    """

    kind: Literal['own_fact_missing']
    fact: str
    """
    The fact, as the expression names it.
    """


Instant: TypeAlias = str
"""
An exact instant as an RFC 3339 date-time in UTC.
"""


Side: TypeAlias = Literal['organization', 'interested_party']
"""
A side that takes part in a decision.
"""


OwnDoubt: TypeAlias = Literal['no_fact', 'not_yes_or_no', 'failed', 'too_costly']
"""
Why the expression of an own requirement does not decide.
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


WaiverProblemKind: TypeAlias = Literal['incomplete', 'not_yet_valid', 'expired', 'expires_soon', 'orphan', 'out_of_scope', 'no_authority', 'self_approved']
"""
What may be wrong with a waiver.
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


Condition: TypeAlias = Literal['current', 'time_order', 'recorded_in_time', 'registered', 'not_closed', 'not_on_hold', 'stage', 'role', 'competence', 'human', 'insider', 'team', 'there', 'once', 'not_there', 'plan', 'deployment', 'requested', 'own_command', 'fits', 'past', 'in_force', 'check']
"""
What a command needs.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Supply:
    """
    A fact that is missing, and the role that can supply it.
    """

    at: str
    """
    Where the fact would be.
    """
    role: str
    """
    The role.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ServingEvidence:
    """
    The evidence that one check looked at.
    """

    check: str
    """
    The check.
    """
    provenance: Provenance
    """
    How sure we are that the clause asks for it.
    """
    places: list[Pointer]
    """
    The places of the record and the policy.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """
    One of the two assessments.
    """

    as_of: AsOf
    """
    The instant at which the record was judged.
    """
    policy: str
    """
    The policy it was judged under.
    """
    verdict: Verdict
    """
    All required checks summed up.
    """
    conforming: bool
    """
    Whether all required checks that apply are conforming.
    """
    version: str | None = None
    """
    Its version.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GateState:
    """
    How a gate stands.
    """

    verdict: Verdict
    """
    Its own required checks summed up.
    """
    opens: bool
    """
    Whether a release may pass, waivers taken into account.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckState:
    """
    How a check stands.
    """

    verdict: Verdict
    """
    The verdict.
    """
    message: str
    """
    The reason in words.
    """
    waived_by: str | None = None
    """
    The waiver in force that accepts it, if there is one.
    """


Cause: TypeAlias = Literal['clock', 'data', 'waiver', 'policy']
"""
What made a verdict change.
"""


ErrorCode: TypeAlias = Literal['syntax', 'not-utf8', 'too-large', 'too-deep', 'wrong-type', 'unknown-key', 'missing-key', 'duplicate-key', 'invalid-value', 'invalid-expression', 'naive-timestamp', 'unknown-profile', 'unknown-operation', 'unknown-check', 'unknown-schema', 'unknown-source', 'io', 'internal']
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
    Line, from 1; for an expression, within the text at `pointer`.
    """
    column: int | None = None
    """
    Column, from 1; for an expression, within the text at `pointer`.
    """
    source: str | None = None
    """
    The file or stream the document came from.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictChange:
    """
    A verdict that changes.
    """

    before: Verdict
    """
    Under the old policy.
    """
    after: Verdict
    """
    Under the new one.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GateChange:
    """
    A gate that holds under one policy only.
    """

    gate: Stage
    """
    The gate.
    """
    before: bool
    """
    Whether it holds under the old policy.
    """
    after: bool
    """
    Whether it holds under the new one.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedCheck:
    """
    What a check says and weighs under a policy.
    """

    verdict: Verdict
    """
    The verdict.
    """
    severity: Severity
    """
    How much it weighs.
    """
    gate: Stage | None = None
    """
    The gate it belongs to.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SwitchedOn:
    """
    Only the new policy asks for it.
    """

    kind: Literal['switched_on']


@dataclass(frozen=True, kw_only=True, slots=True)
class SwitchedOff:
    """
    Only the old policy asks for it.
    """

    kind: Literal['switched_off']


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherSeverity:
    """
    It weighs more or less.
    """

    kind: Literal['other_severity']


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherGate:
    """
    It belongs to another gate.
    """

    kind: Literal['other_gate']


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherSetting:
    """
    A setting differs that the check used.
    """

    kind: Literal['other_setting']
    setting: str
    """
    Its place in the policy.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherPart:
    """
    The check names no setting that differs; something else in the policy decides.
    """

    kind: Literal['other_part']
    keys: list[str]
    """
    The keys of the policy of which each alone decides; all that differ where none does.
    """


Why: TypeAlias = SwitchedOn | SwitchedOff | OtherSeverity | OtherGate | OtherSetting | OtherPart
"""
Why a check says or weighs something else.
"""


DefectLevel: TypeAlias = Literal['error', 'warning']
"""
How much a defect of a policy weighs.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownBase:
    """
    The policy builds on nothing that is there, or on itself.
    """

    kind: Literal['unknown_base']
    id: str
    """
    What it extends.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class SeveralPolicies:
    """
    A set holds several policies that nothing else builds on.
    """

    kind: Literal['several_policies']
    first: str
    """
    The policy that came first.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownDocument:
    """
    A document is referred to that the policy does not list.
    """

    kind: Literal['unknown_document']
    id: str
    """
    The document.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownRole:
    """
    A role is referred to that neither the policy nor the process knows.
    """

    kind: Literal['unknown_role']
    id: str
    """
    The role.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownReleaseType:
    """
    A release type is referred to that the policy does not define.
    """

    kind: Literal['unknown_release_type']
    id: str
    """
    The release type.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownCheck:
    """
    No check has this id.
    """

    kind: Literal['unknown_check']
    id: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatedId:
    """
    An id is given twice in one list.
    """

    kind: Literal['repeated_id']
    id: str
    """
    The id.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleWithoutHolders:
    """
    Nobody is named who holds a role that has to decide.
    """

    kind: Literal['role_without_holders']
    role: str
    """
    The role.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class QuorumOutOfReach:
    """
    A rule asks for approval by more people than can give it.
    """

    kind: Literal['quorum_out_of_reach']
    rule: str
    """
    The rule.
    """
    quorum: int
    """
    How many have to approve.
    """
    holders: int
    """
    How many hold one of the roles and may approve.
    """
    excluded: int
    """
    How many of them at least are excluded for what else they do for the release.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NobodyApproves:
    """
    A rule asks nobody to approve.
    """

    kind: Literal['nobody_approves']
    rule: str
    """
    The rule.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleForNoType:
    """
    A rule on approvals is for no release type.
    """

    kind: Literal['rule_for_no_type']
    rule: str
    """
    The rule.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NeverBegins:
    """
    A freeze or a window ends before it begins, or as it begins.
    """

    kind: Literal['never_begins']
    id: str
    """
    The entry of the calendar.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeUnusable1:
    """
    The times of a freeze or a window cannot be used.
    """

    kind: Literal['time_unusable']
    id: str
    """
    The entry of the calendar.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowAlwaysClosed:
    """
    Freezes cover a window from its start to its end.
    """

    kind: Literal['window_always_closed']
    id: str
    """
    The window.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class FreezeWithoutEnd:
    """
    A freeze has no end.
    """

    kind: Literal['freeze_without_end']
    id: str
    """
    The freeze.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionsOverlap:
    """
    Two versions of the policy are in force at the same time.
    """

    kind: Literal['versions_overlap']
    before: str
    """
    The version before.
    """
    after: str
    """
    The version after.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GapBetweenVersions:
    """
    Between two versions of the policy none is in force.
    """

    kind: Literal['gap_between_versions']
    before: str
    """
    The version before.
    """
    after: str
    """
    The version after.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NeverInForce:
    """
    A version of the policy is in force at no time.
    """

    kind: Literal['never_in_force']
    version: str
    """
    The version.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadTimeNotAsked:
    """
    A lead time is set for a check that the policy does not ask for.
    """

    kind: Literal['lead_time_not_asked']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadTimeAfterStart:
    """
    A lead time is set for a check of work that is done after the start.
    """

    kind: Literal['lead_time_after_start']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoHolidays:
    """
    Business days are counted, and the policy does not say which days are holidays.
    """

    kind: Literal['no_holidays']


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitNotAsked:
    """
    A limit is set that no check of the policy asks for.
    """

    kind: Literal['limit_not_asked']
    limit: str
    """
    The limit.
    """
    check: str
    """
    The check that would ask for it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ThresholdWithoutEffect:
    """
    A threshold of a major release that several releases never reach only together.
    """

    kind: Literal['threshold_without_effect']
    number: int | None = None
    """
    The number, where one is set.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleWithoutEffect:
    """
    A rule says of a check what the profile says.
    """

    kind: Literal['rule_without_effect']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatedRule:
    """
    Two rules are about the same check.
    """

    kind: Literal['repeated_rule']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OffNotAsked:
    """
    A check is left out that the profile does not ask for.
    """

    kind: Literal['off_not_asked']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NoEmergencyType1:
    """
    None of the release types is an emergency.
    """

    kind: Literal['no_emergency_type']


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCheckUnusable:
    """
    An own check that cannot be compiled.
    """

    kind: Literal['own_check_unusable']
    check: str
    """
    The check.
    """
    problem: str
    """
    What is wrong with it.
    """
    help: str | None = None
    """
    What to do about it, where more can be said.
    """


ApprovalSubject: TypeAlias = Literal['release', 'plan', 'change', 'early_life_exit', 'waiver']
"""
What is approved.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class NothingAsked:
    """
    No check is required at the gate, so nothing can show that it holds.
    """

    kind: Literal['nothing_asked']


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpossibleCheck:
    """
    A required check that no release can meet under the policy.
    """

    kind: Literal['impossible_check']
    check: str
    """
    The check.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpossibleApproval:
    """
    An approval rule that nobody can meet.
    """

    kind: Literal['impossible_approval']
    rule: str
    """
    The rule.
    """


KeptClosed: TypeAlias = NothingAsked | ImpossibleCheck | ImpossibleApproval
"""
What keeps a gate closed for good.
"""


Moment: TypeAlias = str
"""
An RFC 3339 date-time with an offset, or a calendar day, which may carry its IANA zone as in 2026-03-01[Europe/Berlin].
"""


Zone: TypeAlias = str
"""
An IANA time zone such as Europe/Berlin.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricsPolicy:
    """
    The policy that indicators were counted under.
    """

    id: str
    """
    Its id; that of the profile when no policy of the organization was given.
    """
    profile: str
    """
    The profile it builds on.
    """
    version: str | None = None
    """
    Its version.
    """


Success: TypeAlias = Literal['no_failure', 'no_back_out', 'judged']
"""
What a successful release is (K05).
"""


RecoveryStart: TypeAlias = Literal['deployment_end', 'detection']
"""
From when on the recovery from a failed deployment is counted (D4).
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Median:
    """
    The middle one; of an even number the mean of the two middle ones.
    """

    kind: Literal['median']


@dataclass(frozen=True, kw_only=True, slots=True)
class NearestRank:
    """
    The smallest one that at least so many of a hundred do not exceed.
    """

    kind: Literal['nearest_rank']
    percentile: int
    """
    How many of a hundred.
    """


Statistic: TypeAlias = Median | NearestRank
"""
Which of several lengths of time stands for all.
"""


PopulationSource: TypeAlias = Literal['log', 'records']
"""
Where deployments were taken from.
"""


IndicatorUnit: TypeAlias = Literal['count', 'incidents', 'share', 'per_release', 'per_day', 'mean_duration', 'duration']
"""
The unit of a value.
"""


CountedOver: TypeAlias = Literal['releases', 'possible_releases', 'deployments', 'recorded_attempts', 'logged_deployments']
"""
What an indicator is counted over: each of them is counted, or listed with what is lacking.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CountValue:
    """
    A number of things.
    """

    kind: Literal['count']
    count: int
    """
    How many.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class FractionValue:
    """
    One number divided by another, as counted.
    """

    kind: Literal['fraction']
    numerator: int
    """
    What is divided.
    """
    denominator: int
    """
    By what; never 0.
    """


Elapsed: TypeAlias = str
"""
An exact length of time as an ISO 8601 duration in seconds.
"""


WhyUndefined: TypeAlias = Literal['nothing_to_count', 'not_in_records', 'no_log', 'no_whole_days']
"""
Why an indicator has no value.
"""


Dimension: TypeAlias = Literal['service', 'type']
"""
What indicators are grouped by.
"""


Lack: TypeAlias = Literal['not_over', 'not_yet_due', 'end_unknown', 'period_undecided', 'observation_unknown', 'no_record', 'not_in_record', 'release_repeated', 'outcome_unknown', 'intervention_unknown', 'incidents_not_counted', 'type_unknown', 'approval_undecided', 'clearance_unknown', 'not_exact', 'contradictory', 'deployer_unknown', 'planned_date_unknown', 'first_plan_unknown', 'plan_undecided', 'start_undecided', 'acceptance_undecided', 'scope_unknown', 'decision_unknown', 'back_out_open', 'timeliness_unknown', 'closure_unknown', 'trigger_unknown', 'restore_unknown', 'detection_unknown']
"""
Why a release or a deployment is in none of the numbers of an indicator.
"""


Listed: TypeAlias = Literal['no_record', 'not_in_record', 'no_approval', 'not_delivered', 'not_planned']
"""
Why a release or a deployment that is counted is listed.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotInLog:
    """
    A record has a deployment of the period that the log does not have, so that one of them is
    not complete.
    """

    kind: Literal['not_in_log']
    release: str
    """
    The release.
    """
    deployment: str
    """
    The place in its record.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatedRelease:
    """
    Two records have the same id. Neither is counted.
    """

    kind: Literal['repeated_release']
    release: str
    """
    The id.
    """


CombinedMeasure: TypeAlias = Literal['changes', 'affected_items']
"""
What the size of releases is measured by.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActingRelease:
    """
    The release that has to act.
    """

    id: str
    """
    Its id.
    """


Cure: TypeAlias = Literal['supply', 'begin', 'wait', 'redo', 'instead']
"""
What helps a check that is not met.
"""


FactKind: TypeAlias = Literal['text', 'time', 'person', 'choice', 'yes_no', 'number', 'item', 'none']
"""
What a fact is.
"""


Instead: TypeAlias = Literal['waiver', 'corrective_release', 'retrospective_review']
"""
What is open when a check can no longer be met.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """
    Where a trail ends: enough to see later that nothing was cut off.
    """

    seq: int
    """
    The number of entries.
    """
    hash: str
    """
    The hash of the last one; 64 zeros when there is none.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Obligation:
    """
    Something that has to be done by some time.
    """

    check: str
    """
    The check that asks for it.
    """
    title: str
    """
    What it asks for.
    """
    severity: Severity
    """
    How much it weighs.
    """
    overdue: bool
    """
    Whether that has passed.
    """
    message: str
    """
    What is so.
    """
    role: str
    """
    Who does it.
    """
    until: Instant | None = None
    """
    By when, if the record tells; inclusive.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportAnswer:
    """
    A report.
    """

    format: Literal['releasegate/report/1']
    """
    The format of this document: `releasegate/report/1`.
    """
    media_type: str
    """
    The media type of the report.
    """
    text: str | None = None
    """
    The report, when it is text.
    """
    base64: str | None = None
    """
    The report in base64 (RFC 4648), when it is not text.
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


BreakKind: TypeAlias = Literal['unreadable', 'not_canonical', 'sequence', 'other_release', 'previous_hash', 'hash', 'signature', 'cut_off', 'checkpoint']
"""
What is wrong with a trail.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Departure:
    """
    Where a policy asks for less than the profile it builds on. It cannot claim that profile.
    """

    check: str
    """
    The check that the profile requires.
    """
    loosened: Loosened
    """
    What is less.
    """
    rule: Pointer
    """
    The rule of the policy.
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
    with_waivers: WaivedGate | None = None
    """
    The same when waivers in force are taken into account; missing when there are none.
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
class Overdue:
    """
    Something that was due was not done.
    """

    kind: Literal['overdue']
    at: Pointer
    """
    What was to be done.
    """
    until: Instant
    """
    By when it had to be done: the first instant that is too late.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Expired:
    """
    Something was valid up to a time, exclusive.
    """

    kind: Literal['expired']
    at: Pointer
    """
    The end.
    """
    until: Instant
    """
    The first instant at which it was or will be no longer valid.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TooLate:
    """
    Something was done after its time.
    """

    kind: Literal['too_late']
    at: Pointer
    """
    What was done.
    """
    until: Instant
    """
    The first instant that is too late.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRequirementUndecided:
    """
    The expression of an own requirement does not decide.
    """

    kind: Literal['own_requirement_undecided']
    why: OwnDoubt
    """
    Why not.
    """


Reason: TypeAlias = Shown | DoesNotApply | Pending | Missing | NoPolicy | PolicyNotInForce | EmptyList | NoneStated | Unresolved | Repeated | NotInPolicy | NoEmergencyType | ToBeDetermined | NotBefore | OrderUndecided | TimeUnusable | Contradiction | Differs | NotComparable | NotPartOf | NoResult | ResultOutdated | NoDecision | DecidedAgainst | SideMissing | NoAuthority | NotApproved | OutsideApproval | NoApproval | NotInBaseline | WaveOpen | CheckFailed | TooEarly | PeriodNotCovered | EmptyPeriod | CountDiffers | NotInformed | AnalysisOutdated | Overdue | Expired | NothingToWaive | TooLate | AnsweredNo | SamePerson | PerhapsSamePerson | NotInForce | NotMeasurable | InFreeze | OutsideWindows | Gap | NotAssigned | AssignedTwice | WrongKind | NotSeparate | NotCovered | NotListed | OwnRequirementUnmet | OwnFactMissing | OwnRequirementUndecided
"""
Why a check has its verdict.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverProblem:
    """
    What keeps a waiver from counting, or soon will.
    """

    kind: WaiverProblemKind
    """
    What kind of problem.
    """
    reason: Reason
    """
    The problem.
    """
    message: str
    """
    The same in words.
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
class Unmet:
    """
    A condition that a command does not meet.
    """

    condition: Condition
    """
    Which condition it is; stable.
    """
    message: str
    """
    What is so, and what to do about it. It names ids and places, never people's names.
    """
    at: list[str] | None = None
    """
    Where the record shows it.
    """
    roles: list[str] | None = None
    """
    The roles of which somebody has to hold one.
    """
    stages: list[Stage] | None = None
    """
    The stages in which the command may be given.
    """
    check: str | None = None
    """
    The check that is not met.
    """
    verdict: Verdict | None = None
    """
    Its verdict.
    """
    missing: list[Supply] | None = None
    """
    What it misses, and who can supply it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseEvidence:
    """
    The evidence that serves a clause.
    """

    clause: str
    """
    The clause.
    """
    served_by: list[ServingEvidence]
    """
    The evidence, by the checks that looked at it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedGate:
    """
    A gate that changed.
    """

    stage: Stage
    """
    The stage whose exit it is.
    """
    before: GateState
    """
    Before.
    """
    after: GateState
    """
    After.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedCheck:
    """
    A check whose verdict or waiver changed.
    """

    check: str
    """
    The check.
    """
    causes: list[Cause]
    """
    What made it change, each on its own in this order: the clock, the data, the waivers, the
    policy.
    """
    before: CheckState | None = None
    """
    Before; missing when it was not asked, or not listed.
    """
    after: CheckState | None = None
    """
    After; missing when it is not asked, or not listed.
    """
    candidates: list[Cause] | None = None
    """
    What may have made it change, where two assessments alone cannot tell; `causes` is empty
    then.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """
    What changed between two assessments.
    """

    format: Literal['releasegate/diff/1']
    """
    The format of this document: `releasegate/diff/1`.
    """
    release: str
    """
    The release.
    """
    before: Compared
    """
    What was assessed first.
    """
    after: Compared
    """
    What was assessed then.
    """
    gates: list[ChangedGate]
    """
    The gates that changed, in the order of the process.
    """
    checks: list[ChangedCheck]
    """
    The checks whose verdict or waiver changed, in the order of the process.
    """
    help: str | None = None
    """
    How to tell the causes that are left open; missing when none is.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckChange:
    """
    A check that says or weighs something else.
    """

    check: str
    """
    The check.
    """
    why: list[Why]
    """
    Why it changes.
    """
    before: JudgedCheck | None = None
    """
    Under the old policy; missing when that does not ask for it.
    """
    after: JudgedCheck | None = None
    """
    Under the new one; missing when that does not ask for it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleMayNotApprove:
    """
    A rule asks a role to approve what the role may not approve.
    """

    kind: Literal['role_may_not_approve']
    role: str
    """
    The role.
    """
    of: ApprovalSubject
    """
    What is approved.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OneApprover:
    """
    A rule asks for approval by several people of something that one person approves.
    """

    kind: Literal['one_approver']
    rule: str
    """
    The rule.
    """
    of: ApprovalSubject
    """
    What is approved.
    """
    quorum: int
    """
    How many have to approve.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GateNeverOpens:
    """
    A gate can never open.
    """

    kind: Literal['gate_never_opens']
    gate: Stage
    """
    The gate.
    """
    by: KeptClosed
    """
    What keeps it closed.
    """


PolicyDefect: TypeAlias = UnknownBase | SeveralPolicies | UnknownDocument | UnknownRole | UnknownReleaseType | UnknownCheck | RepeatedId | RoleMayNotApprove | RoleWithoutHolders | QuorumOutOfReach | NobodyApproves | OneApprover | RuleForNoType | GateNeverOpens | NeverBegins | TimeUnusable1 | WindowAlwaysClosed | FreezeWithoutEnd | VersionsOverlap | GapBetweenVersions | NeverInForce | LeadTimeNotAsked | LeadTimeAfterStart | NoHolidays | LimitNotAsked | ThresholdWithoutEffect | RuleWithoutEffect | RepeatedRule | OffNotAsked | NoEmergencyType1 | OwnCheckUnusable
"""
What is wrong with a policy.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricsPeriod:
    """
    The time that indicators are about: half-open, in a stated zone.
    """

    from_: Moment
    """
    From here on, inclusive; of a day, from its beginning on.
    """
    to: Moment
    """
    Up to here, exclusive; of a day, up to its beginning.
    """
    zone: Zone
    """
    The zone in which days are meant and counted.
    """
    is_over: bool
    """
    Whether it was over at the instant of the question; until then more may come.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricsParameters:
    """
    What the indicators leave to be declared: sources disagree, so each answer says what was taken.
    """

    success: Success
    """
    What a success is (K05).
    """
    recovery_start: RecoveryStart
    """
    From when on recovery is counted (D4).
    """
    statistic: Statistic
    """
    Which of several lengths of time stands for all (D4).
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class MetricsPopulation:
    """
    What indicators were counted over.
    """

    records: int
    """
    How many records there were.
    """
    releases: int
    """
    How many of them were deployed in the period.
    """
    deployments: int
    """
    How many deployments there were in the period.
    """
    deployments_from: PopulationSource
    """
    Where the deployments were taken from.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class DurationValue:
    """
    A length of time divided by a number.
    """

    kind: Literal['duration']
    total: Elapsed
    """
    What is divided.
    """
    divided_by: int
    """
    By what; never 0.
    """


IndicatorValue: TypeAlias = CountValue | FractionValue | DurationValue
"""
An exact value.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorGroup:
    """
    One group of an indicator.
    """

    by: Dimension
    """
    What it is grouped by.
    """
    key: str | None = None
    """
    The service or type; missing for those that state none.
    """
    value: IndicatorValue | None = None
    """
    The value; missing when it is undefined.
    """
    undefined: WhyUndefined | None = None
    """
    Why there is no value.
    """
    numerator: int | None = None
    """
    What was counted.
    """
    denominator: int | None = None
    """
    Out of how many.
    """
    total: Elapsed | None = None
    """
    The lengths of time added up.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ExcludedCase:
    """
    A release or a deployment that is in none of the numbers.
    """

    reason: Lack
    """
    Why.
    """
    release: str | None = None
    """
    The release.
    """
    deployment: str | None = None
    """
    The deployment: its id in the log, or its place in the record.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedCase:
    """
    A release or a deployment that is counted and should be looked at.
    """

    reason: Listed
    """
    Why.
    """
    release: str | None = None
    """
    The release.
    """
    deployment: str | None = None
    """
    The deployment: its id in the log, or its place in the record.
    """
    items: list[str] | None = None
    """
    The ids of what it is about.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class CombinedOverMajor:
    """
    Releases of one service in one period reach the threshold of a major release together, and
    each alone stays under it.
    """

    kind: Literal['combined_over_major']
    service: str
    """
    The service.
    """
    measure: CombinedMeasure
    """
    What is measured.
    """
    combined: int
    """
    How much of it they have together, each thing counted once.
    """
    threshold: int
    """
    From how much on a release is a major one.
    """
    releases: list[str]
    """
    The releases.
    """


MetricsWarning: TypeAlias = CombinedOverMajor | NotInLog | RepeatedRelease
"""
Something that somebody should look at. No verdict.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class SuppliedFact:
    """
    A fact that somebody has to supply.
    """

    at: str
    """
    Where it belongs in the record, as a JSON Pointer.
    """
    what: FactKind
    """
    What it is.
    """
    example: Any
    """
    A value of the kind that is asked for. It is only an example: the fact has to be true.
    """
    role: str
    """
    The role that can supply it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """
    Whether somebody may give a command.
    """

    command: str
    """
    The command.
    """
    title: str
    """
    What it does, in a few words.
    """
    allowed: bool
    """
    Whether it would be accepted. Where `depends` is true, as far as that can be told.
    """
    depends: bool
    """
    Whether what exactly the command says can still stand in the way.
    """
    unmet: list[Unmet]
    """
    What stands in the way.
    """
    wave: str | None = None
    """
    The wave it would be given for.
    """
    build: str | None = None
    """
    The build it would be given for.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Permissions:
    """
    What somebody may do to a release at some time.
    """

    format: Literal['releasegate/permissions/1']
    """
    The format of this document: `releasegate/permissions/1`.
    """
    release: str
    """
    The release.
    """
    actor: str
    """
    Who.
    """
    at: AsOf
    """
    When.
    """
    stage: Stage
    """
    The stage that the release is in.
    """
    on_hold: bool
    """
    Whether it waits.
    """
    closed: bool
    """
    Whether it is closed.
    """
    head: Head
    """
    Where its trail ends: a command names this `seq` as seen.
    """
    commands: list[Permission]
    """
    Every command, in the order of the process; those for a wave once for each wave.
    """
    obligations: list[Obligation]
    """
    What has to be done by some time, in the order of the process.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """
    Where a trail is not as it was written.
    """

    line: int
    """
    The line, from 1; one more than there are when something is cut off.
    """
    kind: BreakKind
    """
    What is wrong.
    """
    message: str
    """
    The same in words, and what to do.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """
    Whether a trail is as it was written.
    """

    format: Literal['releasegate/verification/1']
    """
    The format of this document: `releasegate/verification/1`.
    """
    intact: bool
    """
    Whether nothing is wrong with it.
    """
    head: Head
    """
    Where the part that is intact ends.
    """
    signed: int
    """
    How many entries of it are signed with a key that was given.
    """
    broken: Break | None = None
    """
    The first place that is wrong.
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
    departs: list[Departure] | None = None
    """
    Where the policy asks for less than the profile, which it then cannot claim.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """
    A finding as it is written.
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
    gate: Stage | None = None
    """
    The gate it belongs to; missing when the work is not tied to a gate.
    """
    waived_by: str | None = None
    """
    The waiver in force that accepts it, if there is one. It changes no verdict.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverResult:
    """
    A waiver of the record, and whether it counts.
    """

    id: str
    """
    Its id.
    """
    check: str
    """
    The check that it deviates from.
    """
    at: Pointer
    """
    Where it is in the record.
    """
    in_force: bool
    """
    Whether it lets a gate open: it is valid at `as_of`, complete, approved with authority, and
    there is something to waive.
    """
    problems: list[WaiverProblem]
    """
    What keeps it from counting, or soon will.
    """
    until: Instant | None = None
    """
    When it ends; the first instant at which it no longer counts.
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
    Whether all required checks that apply are conforming, under a policy that asks for no less
    than its profile. This is a statement on the evidence in the record, never a certificate.
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
    waivers: list[WaiverResult] | None = None
    """
    The waivers of the record, and whether they count.
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
    gate: Stage | None = None
    """
    The gate it belongs to.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Deviation:
    """
    A command that the policy would have refused.
    """

    position: int
    """
    Its position in the history, from 1.
    """
    command: str
    """
    The command.
    """
    actor: str
    """
    Who gave it.
    """
    at: AsOf
    """
    When.
    """
    carried_out: bool
    """
    Whether it could be carried out all the same, so that what follows is judged as after it.
    """
    unmet: list[Unmet]
    """
    Why it would have been refused.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Conformance:
    """
    What a policy would have refused of a history.
    """

    format: Literal['releasegate/conformance/1']
    """
    The format of this document: `releasegate/conformance/1`.
    """
    commands: int
    """
    How many commands were looked at.
    """
    conforming: bool
    """
    Whether the policy would have accepted all of them.
    """
    deviations: list[Deviation]
    """
    Those that it would have refused, in their order.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameworkEvidence:
    """
    The clauses of a framework that evidence serves.
    """

    framework: str
    """
    The framework and its edition.
    """
    clauses: list[ClauseEvidence]
    """
    Its clauses, by their numbers.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Crosswalk:
    """
    The evidence of a record, by the clauses that it serves.

    That evidence serves a clause does not say that the clause is met: a verdict is only given by
    the profile of that framework.
    """

    format: Literal['releasegate/crosswalk/1']
    """
    The format of this document: `releasegate/crosswalk/1`.
    """
    release: AssessedRelease
    """
    The release.
    """
    as_of: AsOf
    """
    The instant at which the record was looked at.
    """
    frameworks: list[FrameworkEvidence]
    """
    The frameworks, each with its clauses.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseImpact:
    """
    What changes for a release.
    """

    release: str
    """
    Its id.
    """
    gates: list[GateChange]
    """
    The gates that hold under one policy only.
    """
    checks: list[CheckChange]
    """
    The checks that say or weigh something else.
    """
    verdict: VerdictChange | None = None
    """
    Its verdict, when that changes.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """
    What another policy would change.
    """

    format: Literal['releasegate/impact/1']
    """
    The format of this document: `releasegate/impact/1`.
    """
    as_of: AsOf
    """
    The instant at which the releases were judged.
    """
    releases: int
    """
    How many releases were judged.
    """
    changed: list[ReleaseImpact]
    """
    Those for which something changes, in the order given.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class LintFinding:
    """
    A finding as it is written.
    """

    level: DefectLevel
    """
    How much it weighs.
    """
    pointer: str
    """
    The place in the document, as a JSON Pointer (RFC 6901).
    """
    defect: PolicyDefect
    """
    What is wrong.
    """
    message: str
    """
    The same in words.
    """
    remedy: str
    """
    How to put it right.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class LintAnswer:
    """
    What is wrong with a policy.
    """

    format: Literal['releasegate/lint/1']
    """
    The format of this document: `releasegate/lint/1`.
    """
    findings: list[LintFinding]
    """
    What is wrong, errors first.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """
    One indicator.

    Percentages and averages are kept as their parts: whoever adds up over periods or teams adds
    numerators and denominators, and rounds only to show.
    """

    id: str
    """
    Its number in the catalogue, such as `K05`.
    """
    name: str
    """
    Its name.
    """
    title: str
    """
    What it says.
    """
    unit: IndicatorUnit
    """
    The unit of its value.
    """
    period: MetricsPeriod
    """
    The time that it is about.
    """
    as_of: AsOf
    """
    The instant.
    """
    groups: list[IndicatorGroup]
    """
    The same by group. Their parts add up to those of the indicator, unless one thing can be in
    several groups (K06 counts an incident once in each) or a middle value is taken (D4).
    """
    excluded: list[ExcludedCase]
    """
    What is in none of the numbers, and why.
    """
    provisional: list[ExcludedCase]
    """
    What is in none of the numbers yet, because it is still observed.
    """
    cases: list[ListedCase]
    """
    Cases behind the number that somebody should look at.
    """
    variant: str | None = None
    """
    Which of several figures of the same number it is.
    """
    over: CountedOver | None = None
    """
    What it is counted over; missing when no record has a place for the facts it needs.
    """
    value: IndicatorValue | None = None
    """
    The value. Missing when it is undefined: never 0 % or 100 % of nothing.
    """
    undefined: WhyUndefined | None = None
    """
    Why there is no value.
    """
    numerator: int | None = None
    """
    What was counted.
    """
    denominator: int | None = None
    """
    Out of how many.
    """
    total: Elapsed | None = None
    """
    The lengths of time added up.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Metrics:
    """
    The indicators of release and deployment management over many releases.
    """

    format: Literal['releasegate/metrics/1']
    """
    The format of this document: `releasegate/metrics/1`.
    """
    as_of: AsOf
    """
    The instant; facts dated later are not counted.
    """
    period: MetricsPeriod
    """
    The time that the indicators are about.
    """
    policy: MetricsPolicy
    """
    The policy in force at the instant.
    """
    parameters: MetricsParameters
    """
    What was declared where sources disagree.
    """
    population: MetricsPopulation
    """
    What was counted over.
    """
    indicators: list[Indicator]
    """
    The indicators, in the order of the catalogue.
    """
    warnings: list[MetricsWarning]
    """
    What somebody should look at. No verdict.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCheck:
    """
    A required check that is not met.
    """

    check: str
    """
    The check.
    """
    title: str
    """
    What it asks, in our own words.
    """
    verdict: Verdict
    """
    Its verdict.
    """
    message: str
    """
    What stands in the way, in words.
    """
    cure: Cure
    """
    What helps.
    """
    facts: list[SuppliedFact]
    """
    To supply: the smallest set of facts that meets the check, or shows that it does not apply.
    To begin with: the first facts of a larger set.
    """
    remedy: str
    """
    How to put it right.
    """
    role: str
    """
    The role that can put it right.
    """
    until: Instant | None = None
    """
    Until when there is nothing to do but wait, if the record tells.
    """
    by: Instant | None = None
    """
    The first instant that is too late for it, counted back from the planned start.
    """
    instead: list[Instead] | None = None
    """
    What is open when nothing cures it any more.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class GateAhead:
    """
    A gate that is not open.
    """

    checks: list[OpenCheck]
    """
    The required checks that keep it closed.
    """
    stage: Stage | None = None
    """
    The stage whose exit it is; missing for work that belongs to no gate.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class NextActions:
    """
    What would open each gate ahead.
    """

    format: Literal['releasegate/next-actions/1']
    """
    The format of this document: `releasegate/next-actions/1`.
    """
    release: ActingRelease
    """
    The release.
    """
    policy: str
    """
    The policy it was looked at under.
    """
    as_of: AsOf
    """
    The instant at which it was looked at.
    """
    gates: list[GateAhead]
    """
    The gates that are not open, in the order of the process.
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
        """Whether all required checks that apply are conforming, under a policy that asks for no less than its profile. This is a statement on the evidence in the record, never a certificate."""
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

    @property
    def waivers(self) -> list[WaiverResult] | None:
        """The waivers of the record, and whether they count."""
        return cast('list[WaiverResult] | None', self._field('waivers'))
