# Generated from the JSON Schemas. Do not edit; run:
#   python bindings/python/generate_types.py --write

from __future__ import annotations

import sys
from typing import Any, Literal, TypeAlias, TypedDict

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired

Moment: TypeAlias = str
"""
An RFC 3339 date-time with an offset, or a calendar day, which may carry its IANA zone as in 2026-03-01[Europe/Berlin].
"""


AsOf: TypeAlias = str
"""
The instant at which the record is judged: an RFC 3339 date-time with an offset.
"""


class PolicyRef(TypedDict):
    """
    The policy a release was managed under.
    """

    id: str
    """
    Identifies the policy.
    """
    version: NotRequired[str | None]
    """
    Its version.
    """


Zone: TypeAlias = str
"""
An IANA time zone such as Europe/Berlin.
"""


Affiliation: TypeAlias = Literal['internal', 'external']
"""
Whether a person is part of the organization.
"""


Nature: TypeAlias = Literal['human', 'automation']
"""
Human or automation.
"""


Competence = TypedDict(
    'Competence',
    {
        'skill': str,
        'evidence': NotRequired[str | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
    }
)


class NoneStatement(TypedDict):
    """
    Who stated that there are none, and when.
    """

    by: str
    """
    The person who made the statement.
    """
    at: Moment
    """
    When the statement was made.
    """
    reason: NotRequired[str | None]
    """
    Why there are none.
    """


Absence = TypedDict(
    'Absence',
    {
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
    }
)


Raci: TypeAlias = Literal['responsible', 'accountable', 'consulted', 'informed']
"""
What somebody is for an activity.
"""


Delegation = TypedDict(
    'Delegation',
    {
        'role': str,
        'delegator': str,
        'delegate': str,
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'may_delegate': NotRequired[bool | None],
        'while_absent': NotRequired[bool | None],
        'recorded_at': NotRequired[Moment | None],
    }
)


class Coordination(TypedDict):
    """
    A coordination of this plan with change management.
    """

    by: NotRequired[str | None]
    """
    Who coordinated for change management.
    """
    role: NotRequired[str | None]
    """
    The change role this person held.
    """
    held_at: NotRequired[Moment | None]
    """
    When the coordination took place.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    plan_version: NotRequired[str | None]
    """
    The version of the plan that was looked at.
    """
    schedule_ref: NotRequired[str | None]
    """
    The change schedule it was coordinated with.
    """


class PlannedWave(TypedDict):
    """
    One planned wave.
    """

    id: str
    """
    Unique within the plan.
    """
    reaches: NotRequired[list[str] | None]
    """
    Sites or user groups the wave reaches.
    """
    planned_start: NotRequired[Moment | Literal['TBD'] | None]
    """
    When the wave is to start.
    """
    planned_end: NotRequired[Moment | Literal['TBD'] | None]
    """
    When it is to be finished.
    """


DeliverableKind: TypeAlias = Literal['software', 'hardware', 'configuration', 'data', 'document', 'licence']
"""
What a deliverable is.
"""


class ConfigurationItem(TypedDict):
    """
    A configuration item that the release affects. A service counts as one.
    """

    id: str
    """
    Unique over all configuration items.
    """
    type: NotRequired[str | None]
    """
    Its type.
    """
    description: NotRequired[str | None]
    """
    What it is.
    """
    relations: NotRequired[str | None]
    """
    How it relates to other items.
    """
    status: NotRequired[str | None]
    """
    Its status.
    """
    new: NotRequired[bool | None]
    """
    Whether the release creates it, so that it has no state before.
    """
    found_at: NotRequired[Moment | None]
    """
    When it was found to be affected; with the plan when missing.
    """


class Consultation(TypedDict):
    """
    Somebody was consulted on the plan.
    """

    party: str
    """
    Who was consulted.
    """
    consulted_at: NotRequired[Moment | None]
    """
    When.
    """
    result: NotRequired[str | None]
    """
    What came of it.
    """


class Communication(TypedDict):
    """
    A notice to interested parties.
    """

    subject: NotRequired[str | None]
    """
    What was said.
    """
    wave: NotRequired[str | None]
    """
    The wave it is about.
    """
    announced_start: NotRequired[Moment | None]
    """
    The date that was announced.
    """
    audiences: NotRequired[list[str] | None]
    """
    Who was told.
    """
    channel: NotRequired[str | None]
    """
    How.
    """
    sent_at: NotRequired[Moment | None]
    """
    When.
    """
    by: NotRequired[str | None]
    """
    By whom.
    """


BackOutApproach: TypeAlias = Literal['reverse', 'fix_forward']
"""
Reverse, or fix forward.
"""


class BackOutTest(TypedDict):
    """
    A rehearsal of the back-out.
    """

    tested_at: NotRequired[Moment | None]
    """
    When.
    """
    environment: NotRequired[str | None]
    """
    Where.
    """
    build: NotRequired[str | None]
    """
    The build that was taken back.
    """
    passed: NotRequired[bool | None]
    """
    Whether it worked.
    """
    by: NotRequired[str | None]
    """
    By whom.
    """


class NotPossible(TypedDict):
    """
    Why something was not possible, and who accepted that.
    """

    reason: str
    """
    Why.
    """
    approved_by: NotRequired[str | None]
    """
    Who accepted it.
    """
    approved_at: NotRequired[Moment | None]
    """
    When.
    """


class Risk(TypedDict):
    """
    A risk to the services or the release.
    """

    id: str
    """
    Unique within the plan.
    """
    title: NotRequired[str | None]
    """
    What may happen.
    """
    level: NotRequired[str | None]
    """
    How severe it is, as the organization grades it.
    """
    above_acceptance: NotRequired[bool | None]
    """
    Whether it is above what the organization accepts.
    """
    treatment: NotRequired[str | None]
    """
    What is done about it.
    """
    owner: NotRequired[str | None]
    """
    Who answers for it.
    """
    assessed_at: NotRequired[Moment | None]
    """
    When it was assessed.
    """
    accepted_by: NotRequired[str | None]
    """
    Who accepted it as it is.
    """
    accepted_at: NotRequired[Moment | None]
    """
    When it was accepted.
    """


SupplierAgreement = TypedDict(
    'SupplierAgreement',
    {
        'supplier': str,
        'agreement': NotRequired[str | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'targets': NotRequired[str | None],
        'interfaces': NotRequired[str | None],
        'responsibilities': NotRequired[str | None],
    }
)


class Training(TypedDict):
    """
    A training or awareness measure.
    """

    audience: str
    """
    Who was trained or told.
    """
    subject: NotRequired[str | None]
    """
    About what.
    """
    done_at: NotRequired[Moment | None]
    """
    When it was done.
    """
    by: NotRequired[str | None]
    """
    By whom.
    """


class Conversion(TypedDict):
    """
    Conversion of data, systems or processes.
    """

    needed: NotRequired[bool | None]
    """
    Whether anything is converted.
    """
    deliverables: NotRequired[list[str] | None]
    """
    Deliverables that convert something.
    """
    audit_trail: NotRequired[str | None]
    """
    How each step can be followed afterwards.
    """
    recovery: NotRequired[str | None]
    """
    How the state before is recovered.
    """


class TestPlan(TypedDict):
    """
    The test plan.
    """

    reference: NotRequired[str | None]
    """
    Where it is kept.
    """
    roles: NotRequired[str | None]
    """
    Who does what.
    """
    entry_criteria: NotRequired[str | None]
    """
    When testing may start.
    """
    exit_criteria: NotRequired[str | None]
    """
    When testing is over.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved it.
    """
    approved_at: NotRequired[Moment | None]
    """
    When.
    """


class Clash(TypedDict):
    """
    A decision on a clash with another release.
    """

    release: str
    """
    The other release.
    """
    decision: NotRequired[str | None]
    """
    What was decided.
    """
    decided_by: NotRequired[str | None]
    """
    Who decided.
    """
    decided_at: NotRequired[Moment | None]
    """
    When.
    """


class IntendedOutcome(TypedDict):
    """
    An intended outcome that can be measured.
    """

    id: str
    """
    Unique within the plan.
    """
    measure: NotRequired[str | None]
    """
    What is measured.
    """
    unit: NotRequired[str | None]
    """
    The unit of the target.
    """
    target: NotRequired[str | None]
    """
    The target value.
    """


class ServiceRemoval(TypedDict):
    """
    Removal or transfer of a service.
    """

    planned_for: NotRequired[Moment | None]
    """
    When the service is to be removed or transferred.
    """
    data_plan: NotRequired[str | None]
    """
    Archiving, disposal or transfer of data, documents and components.
    """
    transfer_activities: NotRequired[str | None]
    """
    Activities of a transfer.
    """


PlanTopic: TypeAlias = Literal['conversion', 'test_criteria', 'communication', 'training', 'release_preparation', 'promotion', 'early_support', 'fallback', 'review']
"""
What a section of an implementation plan covers.
"""


class ApprovePlan(TypedDict):
    """
    Approves the plan.
    """

    version: NotRequired[str | None]
    """
    The version approved; refused when the plan has another one.
    """


class Replan(TypedDict):
    """
    Opens an approved plan again.
    """

    version: str
    """
    The new version of the plan.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """


class RecordEvidence(TypedDict):
    """
    Adds a fact that no other command adds.
    """

    at: str
    """
    JSON Pointer to where the fact belongs; `-` as the last part appends to a list.
    """
    value: Any
    """
    The fact.
    """


class AmendEvidence(TypedDict):
    """
    Replaces a fact that is wrong.
    """

    at: str
    """
    JSON Pointer to the fact.
    """
    value: Any
    """
    What is right.
    """
    reason: str
    """
    Why the fact was wrong.
    """


class Artifact(TypedDict):
    """
    A deliverable as it was built, approved or deployed.
    """

    deliverable: str
    """
    The deliverable.
    """
    version: NotRequired[str | None]
    """
    Its version.
    """
    digest: NotRequired[str | None]
    """
    Digest of its content.
    """
    location: NotRequired[str | None]
    """
    Where this copy is kept.
    """


TestOutcome: TypeAlias = Literal['passed', 'failed', 'skipped', 'inconclusive', 'not_applicable']
"""
What a test showed.
"""


class RequestApproval(TypedDict):
    """
    Asks those with authority to decide on a build.
    """

    build: str
    """
    The build to be decided on.
    """
    environment: NotRequired[str | None]
    """
    The environment it is to go to.
    """
    waves: NotRequired[list[str] | None]
    """
    The waves it is for; all when missing.
    """


ApprovalDecision: TypeAlias = Literal['approved', 'rejected', 'withdrawn']
"""
What was decided.
"""


ApprovalChannel: TypeAlias = Literal['written', 'system', 'oral']
"""
How a decision was given.
"""


class Baseline(TypedDict):
    """
    A recorded state of configuration items, taken to be able to return to it.
    """

    id: str
    """
    Unique within the record.
    """
    taken_at: NotRequired[Moment | None]
    """
    When the state was taken.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When the baseline was written down, if later.
    """
    taken_by: NotRequired[str | None]
    """
    By whom.
    """
    seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds it.
    """
    items: NotRequired[list[str] | None]
    """
    The items covered.
    """
    content_ref: NotRequired[str | None]
    """
    Where the content can be fetched.
    """
    content_digest: NotRequired[str | None]
    """
    Digest of the content.
    """


WaveKind: TypeAlias = Literal['canary', 'pilot', 'regular']
"""
What kind of wave it was.
"""


AttemptOutcome: TypeAlias = Literal['deployed', 'partial', 'failed', 'backed_out']
"""
What came out of an attempt.
"""


CheckOutcome: TypeAlias = Literal['passed', 'failed']
"""
Whether something works.
"""


class BackOutWave(TypedDict):
    """
    Decides to take back what a wave deployed.
    """

    wave: str
    """
    The wave.
    """


class Pause(TypedDict):
    """
    Stops the release until it is resumed.
    """

    reason: str
    """
    Why.
    """


class Resume(TypedDict):
    """
    Lifts a hold.
    """


class MajorIncident(TypedDict):
    """
    How a major incident was handled.
    """

    meets_criteria: NotRequired[bool | None]
    """
    Whether it meets the criteria of a major incident.
    """
    responsible: NotRequired[str | None]
    """
    Who was responsible.
    """
    management_informed_at: NotRequired[Moment | None]
    """
    When top management was informed.
    """
    review: NotRequired[str | None]
    """
    What the review found.
    """
    reviewed_at: NotRequired[Moment | None]
    """
    When it was reviewed.
    """


class ExitAuthorisation(TypedDict):
    """
    Somebody beside who ended early life support authorised its end.
    """

    authorised_at: NotRequired[Moment | None]
    """
    When, at the latest as it ended.
    """
    authorised_by: NotRequired[str | None]
    """
    Who.
    """


Waive = TypedDict(
    'Waive',
    {
        'id': str,
        'check': str,
        'scope': NotRequired[list[str] | None],
        'reason': str,
        'requested_by': NotRequired[str | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'compensating_control': NotRequired[str | None],
    }
)


class Cancel(TypedDict):
    """
    Gives the release up.
    """

    reason: str
    """
    Why.
    """


class Close(TypedDict):
    """
    Closes the release.
    """


Ruling: TypeAlias = Literal['accepted', 'refused']
"""
What came of a command.
"""


Stage: TypeAlias = Literal['support', 'planning', 'build', 'deployment', 'early_life', 'closure']
"""
A stage of the process. Its exit is a gate, which bears the stage's name.
"""


Condition: TypeAlias = Literal['current', 'time_order', 'recorded_in_time', 'registered', 'not_closed', 'not_on_hold', 'stage', 'role', 'competence', 'human', 'insider', 'team', 'there', 'once', 'not_there', 'plan', 'deployment', 'requested', 'own_command', 'fits', 'past', 'in_force', 'check']
"""
What a command needs.
"""


Verdict: TypeAlias = Literal['conforming', 'nonconforming', 'not_evidenced', 'not_yet_due', 'not_applicable']
"""
What a check says of a record.
"""


class Supply(TypedDict):
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


class Signature(TypedDict):
    """
    A detached Ed25519 signature of the 64 characters of an entry's hash.
    """

    key: str
    """
    Names the key.
    """
    value: str
    """
    The signature, 128 hexadecimal digits.
    """


PartyKind: TypeAlias = Literal['organization', 'customer', 'users', 'supplier', 'internal_supplier', 'authority', 'other']
"""
What a party is to the service.
"""


class Team(TypedDict):
    """
    People who deploy some waves or sites together.
    """

    id: str
    """
    Unique within the record.
    """
    leader: str
    """
    Who leads it.
    """
    members: NotRequired[list[str] | None]
    """
    Who else is in it.
    """
    waves: NotRequired[list[str] | None]
    """
    The waves it deploys.
    """
    reaches: NotRequired[list[str] | None]
    """
    The sites or user groups it deploys to: all waves that reach one of them are its own.
    """


class Document(TypedDict):
    """
    A controlled document in one version.
    """

    id: str
    """
    Identifies the document over all its versions.
    """
    version: NotRequired[str | None]
    """
    The version.
    """
    title: NotRequired[str | None]
    """
    The title.
    """
    reference: NotRequired[str | None]
    """
    Where it is kept.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved this version.
    """
    approved_at: NotRequired[Moment | None]
    """
    When this version was approved.
    """
    valid_from: NotRequired[Moment | None]
    """
    In force from here on, inclusive.
    """
    superseded_from: NotRequired[Moment | None]
    """
    In force up to here, exclusive; open when missing.
    """


class CustomerAgreement(TypedDict):
    """
    A customer agreed to a document version or definition.
    """

    party: str
    """
    Who agreed.
    """
    subject: str
    """
    What was agreed: a document, or `emergency_definition`.
    """
    version: NotRequired[str | None]
    """
    The version agreed to.
    """
    agreed_at: NotRequired[Moment | None]
    """
    When.
    """
    reference: NotRequired[str | None]
    """
    Where the agreement is kept.
    """


ProcedureSubject: TypeAlias = Literal['release', 'emergency_release', 'change', 'emergency_change', 'major_incident']
"""
What a procedure governs.
"""


class ChangeCategory(TypedDict):
    """
    A category of change and how it is managed.
    """

    id: str
    """
    Identifies the category.
    """
    emergency: NotRequired[bool | None]
    """
    Whether this is an emergency category.
    """
    managed_by: NotRequired[str | None]
    """
    How changes of this category are managed.
    """


Recurrence: TypeAlias = str
"""
A recurrence rule of RFC 5545 that recurs by the day at most, such as FREQ=WEEKLY;BYDAY=SU.
"""


class Indicator(TypedDict):
    """
    A measurable target of the process.
    """

    id: str
    """
    Unique within the record.
    """
    measure: NotRequired[str | None]
    """
    What is measured.
    """
    method: NotRequired[str | None]
    """
    How it is measured and analysed.
    """
    target: NotRequired[str | None]
    """
    The target value, with its unit.
    """
    owner: NotRequired[str | None]
    """
    Who answers for it.
    """
    measured: NotRequired[str | None]
    """
    How often it is measured.
    """
    analysed: NotRequired[str | None]
    """
    How often it is analysed.
    """
    audiences: NotRequired[list[str] | None]
    """
    Who gets the result.
    """


ServiceEffect: TypeAlias = Literal['new', 'change', 'removal', 'transfer', 'none']
"""
What a change does to the service as a whole.
"""


class MajorImpact(TypedDict):
    """
    The answer to "may this have major impact on customers or services?".
    """

    answer: bool
    """
    The answer.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """
    assessed_by: NotRequired[str | None]
    """
    Who answered.
    """
    assessed_at: NotRequired[Moment | None]
    """
    When.
    """


class ChangeAssessment(TypedDict):
    """
    What was considered before a change was decided; each heading has a value, or says `none`.
    """

    risk: NotRequired[str | None]
    """
    Risk.
    """
    benefit: NotRequired[str | None]
    """
    Business benefit.
    """
    feasibility: NotRequired[str | None]
    """
    Feasibility.
    """
    cost: NotRequired[str | None]
    """
    Financial effect.
    """
    services: NotRequired[str | None]
    """
    Effect on existing services.
    """
    users: NotRequired[str | None]
    """
    Effect on customers, users and other interested parties.
    """
    policies: NotRequired[str | None]
    """
    Effect on policies and plans.
    """
    capacity: NotRequired[str | None]
    """
    Effect on capacity.
    """
    availability: NotRequired[str | None]
    """
    Effect on availability.
    """
    continuity: NotRequired[str | None]
    """
    Effect on continuity.
    """
    security: NotRequired[str | None]
    """
    Effect on information security.
    """
    other_releases: NotRequired[str | None]
    """
    Effect on other changes, releases and deployment plans.
    """


class SecurityImpact(TypedDict):
    """
    Information-security risk and controls considered for a change.
    """

    assessed_by: NotRequired[str | None]
    """
    Who assessed it.
    """
    assessed_at: NotRequired[Moment | None]
    """
    When.
    """
    result: NotRequired[str | None]
    """
    What was found, and the controls chosen.
    """


ChangeStatus: TypeAlias = Literal['approved', 'rejected', 'deferred', 'withdrawn', 'closed']
"""
The status of a change.
"""


class Action(TypedDict):
    """
    Something somebody has to do by a date.
    """

    text: str
    """
    What is to be done.
    """
    owner: NotRequired[str | None]
    """
    Who does it.
    """
    due: NotRequired[Moment | None]
    """
    By when, inclusive.
    """
    done_at: NotRequired[Moment | None]
    """
    When it was done.
    """


ProblemKind: TypeAlias = Literal['problem', 'known_error']
"""
Problem or known error.
"""


class Effectiveness(TypedDict):
    """
    A look at whether something had the wished effect.
    """

    effective: bool
    """
    The answer.
    """
    verified_by: NotRequired[str | None]
    """
    Who looked.
    """
    verified_at: NotRequired[Moment | None]
    """
    When.
    """


class Replanned(TypedDict):
    """
    A problem moved to a later release.
    """

    to: str
    """
    The release or plan that takes it on.
    """
    decided_by: NotRequired[str | None]
    """
    Who decided.
    """
    decided_at: NotRequired[Moment | None]
    """
    When.
    """


EnvironmentKind: TypeAlias = Literal['development', 'test', 'acceptance', 'live']
"""
What an environment is for.
"""


class Criterion(TypedDict):
    """
    One acceptance criterion.
    """

    id: str
    """
    Unique within the record.
    """
    text: NotRequired[str | None]
    """
    What is asked.
    """
    threshold: NotRequired[str | None]
    """
    From what value on it counts as met.
    """
    documented_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    revised_at: NotRequired[Moment | None]
    """
    When it was last edited.
    """


class CriteriaAgreement(TypedDict):
    """
    A party agreed to a set of criteria.
    """

    party: str
    """
    Who agreed.
    """
    criteria_version: NotRequired[str | None]
    """
    The version of the set.
    """
    agreed_at: NotRequired[Moment | None]
    """
    When.
    """


DeployAnswer: TypeAlias = Literal['yes', 'no', 'conditional']
"""
Whether to deploy although criteria were not met.
"""


class Decider(TypedDict):
    """
    Somebody who took part in a decision.
    """

    person: NotRequired[str | None]
    """
    The person.
    """
    party: NotRequired[str | None]
    """
    The party spoken for; the person's own when missing.
    """
    role: NotRequired[str | None]
    """
    The role in which the person decided.
    """


class SecurityTest(TypedDict):
    """
    A security test.
    """

    tool: NotRequired[str | None]
    """
    How it was tested.
    """
    build: NotRequired[str | None]
    """
    The build tested.
    """
    tested_at: NotRequired[Moment | None]
    """
    When.
    """
    tested_by: NotRequired[str | None]
    """
    By whom.
    """
    within_threshold: NotRequired[bool | None]
    """
    Whether the result is within the threshold.
    """
    custom_code_checked: NotRequired[bool | None]
    """
    Whether custom code was checked against secure-coding requirements.
    """
    result: NotRequired[str | None]
    """
    The result.
    """


class TestDataStatement(TypedDict):
    """
    What data the tests used.
    """

    uses_live_data: NotRequired[bool | None]
    """
    Whether live data was used.
    """
    protection: NotRequired[str | None]
    """
    How it was protected.
    """
    stated_by: NotRequired[str | None]
    """
    Who states it.
    """
    stated_at: NotRequired[Moment | None]
    """
    When.
    """


class ApprovalRequest(TypedDict):
    """
    Somebody asked those with authority to decide on a build.
    """

    build: str
    """
    The build to be decided on.
    """
    environment: NotRequired[str | None]
    """
    The environment it is to go to.
    """
    waves: NotRequired[list[str] | None]
    """
    The waves it is for; all when missing.
    """
    requested_at: NotRequired[Moment | None]
    """
    When it was asked.
    """
    requested_by: NotRequired[str | None]
    """
    Who asked.
    """
    seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds it.
    """


class ItemUpdate(TypedDict):
    """
    An update of the configuration information after an item changed.
    """

    item: str
    """
    The item.
    """
    wave: NotRequired[str | None]
    """
    The wave that changed it.
    """
    change: NotRequired[str | None]
    """
    The change that authorises it.
    """
    from_version: NotRequired[str | None]
    """
    The version before.
    """
    to_version: NotRequired[str | None]
    """
    The version now recorded.
    """
    changed_at: NotRequired[Moment | None]
    """
    When the item itself changed.
    """
    updated_at: NotRequired[Moment | None]
    """
    When the configuration information was updated.
    """
    updated_by: NotRequired[str | None]
    """
    By whom.
    """


AccessGrant = TypedDict(
    'AccessGrant',
    {
        'person': str,
        'environment': NotRequired[str | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'granted_by': NotRequired[str | None],
        'granted_at': NotRequired[Moment | None],
    }
)


class Cleanup(TypedDict):
    """
    Removal of test data and test accounts before going live.
    """

    statement: NotRequired[str | None]
    """
    What was removed.
    """
    done_at: NotRequired[Moment | None]
    """
    When.
    """
    by: NotRequired[str | None]
    """
    By whom.
    """


class PostChangeCheck(TypedDict):
    """
    Security requirements confirmed and documents updated after a significant change.
    """

    security_confirmed: NotRequired[bool | None]
    """
    Whether applicable security requirements hold.
    """
    documents_updated: NotRequired[bool | None]
    """
    Whether documents were updated.
    """
    checked_at: NotRequired[Moment | None]
    """
    When it was looked at.
    """
    checked_by: NotRequired[str | None]
    """
    By whom.
    """


class FreezeExemption(TypedDict):
    """
    A permission to deploy in a freeze.
    """

    freeze: str
    """
    The freeze.
    """
    granted_by: NotRequired[str | None]
    """
    Who granted it.
    """
    granted_at: NotRequired[Moment | None]
    """
    When.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """


class EmergencyReview(TypedDict):
    """
    The review that follows an emergency release.
    """

    due: NotRequired[Moment | None]
    """
    By when, inclusive.
    """
    reviewed_at: NotRequired[Moment | None]
    """
    When it was held.
    """
    reviewed_by: NotRequired[list[str] | None]
    """
    By whom.
    """
    accepted: NotRequired[bool | None]
    """
    Whether the release was approved afterwards.
    """
    follow_up: NotRequired[str | None]
    """
    What follows when it was not.
    """
    records_completed_at: NotRequired[Moment | None]
    """
    When assessment, tests and records were completed.
    """


class Observation(TypedDict):
    """
    One observation of the release in use.
    """

    measure: NotRequired[str | None]
    """
    What was measured.
    """
    value: NotRequired[str | None]
    """
    What was seen.
    """
    observed_at: NotRequired[Moment | None]
    """
    When.
    """
    observed_by: NotRequired[str | None]
    """
    By whom.
    """


OutcomeValue: TypeAlias = Literal['successful', 'successful_after_remedy', 'partial', 'failed', 'backed_out']
"""
Success or failure of a release.
"""


IncidentExtract = TypedDict(
    'IncidentExtract',
    {
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'taken_at': NotRequired[Moment | None],
        'taken_by': NotRequired[str | None],
        'query': NotRequired[str | None],
        'related': NotRequired[int | None],
    }
)


class FutureRelease(TypedDict):
    """
    A future release that was announced.
    """

    release: str
    """
    The release.
    """
    planned_start: NotRequired[Moment | None]
    """
    When it is planned.
    """


Shift = TypedDict(
    'Shift',
    {
        'person': str,
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
    }
)


class ExitCriterion(TypedDict):
    """
    An exit criterion and whether it was met.
    """

    criterion: str
    """
    The criterion.
    """
    met: NotRequired[bool | None]
    """
    Whether it was met.
    """


class Cancellation(TypedDict):
    """
    The release was cancelled or rejected for good.
    """

    cancelled_at: Moment
    """
    When.
    """
    cancelled_by: str
    """
    Who decided.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """


class Improvement(TypedDict):
    """
    What became of an opportunity for improvement.
    """

    opportunity: str
    """
    The opportunity.
    """
    approved: NotRequired[bool | None]
    """
    Whether it was taken up.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    target: NotRequired[str | None]
    """
    The target.
    """
    owner: NotRequired[str | None]
    """
    Who answers for it.
    """
    due: NotRequired[Moment | None]
    """
    By when, inclusive.
    """
    done_at: NotRequired[Moment | None]
    """
    When it was done.
    """


class AchievedOutcome(TypedDict):
    """
    An intended outcome and what was achieved.
    """

    outcome: str
    """
    The intended outcome in the design and transition plan.
    """
    achieved: NotRequired[str | None]
    """
    What was achieved, in the same unit.
    """


class SideEffect(TypedDict):
    """
    An effect nobody planned.
    """

    effect: NotRequired[str | None]
    """
    What happened.
    """
    incident: NotRequired[str | None]
    """
    The incident that showed it.
    """
    mitigation: NotRequired[str | None]
    """
    What was done against it.
    """
    reviewed_at: NotRequired[Moment | None]
    """
    When it was reviewed.
    """


class DocumentUpdate(TypedDict):
    """
    A document was updated.
    """

    document: str
    """
    The document.
    """
    version: NotRequired[str | None]
    """
    Its new version.
    """
    updated_at: NotRequired[Moment | None]
    """
    When.
    """


Measurement = TypedDict(
    'Measurement',
    {
        'indicator': str,
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'value': NotRequired[str | None],
        'analysed_at': NotRequired[Moment | None],
    }
)


class Retention(TypedDict):
    """
    How long the records are kept.
    """

    until: NotRequired[Moment | None]
    """
    Kept up to here.
    """
    store: NotRequired[str | None]
    """
    Where.
    """
    deleted_at: NotRequired[Moment | None]
    """
    When they were deleted.
    """


class Hold(TypedDict):
    """
    A time in which nothing of the release goes ahead.
    """

    held_at: NotRequired[Moment | None]
    """
    From when on.
    """
    held_by: NotRequired[str | None]
    """
    Who decided so.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """
    resumed_at: NotRequired[Moment | None]
    """
    When it was lifted; it still lasts when missing.
    """
    resumed_by: NotRequired[str | None]
    """
    Who lifted it.
    """


Waiver = TypedDict(
    'Waiver',
    {
        'id': str,
        'check': str,
        'scope': NotRequired[list[str] | None],
        'reason': NotRequired[str | None],
        'requested_by': NotRequired[str | None],
        'approved_by': NotRequired[str | None],
        'approved_at': NotRequired[Moment | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'compensating_control': NotRequired[str | None],
    }
)


class TrailEntry(TypedDict):
    """
    One entry of the append-only log.
    """

    seq: int
    """
    Position in the log, from 1, without gaps.
    """
    event: NotRequired[str | None]
    """
    What happened.
    """
    stage: NotRequired[Stage | None]
    """
    The stage that the release entered with it, if it entered one.
    """
    actor: NotRequired[str | None]
    """
    Who acted.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    accepted: NotRequired[bool | None]
    """
    Whether it was accepted; refused attempts are part of the trail.
    """
    policy_version: NotRequired[str | None]
    """
    Version of the policy that was in force.
    """
    previous_hash: NotRequired[str | None]
    """
    Hash of the entry before.
    """
    hash: NotRequired[str | None]
    """
    Hash of this entry.
    """


class Source(TypedDict):
    """
    Where an imported value comes from.
    """

    pointer: str
    """
    JSON Pointer to the value in this record.
    """
    file: str
    """
    The file it was read from.
    """
    file_pointer: str
    """
    JSON Pointer to the value in that file.
    """


HistoryProblemKind: TypeAlias = Literal['unreadable', 'no_rule', 'empty', 'not_one_text', 'unknown_word', 'time', 'unfit']
"""
What keeps a row from being a command.
"""


HistoryNoteKind: TypeAlias = Literal['ignored', 'simultaneous', 'whole_minute', 'unused']
"""
What a note is about.
"""


class Note(TypedDict):
    """
    Something in the file that is in no record.
    """

    pointer: str
    """
    JSON Pointer to the place in the file; empty for the whole file.
    """
    message: str
    """
    Why it is in no record, without values of the file.
    """


class MappingColumn(TypedDict):
    """
    A value that a row has.
    """

    column: str
    """
    The name of the column; in JSON a key, or a JSON Pointer within the row.
    """
    words: NotRequired[dict[str, Any] | None]
    """
    What the tool's words mean. Another word than these is no value.
    """
    optional: NotRequired[bool | None]
    """
    Whether the key is left out where the cell says nothing. Otherwise the row is no command.
    """
    list: NotRequired[bool | None]
    """
    Whether the cell may have several values; they become a list.
    """
    time: NotRequired[bool | None]
    """
    Whether it is a time, to be written as records have it.
    """


class MappingRule(TypedDict):
    """
    What some rows mean: either a command, or nothing for a stated reason.
    """

    when: NotRequired[dict[str, Any] | None]
    """
    What columns have to say for the rule to take a row; every row when missing.
    """
    first: NotRequired[bool | None]
    """
    Whether only the earliest of the rows counts that the rule takes of a release.
    """
    at: NotRequired[MappingColumn | None]
    """
    When it was done, where this is another column than usual.
    """
    decided_at: NotRequired[MappingColumn | None]
    """
    When it was decided, where this is another column than usual.
    """
    actor: NotRequired[MappingColumn | None]
    """
    Who did it, where this is another column than usual.
    """
    command: NotRequired[dict[str, Any] | None]
    """
    The command: a mapping with one key, as `decide` takes it, with columns for its values.
    """
    ignore: NotRequired[str | None]
    """
    Why the rows are no command.
    """


MappingWords: TypeAlias = bool | str | list[str]
"""
What a column has to say.
"""


class HistoryMapping(TypedDict):
    """
    How the rows of a history become commands.

    Wherever a value comes from the row, it is written as `{"column": NAME}`; see
    [`MappingColumn`]. The column `#` is the number of the row, where the file has no column of this
    name.
    """

    format: Literal['releasegate/mapping/1']
    """
    The format of this document: `releasegate/mapping/1`.
    """
    zone: NotRequired[Zone | None]
    """
    Whose clocks times without an offset were read from.
    """
    times: NotRequired[list[str] | None]
    """
    How times are written, in the letters of strftime, such as `%d.%m.%Y %H:%M`. Times as
    records have them, with a space for the `T` or without an offset, need not be named.
    """
    nothing: NotRequired[list[str] | None]
    """
    What a cell says that says nothing, such as `?`. An empty cell says nothing anyway.
    """
    rows: NotRequired[str | None]
    """
    JSON Pointer to the rows, where a JSON document has them inside.
    """
    delimiter: NotRequired[str | None]
    """
    What separates the cells of a table; a comma when missing.
    """
    newest_first: NotRequired[bool | None]
    """
    Whether the file has what happened last first. It matters only for rows of one time.
    """
    release: Any
    """
    The release that a row is about: a column, or the id itself.
    """
    at: MappingColumn
    """
    When it was done, or written down.
    """
    decided_at: NotRequired[MappingColumn | None]
    """
    When it was decided, where the tool keeps both apart.
    """
    actor: MappingColumn
    """
    Who did it.
    """
    rules: list[MappingRule]
    """
    What the words mean. All rules that take a row count.
    """


class EarlyLifeRules(TypedDict):
    """
    How early life support ends.
    """

    exit_criteria: NotRequired[list[str] | None]
    """
    What has to be met before it ends.
    """
    exit_authority: NotRequired[list[str] | None]
    """
    The roles that may authorise the end.
    """
    early_exit_allowed: NotRequired[bool | None]
    """
    Whether it may end before the period is over.
    """


RuledSeverity: TypeAlias = Literal['must', 'should', 'off']
"""
How much a check weighs under a policy.
"""


Severity: TypeAlias = Literal['must', 'should']
"""
How much a check weighs. Independent of the verdict.
"""


class OwnDocs(TypedDict):
    """
    What people read about an own check.
    """

    asks: NotRequired[str | None]
    """
    What it asks; the title when missing.
    """
    why: NotRequired[str | None]
    """
    Why it matters.
    """
    example: NotRequired[str | None]
    """
    An example that fails; the message when missing.
    """


ApprovalSubject: TypeAlias = Literal['release', 'plan', 'change', 'early_life_exit', 'waiver']
"""
What is approved.
"""


Involvement: TypeAlias = Literal['builders', 'testers', 'deployers', 'requesters']
"""
What somebody did for a release.
"""


class RoleRule(TypedDict):
    """
    A role, and what the organization says of it.
    """

    id: str
    """
    The role.
    """
    title: NotRequired[str | None]
    """
    What the role is called.
    """
    may_approve: NotRequired[list[ApprovalSubject] | None]
    """
    What holders of the role may approve.
    """
    holders: NotRequired[list[str] | None]
    """
    Who holds the role, as far as the policy names them.
    """
    competences: NotRequired[list[str] | None]
    """
    What holders of the role have to be competent in. For a team, those of its leader and of
    specialists are asked.
    """


Holidays: TypeAlias = list[Moment]
"""
Days on which nobody works although they are no Saturday or Sunday.
"""


class LeadTime(TypedDict):
    """
    How long before the planned start the facts that a check asks for have to be there.
    """

    check: str
    """
    The check.
    """
    days: int
    """
    The number of days before the first planned start.
    """
    business: NotRequired[bool | None]
    """
    Whether business days are counted; calendar days otherwise.
    """


class Limits(TypedDict):
    """
    How long things may take, how often they are due, how many are too many.
    """

    late_record_business_days: NotRequired[int | None]
    """
    Business days from a decision until it has to be written down.
    """
    configuration_update_business_days: NotRequired[int | None]
    """
    Business days from the end of a wave until the configuration information has to be updated.
    """
    emergency_review_days: NotRequired[int | None]
    """
    Calendar days from the start of an emergency release until its review is due.
    """
    review_days: NotRequired[int | None]
    """
    Calendar days from the end of the early-life period until its review is due. Indicator K15
    counts by it; no check does, since no framework sets a time for the review.
    """
    problem_after_incidents: NotRequired[int | None]
    """
    Number of related incidents from which on there has to be a problem.
    """
    change_trends_every_days: NotRequired[int | None]
    """
    Calendar days between two analyses of changes for trends.
    """
    configuration_audit_every_days: NotRequired[int | None]
    """
    Calendar days between two verifications of the configuration information.
    """
    measurements_every_days: NotRequired[int | None]
    """
    Calendar days between two analyses of an indicator, and from the end of the time measured
    until it is analysed.
    """
    reports_every_days: NotRequired[int | None]
    """
    Calendar days between two service reports, and from the end of the time reported on until
    the report is sent.
    """
    retention_days: NotRequired[int | None]
    """
    Calendar days for which records are kept after closure.
    """
    waiver_expires_soon_days: NotRequired[int | None]
    """
    Calendar days before the end of a waiver from which on it is said to expire soon.
    """


class MajorThreshold(TypedDict):
    """
    From what size on a release is a major one; one of the numbers is enough.
    """

    changes: NotRequired[int | None]
    """
    Number of requests for change that it realises.
    """
    affected_items: NotRequired[int | None]
    """
    Number of configuration items that it affects.
    """


class DelegateCommand(TypedDict):
    """
    Lets somebody else act in a role of one's own. When that was written down comes from the
    command.
    """

    delegate: Delegation


class ApprovePlanCommand(TypedDict):
    """
    Approves the plan, so that building may start.
    """

    approve_plan: ApprovePlan


class ReplanCommand(TypedDict):
    """
    Opens an approved plan again, as a new version; what was approved of it is not any more.
    """

    replan: Replan


class RecordEvidenceCommand(TypedDict):
    """
    Adds a fact that no other command adds.
    """

    record_evidence: RecordEvidence


class AmendEvidenceCommand(TypedDict):
    """
    Replaces a fact that is wrong. The trail keeps what was there.
    """

    amend_evidence: AmendEvidence


class RequestApprovalCommand(TypedDict):
    """
    Asks those with authority to decide on a build.
    """

    request_approval: RequestApproval


class TakeBaselineCommand(TypedDict):
    """
    Records the state of configuration items, to be able to return to it. Who took it and when
    comes from the command where it does not say.
    """

    take_baseline: Baseline


class BackOutWaveCommand(TypedDict):
    """
    Decides to take back what a wave deployed.
    """

    back_out_wave: BackOutWave


class HoldCommand(TypedDict):
    """
    Stops the release until it is resumed.
    """

    hold: Pause


class ResumeCommand(TypedDict):
    """
    Lifts a hold.
    """

    resume: Resume


class WaiveCommand(TypedDict):
    """
    Accepts a deviation for some time.
    """

    waive: Waive


class CancelCommand(TypedDict):
    """
    Gives the release up.
    """

    cancel: Cancel


class CloseCommand(TypedDict):
    """
    Closes the release.
    """

    close: Close


class NoneStated(TypedDict):
    """
    The statement that a list has no items.
    """

    none: NoneStatement
    """
    Who stated it, and when.
    """


Assignment = TypedDict(
    'Assignment',
    {
        'role': str,
        'person': str,
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'activity': NotRequired[str | None],
        'raci': NotRequired[Raci | None],
        'assigned_by': NotRequired[str | None],
        'assigned_at': NotRequired[Moment | None],
    }
)


class Deliverable(TypedDict):
    """
    Something the release delivers.
    """

    id: str
    """
    Unique within the plan.
    """
    name: NotRequired[str | None]
    """
    Its name.
    """
    kind: NotRequired[DeliverableKind | None]
    """
    What it is.
    """
    version: NotRequired[str | None]
    """
    Its version.
    """
    source: NotRequired[str | None]
    """
    Its source, such as a repository.
    """
    library_ref: NotRequired[str | None]
    """
    Where the master copy is kept.
    """
    supplier: NotRequired[str | None]
    """
    The supplier, when it is supplied from outside.
    """
    migrates_data: NotRequired[bool | None]
    """
    Whether deploying it migrates data.
    """


class BackOutPlan(TypedDict):
    """
    How to reverse or remedy a failed deployment.
    """

    approach: NotRequired[BackOutApproach | None]
    """
    Reverse it, or fix it forward.
    """
    steps: NotRequired[list[str] | NoneStated | None]
    """
    What is done, step by step.
    """
    trigger: NotRequired[str | None]
    """
    What triggers it.
    """
    decision_by: NotRequired[str | None]
    """
    The role that decides.
    """
    max_duration_minutes: NotRequired[int | None]
    """
    How long it may take, in minutes.
    """
    point_of_no_return: NotRequired[str | None]
    """
    After what it is no longer possible.
    """
    data_recovery: NotRequired[str | None]
    """
    How migrated data is recovered.
    """
    not_applicable_reason: NotRequired[str | None]
    """
    Why there is no way back.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved the plan.
    """
    approved_at: NotRequired[Moment | None]
    """
    When.
    """
    tests: NotRequired[list[BackOutTest] | NoneStated | None]
    """
    Rehearsals.
    """
    not_testable: NotRequired[NotPossible | None]
    """
    Why it could not be tested.
    """


class DesignTransition(TypedDict):
    """
    The service design and transition plan, or where it is kept.
    """

    reference: NotRequired[str | None]
    """
    Where the plan is kept.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved it.
    """
    approved_at: NotRequired[Moment | None]
    """
    When it was approved.
    """
    release: NotRequired[str | None]
    """
    The release it goes live with.
    """
    authorities: NotRequired[str | None]
    """
    Authorities and responsibilities.
    """
    activities: NotRequired[str | None]
    """
    Activities with their timescales.
    """
    resources: NotRequired[str | None]
    """
    People, technical, information and financial resources.
    """
    dependencies: NotRequired[str | None]
    """
    Dependencies on other services.
    """
    testing: NotRequired[str | None]
    """
    Testing needed.
    """
    acceptance: NotRequired[str | None]
    """
    Acceptance criteria for the service.
    """
    outcomes: NotRequired[list[IntendedOutcome] | NoneStated | None]
    """
    Intended outcomes in measurable terms.
    """
    impact: NotRequired[str | None]
    """
    Effect on the management system, services, customers and others.
    """


class PlanSection(TypedDict):
    """
    A section of the implementation plan.
    """

    topic: PlanTopic
    """
    What the section covers.
    """
    content: NotRequired[str | None]
    """
    Where it is written, or that it is not needed.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved it.
    """
    approved_at: NotRequired[Moment | None]
    """
    When.
    """


class Build(TypedDict):
    """
    One build.
    """

    id: str
    """
    Unique within the record.
    """
    built_at: NotRequired[Moment | None]
    """
    When it was finished.
    """
    built_by: NotRequired[list[str] | None]
    """
    Who built it.
    """
    source_ref: NotRequired[str | None]
    """
    What went into it.
    """
    artifacts: NotRequired[list[Artifact] | NoneStated | None]
    """
    What came out.
    """


class TestResult(TypedDict):
    """
    The result of testing one criterion.
    """

    criterion: str
    """
    The criterion.
    """
    outcome: TestOutcome
    """
    What came out.
    """
    tested_at: NotRequired[Moment | None]
    """
    When the test was run.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When the result was written down, if later.
    """
    tested_by: NotRequired[str | None]
    """
    By whom.
    """
    seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds it.
    """
    build: NotRequired[str | None]
    """
    The build tested.
    """
    environment: NotRequired[str | None]
    """
    Where it was tested.
    """
    artifacts: NotRequired[list[Artifact] | NoneStated | None]
    """
    What was tested, when it is not what the build lists.
    """
    evidence: NotRequired[str | None]
    """
    Where the evidence is kept.
    """
    not_applicable: NotRequired[NotPossible | None]
    """
    Who with authority decided that the criterion does not apply, and why.
    """


Decide = TypedDict(
    'Decide',
    {
        'id': str,
        'decision': ApprovalDecision,
        'build': str,
        'environment': NotRequired[str | None],
        'waves': NotRequired[list[str] | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'role': NotRequired[str | None],
        'channel': NotRequired[ApprovalChannel | None],
        'decided_by': NotRequired[str | None],
        'witness': NotRequired[str | None],
        'log_ref': NotRequired[str | None],
        'reason': NotRequired[str | None],
    }
)


class StartWave(TypedDict):
    """
    Starts an attempt to deploy a wave.
    """

    wave: str
    """
    The planned wave.
    """
    kind: NotRequired[WaveKind | None]
    """
    What kind of wave it is.
    """
    build: str
    """
    The build deployed.
    """
    artifacts: NotRequired[list[Artifact] | NoneStated | None]
    """
    What is deployed; what the build lists when missing.
    """
    environment: NotRequired[str | None]
    """
    The environment; the live one when missing.
    """
    deployed_by: NotRequired[list[str] | None]
    """
    Who else deploys; whoever gives the command when missing.
    """
    pipeline: NotRequired[str | None]
    """
    The approved pipeline that does it.
    """


class ComponentCheck(TypedDict):
    """
    A check that a component arrived intact.
    """

    deliverable: str
    """
    The component.
    """
    expected: NotRequired[str | None]
    """
    What should be there.
    """
    actual: NotRequired[str | None]
    """
    What is there.
    """
    smoke_test: NotRequired[CheckOutcome | None]
    """
    Whether it works.
    """
    checked_at: NotRequired[Moment | None]
    """
    When it was checked.
    """
    checked_by: NotRequired[str | None]
    """
    By whom.
    """


class FinishBackOut(TypedDict):
    """
    Ends a back-out.
    """

    wave: str
    """
    The wave.
    """
    outcome: CheckOutcome
    """
    Whether the state before was restored.
    """
    component_checks: NotRequired[list[ComponentCheck] | NoneStated | None]
    """
    Checks of what was restored.
    """


class Incident(TypedDict):
    """
    An incident related to the release.
    """

    id: str
    """
    Identifies the incident.
    """
    opened_at: NotRequired[Moment | None]
    """
    When it was opened.
    """
    category: NotRequired[str | None]
    """
    Its classification.
    """
    priority: NotRequired[str | None]
    """
    Its priority, from impact and urgency.
    """
    escalated_to: NotRequired[str | None]
    """
    Whom it was escalated to.
    """
    resolved_at: NotRequired[Moment | None]
    """
    When it was resolved.
    """
    closed_at: NotRequired[Moment | None]
    """
    When it was closed.
    """
    actions: NotRequired[str | None]
    """
    What was done.
    """
    related_by: NotRequired[str | None]
    """
    Who decided that the release and the incident are related.
    """
    related_at: NotRequired[Moment | None]
    """
    When that was decided.
    """
    also_related_to: NotRequired[list[str] | None]
    """
    Other releases it is related to.
    """
    service: NotRequired[str | None]
    """
    The service that failed.
    """
    problem: NotRequired[str | None]
    """
    The problem behind it.
    """
    major: NotRequired[MajorIncident | None]
    """
    How a major incident was handled.
    """
    security: NotRequired[bool | None]
    """
    Whether it is an information-security incident.
    """
    security_priority: NotRequired[str | None]
    """
    Priority from security risk.
    """


class ExitEarlyLife(TypedDict):
    """
    Ends early life support. Criteria and open incidents are recorded before.
    """

    early_reason: NotRequired[str | None]
    """
    Why it ends before the period is over.
    """
    authorisations: NotRequired[list[ExitAuthorisation] | NoneStated | None]
    """
    Who else authorised it, where the policy asks for several people.
    """


class Analysis(TypedDict):
    """
    An analysis of success or failure.
    """

    analysed_at: NotRequired[Moment | None]
    """
    When it was made.
    """
    analysed_by: NotRequired[str | None]
    """
    By whom.
    """
    method: NotRequired[str | None]
    """
    How.
    """
    data_refs: NotRequired[list[str] | NoneStated | None]
    """
    The data it rests on.
    """
    results: NotRequired[str | None]
    """
    What was found.
    """
    conclusions: NotRequired[str | None]
    """
    What follows from it.
    """
    customer_impact: NotRequired[list[str] | NoneStated | None]
    """
    Effect on customers.
    """


class Review(TypedDict):
    """
    A review of an analysis for opportunities to improve.
    """

    reviewed_at: NotRequired[Moment | None]
    """
    When.
    """
    reviewed_by: NotRequired[list[str] | None]
    """
    By whom.
    """
    opportunities: NotRequired[list[str] | NoneStated | None]
    """
    What could be better.
    """


class Unmet(TypedDict):
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
    at: NotRequired[list[str] | None]
    """
    Where the record shows it.
    """
    roles: NotRequired[list[str] | None]
    """
    The roles of which somebody has to hold one.
    """
    stages: NotRequired[list[Stage] | None]
    """
    The stages in which the command may be given.
    """
    check: NotRequired[str | None]
    """
    The check that is not met.
    """
    verdict: NotRequired[Verdict | None]
    """
    Its verdict.
    """
    missing: NotRequired[list[Supply] | None]
    """
    What it misses, and who can supply it.
    """


class Party(TypedDict):
    """
    An organization or group with an interest in the release.
    """

    id: str
    """
    Unique within the record.
    """
    name: NotRequired[str | None]
    """
    The party's name.
    """
    kind: NotRequired[PartyKind | None]
    """
    What the party is to the service.
    """


class Procedure(TypedDict):
    """
    A documented procedure.
    """

    document: str
    """
    The document that holds the procedure.
    """
    governs: NotRequired[ProcedureSubject | None]
    """
    What the procedure governs.
    """
    refers_to: NotRequired[list[str] | None]
    """
    Other procedures it refers to.
    """
    change_category: NotRequired[str | None]
    """
    The change category it requires.
    """


class ChangePolicy(TypedDict):
    """
    The organization's change policy.
    """

    document: NotRequired[str | None]
    """
    The document that holds it.
    """
    scope: NotRequired[list[str] | NoneStated | None]
    """
    Components and other items under change control.
    """
    categories: NotRequired[list[ChangeCategory] | NoneStated | None]
    """
    Categories of change.
    """
    major_criteria: NotRequired[list[str] | NoneStated | None]
    """
    When a change has potentially major impact on customers or services.
    """


CalendarEntry = TypedDict(
    'CalendarEntry',
    {
        'id': str,
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'recurrence': NotRequired[Recurrence | None],
        'zone': NotRequired[Zone | None],
        'scope': NotRequired[list[str] | None],
        'owner': NotRequired[str | None],
    }
)


class ChangeDecision(TypedDict):
    """
    A decision on a change, or a later change of its status.
    """

    status: ChangeStatus
    """
    What was decided.
    """
    decided_by: NotRequired[list[str] | None]
    """
    Who decided.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    valid_until: NotRequired[Moment | None]
    """
    End of validity of an approval, exclusive.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """


class ChangeReview(TypedDict):
    """
    The review of a change for its effectiveness.
    """

    reviewed_at: NotRequired[Moment | None]
    """
    When.
    """
    reviewed_by: NotRequired[list[str] | None]
    """
    By whom.
    """
    effective: NotRequired[bool | None]
    """
    Whether it did what it was for.
    """
    actions: NotRequired[list[Action] | NoneStated | None]
    """
    Actions agreed with interested parties.
    """


class Problem(TypedDict):
    """
    A problem, or a known error.
    """

    id: str
    """
    Unique within the record.
    """
    kind: ProblemKind
    """
    Problem or known error.
    """
    title: NotRequired[str | None]
    """
    What is wrong.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was recorded.
    """
    root_cause: NotRequired[str | None]
    """
    What causes it.
    """
    workaround: NotRequired[str | None]
    """
    How to live with it.
    """
    available_to_support_at: NotRequired[Moment | None]
    """
    When support could look it up.
    """
    closed_at: NotRequired[Moment | None]
    """
    When it was closed.
    """
    closed_by: NotRequired[str | None]
    """
    Who closed it.
    """
    effectiveness: NotRequired[Effectiveness | None]
    """
    Whether the closure was effective.
    """
    replanned: NotRequired[Replanned | None]
    """
    Where it went when this release did not close it.
    """


class Environment(TypedDict):
    """
    An environment.
    """

    id: str
    """
    Unique within the record.
    """
    kind: NotRequired[EnvironmentKind | None]
    """
    What it is for.
    """
    control_ref: NotRequired[str | None]
    """
    The record that shows it is controlled.
    """
    controlled_from: NotRequired[Moment | None]
    """
    Controlled from here on, inclusive.
    """
    controlled_until: NotRequired[Moment | None]
    """
    Controlled up to here, exclusive; open when missing.
    """
    access_groups: NotRequired[list[str] | None]
    """
    Groups with privileged access.
    """


class FailureDecision(TypedDict):
    """
    A decision on what to do about criteria that were not met.
    """

    id: str
    """
    Unique within the record.
    """
    criteria: NotRequired[list[str] | None]
    """
    The criteria the decision is about.
    """
    actions: NotRequired[list[Action] | NoneStated | None]
    """
    What is to be done about them.
    """
    deploy: NotRequired[DeployAnswer | None]
    """
    Whether to deploy.
    """
    condition: NotRequired[str | None]
    """
    What must be met before deploying.
    """
    condition_met_at: NotRequired[Moment | None]
    """
    When the condition was met.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds it.
    """
    deciders: NotRequired[list[Decider] | NoneStated | None]
    """
    Who decided.
    """
    known_errors: NotRequired[list[str] | None]
    """
    Known errors recorded for what is shipped with a defect.
    """


ApprovalScope = TypedDict(
    'ApprovalScope',
    {
        'build': NotRequired[str | None],
        'artifacts': NotRequired[list[Artifact] | NoneStated | None],
        'environment': NotRequired[str | None],
        'waves': NotRequired[list[str] | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
    }
)


class BackOut(TypedDict):
    """
    A back-out.
    """

    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    decided_by: NotRequired[str | None]
    """
    Who decided.
    """
    started_at: NotRequired[Moment | None]
    """
    When it was started.
    """
    ended_at: NotRequired[Moment | None]
    """
    When the state before was restored.
    """
    outcome: NotRequired[CheckOutcome | None]
    """
    Whether the state before was restored.
    """
    component_checks: NotRequired[list[ComponentCheck] | NoneStated | None]
    """
    Checks of what was restored.
    """


class Investigation(TypedDict):
    """
    Investigation of an unsuccessful deployment.
    """

    cause: NotRequired[str | None]
    """
    What caused it.
    """
    actions: NotRequired[list[Action] | NoneStated | None]
    """
    What is done about it.
    """
    agreed_with: NotRequired[list[str] | None]
    """
    Who agreed to the actions.
    """
    finished_at: NotRequired[Moment | None]
    """
    When it was finished.
    """


class Outcome(TypedDict):
    """
    Success or failure of the release.
    """

    value: OutcomeValue
    """
    The judgement.
    """
    set_at: NotRequired[Moment | None]
    """
    When it was made.
    """
    set_by: NotRequired[str | None]
    """
    Who made it.
    """


class Publication(TypedDict):
    """
    Information given to other service management activities.
    """

    audience: NotRequired[str | None]
    """
    Who got it.
    """
    published_at: NotRequired[Moment | None]
    """
    When.
    """
    published_by: NotRequired[str | None]
    """
    By whom.
    """
    outcome: NotRequired[str | None]
    """
    What it says on success or failure.
    """
    future_releases: NotRequired[list[FutureRelease] | NoneStated | None]
    """
    Dates of future releases.
    """


class EarlyLifeExit(TypedDict):
    """
    The end of early life support.
    """

    exited_at: NotRequired[Moment | None]
    """
    When it ended.
    """
    authorised_by: NotRequired[str | None]
    """
    Who authorised it.
    """
    authorisations: NotRequired[list[ExitAuthorisation] | NoneStated | None]
    """
    Who else authorised it, where the policy asks for several people.
    """
    criteria: NotRequired[list[ExitCriterion] | NoneStated | None]
    """
    Each exit criterion and whether it was met.
    """
    early_reason: NotRequired[str | None]
    """
    Why it ended before the period was over.
    """
    open_incidents: NotRequired[list[str] | NoneStated | None]
    """
    Incidents handed over open.
    """


Report = TypedDict(
    'Report',
    {
        'purpose': NotRequired[str | None],
        'from': NotRequired[Moment | None],
        'until': NotRequired[Moment | None],
        'outcomes': NotRequired[list[AchievedOutcome] | NoneStated | None],
        'sent_to': NotRequired[list[str] | None],
        'sent_at': NotRequired[Moment | None],
        'actions': NotRequired[list[Action] | NoneStated | None],
    }
)


class Nonconformity(TypedDict):
    """
    A nonconformity of the management system.
    """

    nature: NotRequired[str | None]
    """
    What it is.
    """
    cause: NotRequired[str | None]
    """
    What caused it.
    """
    similar_check: NotRequired[str | None]
    """
    Whether similar ones exist.
    """
    actions: NotRequired[list[Action] | NoneStated | None]
    """
    What is done.
    """
    effectiveness: NotRequired[str | None]
    """
    Whether the actions were effective.
    """
    effectiveness_reviewed_at: NotRequired[Moment | None]
    """
    When that was looked at.
    """
    closed_at: NotRequired[Moment | None]
    """
    When it was closed.
    """


class PeriodicRun(TypedDict):
    """
    One run of something done at planned intervals.
    """

    done_at: NotRequired[Moment | None]
    """
    When it was done.
    """
    result: NotRequired[str | None]
    """
    What was found.
    """
    reviewed_at: NotRequired[Moment | None]
    """
    When the result was reviewed.
    """
    actions: NotRequired[list[Action] | NoneStated | None]
    """
    What is done about it.
    """


class HistoryProblem(TypedDict):
    """
    A row that gave no command though it should have.
    """

    row: int
    """
    The row, from 1; a row of headers does not count.
    """
    line: NotRequired[int | None]
    """
    Its first line in the file, where rows have lines of their own.
    """
    column: NotRequired[str | None]
    """
    The column that is at fault, where it is one.
    """
    release: NotRequired[str | None]
    """
    The release that the row is about, as far as it can be told.
    """
    rule: NotRequired[int | None]
    """
    The rule that took the row, from 0 as in the mapping.
    """
    kind: HistoryProblemKind
    """
    What kind of problem it is; stable.
    """
    message: str
    """
    What was found, without values of the file.
    """
    help: str
    """
    What to do about it.
    """


class HistoryNote(TypedDict):
    """
    Something about the file that is no problem of a row.
    """

    kind: HistoryNoteKind
    """
    What kind of note it is; stable.
    """
    release: NotRequired[str | None]
    """
    The release that it is about.
    """
    columns: NotRequired[list[str] | None]
    """
    The columns that it is about.
    """
    rows: NotRequired[list[int] | None]
    """
    The rows that it is about, from 1.
    """
    message: str
    """
    The same in words, without values of the file.
    """


class ReleaseType(TypedDict):
    """
    A kind of release.
    """

    id: str
    """
    Unique within the policy.
    """
    title: NotRequired[str | None]
    """
    What the kind is called.
    """
    emergency: NotRequired[bool | None]
    """
    Whether releases of this kind are emergencies.
    """
    major: NotRequired[bool | None]
    """
    Whether releases of this kind are major ones.
    """
    frequency: NotRequired[str | None]
    """
    How often there are such releases; `on demand` is an answer.
    """
    managed_by: NotRequired[str | None]
    """
    The document that says how such releases are managed.
    """
    early_life_days: NotRequired[int | None]
    """
    Length of the early-life period in calendar days.
    """
    early_life_reason: NotRequired[str | None]
    """
    Why the early-life period is empty, when it is.
    """
    early_life: NotRequired[EarlyLifeRules | None]
    """
    How early life support ends.
    """


class CheckRule(TypedDict):
    """
    What the policy says of one check.
    """

    check: str
    """
    The check, for example `PLN-30`.
    """
    severity: NotRequired[RuledSeverity | None]
    """
    How much it weighs; `off` leaves it out.
    """
    gate: NotRequired[Stage | None]
    """
    The gate it belongs to.
    """
    reason: NotRequired[str | None]
    """
    Why the policy differs from the profile.
    """


class OwnCheckRule(TypedDict):
    """
    A requirement of the organization's own, written in CEL (Common Expression Language).

    An expression sees `release`, the record as it could be known at the instant of judgement, and
    `as_of`, that instant as a timestamp. What the record does not hold is not evidenced, never
    false.
    """

    id: str
    """
    Unique within the policy, and not the id of a shipped check, for example `ACME-01`.
    """
    name: str
    """
    States the defect in kebab case.
    """
    title: str
    """
    States the requirement.
    """
    stage: Stage
    """
    The stage whose work it judges.
    """
    gate: NotRequired[Stage | None]
    """
    The gate it belongs to; none when missing, and then it counts in the whole only.
    """
    severity: NotRequired[Severity | None]
    """
    How much it weighs; required when missing.
    """
    applies_when: NotRequired[str | None]
    """
    CEL: to which releases it applies; to all when missing. It does not apply only when the
    facts asked for here are in the record.
    """
    requires: str
    """
    CEL: what has to be true. At most 2,000 bytes, two nested loops (`all`, `exists`,
    `exists_one`, `map`, `filter`) and eight `+`; no regular expressions. Times of the record
    are texts, to be compared as `timestamp(...)`.
    """
    message: str
    """
    One sentence that says what is wrong when it is false: lowercase, no full stop.
    """
    remedy: str
    """
    How to put it right.
    """
    role: str
    """
    The role that can supply what is missing, and put it right.
    """
    docs: NotRequired[OwnDocs | None]
    """
    What people read about it.
    """


class ApprovalRule(TypedDict):
    """
    Who has to approve something, and how many of them.
    """

    id: str
    """
    Unique within the policy.
    """
    of: ApprovalSubject
    """
    What is approved.
    """
    release_types: NotRequired[list[str] | None]
    """
    The release types it is for; all when missing.
    """
    roles: list[str]
    """
    The roles of which an approver has to hold one.
    """
    quorum: NotRequired[int | None]
    """
    How many different people have to approve; one when missing.
    """
    exclude: NotRequired[list[Involvement] | None]
    """
    Whose approval does not count, because of what else they did for the release.
    """


class AssignCommand(TypedDict):
    """
    Gives somebody a role. Who makes the assignment and when comes from the command.
    """

    assign: Assignment


class RecordBuildCommand(TypedDict):
    """
    Records a build.
    """

    record_build: Build


class RecordResultCommand(TypedDict):
    """
    Records the result of a test.
    """

    record_result: TestResult


class DecideCommand(TypedDict):
    """
    Approves or rejects a build, or takes an approval back.
    """

    decide: Decide


class StartWaveCommand(TypedDict):
    """
    Starts an attempt to deploy a wave.
    """

    start_wave: StartWave


class FinishBackOutCommand(TypedDict):
    """
    Ends a back-out.
    """

    finish_back_out: FinishBackOut


class RecordIncidentCommand(TypedDict):
    """
    Relates an incident to the release. Who did so and when comes from the command where it does
    not say.
    """

    record_incident: Incident


class ExitEarlyLifeCommand(TypedDict):
    """
    Ends early life support.
    """

    exit_early_life: ExitEarlyLife


class RecordAnalysisCommand(TypedDict):
    """
    Records an analysis of success or failure. Who made it and when comes from the command where
    it does not say.
    """

    record_analysis: Analysis


class RecordReviewCommand(TypedDict):
    """
    Records a review of the analyses. When it was held comes from the command where it does not
    say.
    """

    record_review: Review


class Person(TypedDict):
    """
    A human or an automation that acts on the release.
    """

    id: str
    """
    Unique within the record.
    """
    name: NotRequired[str | None]
    """
    The person's name; never shown unless asked for.
    """
    email: NotRequired[str | None]
    """
    The person's e-mail address; never shown unless asked for.
    """
    aliases: NotRequired[list[str] | None]
    """
    Other identifiers of the same person, such as account names in other tools.
    """
    party: NotRequired[str | None]
    """
    The party the person belongs to.
    """
    affiliation: NotRequired[Affiliation | None]
    """
    Whether the person is part of the organization.
    """
    nature: NotRequired[Nature | None]
    """
    Human or automation.
    """
    owner: NotRequired[str | None]
    """
    The human who answers for an automation.
    """
    competences: NotRequired[list[Competence] | NoneStated | None]
    """
    Proven skills.
    """
    absences: NotRequired[list[Absence] | NoneStated | None]
    """
    When the person is away, so that a deputy may act.
    """


class Plan(TypedDict):
    """
    The release plan.
    """

    id: NotRequired[str | None]
    """
    Identifies the plan.
    """
    version: NotRequired[str | None]
    """
    The version of the plan described here.
    """
    created_at: NotRequired[Moment | None]
    """
    When planning started.
    """
    created_by: NotRequired[str | None]
    """
    Who made the plan.
    """
    approved_at: NotRequired[Moment | None]
    """
    When this version was approved.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved it.
    """
    approved_seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds the approval.
    """
    coordination: NotRequired[list[Coordination] | NoneStated | None]
    """
    Coordination with change management.
    """
    changes: NotRequired[list[str] | NoneStated | None]
    """
    Requests for change the release realises.
    """
    known_errors: NotRequired[list[str] | NoneStated | None]
    """
    Known errors the release closes.
    """
    problems: NotRequired[list[str] | NoneStated | None]
    """
    Problems the release closes.
    """
    waves: NotRequired[list[PlannedWave] | NoneStated | None]
    """
    The waves of the deployment and their dates.
    """
    deliverables: NotRequired[list[Deliverable] | NoneStated | None]
    """
    What is delivered.
    """
    method: NotRequired[str | None]
    """
    How it is deployed, as the policy names the method.
    """
    affected_items: NotRequired[list[ConfigurationItem] | NoneStated | None]
    """
    Configuration items affected.
    """
    consulted: NotRequired[list[Consultation] | NoneStated | None]
    """
    Who was consulted.
    """
    communications: NotRequired[list[Communication] | NoneStated | None]
    """
    Notices to interested parties.
    """
    back_out: NotRequired[BackOutPlan | None]
    """
    How to reverse or remedy a failed deployment.
    """
    risks: NotRequired[list[Risk] | NoneStated | None]
    """
    Risks to the services and the release.
    """
    suppliers: NotRequired[list[SupplierAgreement] | NoneStated | None]
    """
    Agreements with suppliers.
    """
    training: NotRequired[list[Training] | NoneStated | None]
    """
    Training and awareness.
    """
    conversion: NotRequired[Conversion | None]
    """
    Conversion of data, systems or processes.
    """
    test_plan: NotRequired[TestPlan | None]
    """
    The test plan.
    """
    clashes: NotRequired[list[Clash] | NoneStated | None]
    """
    Decisions on clashes with other releases.
    """
    design_transition: NotRequired[DesignTransition | None]
    """
    Service design and transition plan, where the change needs one.
    """
    removal: NotRequired[ServiceRemoval | None]
    """
    Removal or transfer of a service.
    """
    sections: NotRequired[list[PlanSection] | NoneStated | None]
    """
    Sections of an implementation plan and who approved each.
    """
    documents: NotRequired[list[str] | NoneStated | None]
    """
    Documents to be updated by the release.
    """


class FinishWave(TypedDict):
    """
    Ends the attempt that runs.
    """

    wave: str
    """
    The wave.
    """
    outcome: AttemptOutcome
    """
    What came out.
    """
    component_checks: NotRequired[list[ComponentCheck] | NoneStated | None]
    """
    Checks of what arrived.
    """
    remedy: NotRequired[str | None]
    """
    How a failure was remedied without going back.
    """


class Calendar(TypedDict):
    """
    Freezes and deployment windows.
    """

    freezes: NotRequired[list[CalendarEntry] | NoneStated | None]
    """
    Times in which nothing may go live.
    """
    windows: NotRequired[list[CalendarEntry] | NoneStated | None]
    """
    Times in which deployments may happen.
    """


class Change(TypedDict):
    """
    A request for change that the release realises.
    """

    id: str
    """
    Unique within the record.
    """
    title: NotRequired[str | None]
    """
    What is to change.
    """
    category: NotRequired[str | None]
    """
    The category, as the change policy names it.
    """
    service_effect: NotRequired[ServiceEffect | None]
    """
    What the change does to the service as a whole.
    """
    requested_by: NotRequired[str | None]
    """
    Who asked for it.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was recorded.
    """
    trigger: NotRequired[str | None]
    """
    The incident or vulnerability that triggered an emergency change.
    """
    major_impact: NotRequired[MajorImpact | None]
    """
    Whether it has potentially major impact.
    """
    design_transition: NotRequired[str | None]
    """
    The service design and transition plan that covers it.
    """
    priority: NotRequired[str | None]
    """
    Its priority.
    """
    assessment: NotRequired[ChangeAssessment | None]
    """
    What was considered before deciding.
    """
    security_impact: NotRequired[SecurityImpact | None]
    """
    Risk to information security.
    """
    decisions: NotRequired[list[ChangeDecision] | NoneStated | None]
    """
    Decisions and later changes of status, oldest first.
    """
    review: NotRequired[ChangeReview | None]
    """
    The review after implementation.
    """


class BuildStage(TypedDict):
    """
    Evidence of building the release.
    """

    builds: NotRequired[list[Build] | NoneStated | None]
    """
    Builds, oldest first.
    """
    environments: NotRequired[list[Environment] | NoneStated | None]
    """
    Environments used.
    """


class Verification(TypedDict):
    """
    Acceptance criteria, results against them, and decisions on failures.
    """

    criteria_version: NotRequired[str | None]
    """
    Version of the set of criteria.
    """
    criteria: NotRequired[list[Criterion] | NoneStated | None]
    """
    Acceptance criteria.
    """
    criteria_agreements: NotRequired[list[CriteriaAgreement] | NoneStated | None]
    """
    Who agreed to the criteria.
    """
    results: NotRequired[list[TestResult] | NoneStated | None]
    """
    Results, oldest first.
    """
    failure_decisions: NotRequired[list[FailureDecision] | NoneStated | None]
    """
    Decisions on criteria that were not met.
    """
    not_testable: NotRequired[NotPossible | None]
    """
    Why a test was not possible.
    """
    security_tests: NotRequired[list[SecurityTest] | NoneStated | None]
    """
    Security tests.
    """
    test_data: NotRequired[TestDataStatement | None]
    """
    What data the tests used.
    """


class Approval(TypedDict):
    """
    A decision on whether the release may be deployed.
    """

    id: str
    """
    Unique within the record.
    """
    decision: ApprovalDecision
    """
    What was decided.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided.
    """
    recorded_at: NotRequired[Moment | None]
    """
    When it was written down.
    """
    seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds it.
    """
    by: NotRequired[str | None]
    """
    Who decided.
    """
    role: NotRequired[str | None]
    """
    The role in which the person decided.
    """
    channel: NotRequired[ApprovalChannel | None]
    """
    How the decision was given; in writing when missing.
    """
    witness: NotRequired[str | None]
    """
    Who witnessed an oral decision.
    """
    log_ref: NotRequired[str | None]
    """
    The log that shows an oral decision.
    """
    scope: NotRequired[ApprovalScope | None]
    """
    What was approved.
    """
    reason: NotRequired[str | None]
    """
    Why.
    """


class Attempt(TypedDict):
    """
    One attempt to deploy a wave.
    """

    started_at: NotRequired[Moment | None]
    """
    When the first live user or item was exposed.
    """
    started_seq: NotRequired[int | None]
    """
    Sequence number of the trail entry that holds the start.
    """
    ended_at: NotRequired[Moment | None]
    """
    When it was finished.
    """
    deployed_by: NotRequired[list[str] | None]
    """
    Who or what deployed.
    """
    pipeline: NotRequired[str | None]
    """
    Whether an approved pipeline did it.
    """
    build: NotRequired[str | None]
    """
    The build deployed.
    """
    environment: NotRequired[str | None]
    """
    Where it was deployed to; the live environment when missing.
    """
    artifacts: NotRequired[list[Artifact] | NoneStated | None]
    """
    What was deployed.
    """
    outcome: NotRequired[AttemptOutcome | None]
    """
    What came out.
    """
    component_checks: NotRequired[list[ComponentCheck] | NoneStated | None]
    """
    Checks of what arrived.
    """
    back_out: NotRequired[BackOut | None]
    """
    The back-out, if there was one.
    """
    remedy: NotRequired[str | None]
    """
    How a failure was remedied without going back.
    """


class EarlyLife(TypedDict):
    """
    Evidence of early life support.
    """

    success_criteria: NotRequired[list[str] | NoneStated | None]
    """
    What success means for this release.
    """
    monitoring: NotRequired[list[Observation] | NoneStated | None]
    """
    Observations made.
    """
    outcome: NotRequired[Outcome | None]
    """
    Success or failure, as somebody judged it.
    """
    incident_extracts: NotRequired[list[IncidentExtract] | NoneStated | None]
    """
    Dated extracts from the incident system.
    """
    incidents: NotRequired[list[Incident] | NoneStated | None]
    """
    Incidents related to the release.
    """
    publications: NotRequired[list[Publication] | NoneStated | None]
    """
    Information given on outcome and future releases.
    """
    roster: NotRequired[list[Shift] | NoneStated | None]
    """
    Extra support capacity.
    """
    exit: NotRequired[EarlyLifeExit | None]
    """
    The end of early life support.
    """


class Periodic(TypedDict):
    """
    Periodic work of the process.
    """

    measurements: NotRequired[list[Measurement] | NoneStated | None]
    """
    Measurements of the indicators.
    """
    change_trends: NotRequired[list[PeriodicRun] | NoneStated | None]
    """
    Analyses of changes for trends.
    """
    configuration_audits: NotRequired[list[PeriodicRun] | NoneStated | None]
    """
    Verifications of the configuration information.
    """


class PolicyDocument(TypedDict):
    """
    How an organization manages releases, in one version.
    """

    format: Literal['releasegate/policy/1']
    """
    The format of this document: `releasegate/policy/1`.
    """
    id: str
    """
    Identifies the policy over all its versions.
    """
    version: NotRequired[str | None]
    """
    The version.
    """
    title: NotRequired[str | None]
    """
    What the policy is called.
    """
    extends: str
    """
    The shipped profile it builds on, for example `iso20000-1:2018`.
    """
    zone: NotRequired[Zone | None]
    """
    The zone in which days are counted, as in the IANA time zone database.
    """
    approved_by: NotRequired[str | None]
    """
    Who approved this version.
    """
    approved_at: NotRequired[Moment | None]
    """
    When this version was approved.
    """
    valid_from: NotRequired[Moment | None]
    """
    In force from here on, inclusive.
    """
    superseded_from: NotRequired[Moment | None]
    """
    In force up to here, exclusive; open when missing.
    """
    identification: NotRequired[str | None]
    """
    How releases are identified so that no two of them share an id, for example by a prefix and
    a number that the register of releases gives out once.
    """
    release_types: NotRequired[list[ReleaseType] | None]
    """
    The kinds of release.
    """
    documents: NotRequired[list[Document] | None]
    """
    Documents the policy refers to.
    """
    methods: NotRequired[list[str] | None]
    """
    Deployment methods that a plan may name.
    """
    early_life_days: NotRequired[int | None]
    """
    Length of the early-life period in calendar days, for types that set none of their own.
    """
    audiences: NotRequired[list[str] | None]
    """
    Who has to be informed of outcome and future releases.
    """
    early_life: NotRequired[EarlyLifeRules | None]
    """
    How early life support ends, for types that set nothing of their own.
    """
    checks: NotRequired[list[CheckRule] | None]
    """
    What differs from the profile, check by check.
    """
    own_checks: NotRequired[list[OwnCheckRule] | None]
    """
    The organization's own checks, written in CEL.
    """
    approvals: NotRequired[list[ApprovalRule] | None]
    """
    Who has to approve what.
    """
    roles: NotRequired[list[RoleRule] | None]
    """
    Roles and their authority.
    """
    calendar: NotRequired[Calendar | None]
    """
    Freezes and deployment windows.
    """
    holidays: NotRequired[Holidays | None]
    """
    Days on which nobody works, beside Saturdays and Sundays. Without it business days cannot
    be counted.
    """
    lead_times: NotRequired[list[LeadTime] | None]
    """
    How long before the planned start facts have to be there.
    """
    limits: NotRequired[Limits | None]
    """
    How long things may take.
    """
    major_threshold: NotRequired[MajorThreshold | None]
    """
    From what size on a release is a major one. No check asks for it; the indicators warn of
    releases that reach it only together.
    """


class PlanCommand(TypedDict):
    """
    Makes the plan, without its approval.
    """

    plan: Plan


class FinishWaveCommand(TypedDict):
    """
    Ends the attempt that runs.
    """

    finish_wave: FinishWave


class Register(TypedDict):
    """
    Opens the record of a release.
    """

    release: str
    """
    Unique over all releases of the organization.
    """
    title: NotRequired[str | None]
    """
    What the release is called.
    """
    service: NotRequired[str | None]
    """
    The service it is for.
    """
    version: NotRequired[str | None]
    """
    The version it brings.
    """
    type: NotRequired[str | None]
    """
    The release type, as the policy names it.
    """
    zone: NotRequired[Zone | None]
    """
    The zone in which days of the record are meant.
    """
    people: NotRequired[list[Person] | NoneStated | None]
    """
    The people known from the start.
    """
    assignments: NotRequired[list[Assignment] | NoneStated | None]
    """
    The roles held from the start. Whoever registers must be among them, as release manager or
    coordinator.
    """


class Support(TypedDict):
    """
    Evidence of the framework in which this release is managed.
    """

    documents: NotRequired[list[Document] | NoneStated | None]
    """
    Controlled documents used: policies, plans, procedures.
    """
    agreements: NotRequired[list[CustomerAgreement] | NoneStated | None]
    """
    What customers agreed to.
    """
    emergency_definition: NotRequired[str | None]
    """
    What counts as an emergency, in the organization's words.
    """
    procedures: NotRequired[list[Procedure] | NoneStated | None]
    """
    Release and change procedures that refer to each other.
    """
    change_policy: NotRequired[ChangePolicy | None]
    """
    What is under change control, and how.
    """
    calendar: NotRequired[Calendar | None]
    """
    Freezes and deployment windows known to planning.
    """
    indicators: NotRequired[list[Indicator] | NoneStated | None]
    """
    Targets that the process is measured by.
    """


class Wave(TypedDict):
    """
    One wave of the deployment.
    """

    id: str
    """
    The planned wave this is.
    """
    kind: NotRequired[WaveKind | None]
    """
    What kind of wave it was.
    """
    attempts: NotRequired[list[Attempt] | NoneStated | None]
    """
    Attempts to deploy it, oldest first.
    """


class Closure(TypedDict):
    """
    Evidence of closing the release.
    """

    cancellation: NotRequired[Cancellation | None]
    """
    The release was cancelled or rejected for good.
    """
    analyses: NotRequired[list[Analysis] | NoneStated | None]
    """
    Analyses of success or failure, oldest first.
    """
    reviews: NotRequired[list[Review] | NoneStated | None]
    """
    Reviews of the analyses, oldest first.
    """
    improvements: NotRequired[list[Improvement] | NoneStated | None]
    """
    What became of opportunities for improvement.
    """
    reports: NotRequired[list[Report] | NoneStated | None]
    """
    Reports to interested parties.
    """
    nonconformities: NotRequired[list[Nonconformity] | NoneStated | None]
    """
    Nonconformities of the management system.
    """
    side_effects: NotRequired[list[SideEffect] | NoneStated | None]
    """
    Effects nobody planned.
    """
    documents: NotRequired[list[DocumentUpdate] | NoneStated | None]
    """
    Documents updated.
    """
    lessons: NotRequired[list[str] | NoneStated | None]
    """
    Knowledge kept.
    """
    periodic: NotRequired[Periodic | None]
    """
    Periodic work of the process that touches this release.
    """
    retention: NotRequired[Retention | None]
    """
    How long the records are kept, and where.
    """
    closed_at: NotRequired[Moment | None]
    """
    When the release was closed.
    """
    closed_by: NotRequired[str | None]
    """
    By whom.
    """


class RegisterCommand(TypedDict):
    """
    Opens the record of a release.
    """

    register: Register


Command: TypeAlias = RegisterCommand | AssignCommand | DelegateCommand | PlanCommand | ApprovePlanCommand | ReplanCommand | RecordEvidenceCommand | AmendEvidenceCommand | RecordBuildCommand | RecordResultCommand | RequestApprovalCommand | DecideCommand | TakeBaselineCommand | StartWaveCommand | FinishWaveCommand | BackOutWaveCommand | FinishBackOutCommand | HoldCommand | ResumeCommand | RecordIncidentCommand | ExitEarlyLifeCommand | RecordAnalysisCommand | RecordReviewCommand | WaiveCommand | CancelCommand | CloseCommand
"""
Something that is to be done to a release: written as a mapping with one key, the command.

Commands hold facts only. Who gives one, and when, is said beside it.
"""


class Deployment(TypedDict):
    """
    Evidence of the deployment.
    """

    environment: NotRequired[str | None]
    """
    The live environment.
    """
    waves: NotRequired[list[Wave] | NoneStated | None]
    """
    The waves as they happened, oldest first; pilots and canaries are waves.
    """
    released_at: NotRequired[Moment | None]
    """
    When users first could use what was deployed, if later than the deployment.
    """
    item_updates: NotRequired[list[ItemUpdate] | NoneStated | None]
    """
    Updates of the configuration information.
    """
    access_grants: NotRequired[list[AccessGrant] | NoneStated | None]
    """
    Who was allowed to change the live environment.
    """
    cleanup: NotRequired[Cleanup | None]
    """
    Removal of test data and test accounts.
    """
    post_change_check: NotRequired[PostChangeCheck | None]
    """
    Security and documents looked at after a significant change.
    """
    freeze_exemptions: NotRequired[list[FreezeExemption] | NoneStated | None]
    """
    Exemptions from freezes.
    """
    investigation: NotRequired[Investigation | None]
    """
    Investigation of an unsuccessful deployment.
    """
    emergency_review: NotRequired[EmergencyReview | None]
    """
    Review after an emergency.
    """


class Submission(TypedDict):
    """
    A command that somebody gives at some time.
    """

    command: Command
    """
    What is to be done.
    """
    actor: str
    """
    Who gives the command.
    """
    at: AsOf
    """
    When it is given: the present, which the library does not know.
    """
    decided_at: NotRequired[Moment | None]
    """
    When it was decided or done, if earlier.
    """
    seen: NotRequired[int | None]
    """
    The number of the last entry of the trail that whoever gives the command has seen. A command
    given for an older trail is refused.
    """


class Entry(TypedDict):
    """
    One entry of the append-only trail of a release.

    A trail is a file with one entry a line, each in canonical JSON (RFC 8785). `hash` is the
    SHA-256 of `previous_hash` followed by the canonical JSON of the entry without the keys `hash`,
    `previous_hash` and `signature`, in hexadecimal digits.
    """

    format: Literal['releasegate/trail/1']
    """
    The format of this document: `releasegate/trail/1`.
    """
    seq: int
    """
    Position in the trail, from 1, without gaps.
    """
    release: str
    """
    The release.
    """
    actor: str
    """
    Who gave the command.
    """
    decided_at: Moment
    """
    When it was decided, or done.
    """
    recorded_at: AsOf
    """
    When it was given.
    """
    policy: PolicyRef
    """
    The policy in force then.
    """
    command: Command
    """
    The command.
    """
    ruling: Ruling
    """
    What came of it.
    """
    stage: NotRequired[Stage | None]
    """
    The stage that the release entered with it, if it entered one.
    """
    unmet: NotRequired[list[Unmet] | None]
    """
    Why it was refused.
    """
    previous_hash: str
    """
    Hash of the entry before; 64 zeros in the first.
    """
    hash: str
    """
    Hash of this entry.
    """
    signature: NotRequired[Signature | None]
    """
    Somebody's signature of the hash.
    """


class Release(TypedDict):
    """
    The evidence of one release, from planning to closure.

    Only `format` and `id` are required. Whatever else is missing is not evidenced.
    `null` says the same as a missing key.
    """

    format: Literal['releasegate/release/1']
    """
    The format of this document: `releasegate/release/1`.
    """
    id: str
    """
    Unique over all releases of the organization.
    """
    title: NotRequired[str | None]
    """
    What the release is called.
    """
    service: NotRequired[str | None]
    """
    The service it is for.
    """
    version: NotRequired[str | None]
    """
    The version it brings.
    """
    type: NotRequired[str | None]
    """
    The release type, as the policy names it.
    """
    zone: NotRequired[Zone | None]
    """
    The zone in which days of this record are meant, as in the IANA time zone database.
    """
    registered_at: NotRequired[Moment | None]
    """
    When the release was registered.
    """
    registered_by: NotRequired[str | None]
    """
    Who registered it.
    """
    policy: NotRequired[PolicyRef | None]
    """
    The policy the release was managed under.
    """
    parties: NotRequired[list[Party] | NoneStated | None]
    """
    Organizations and groups with an interest.
    """
    people: NotRequired[list[Person] | NoneStated | None]
    """
    People and automations.
    """
    assignments: NotRequired[list[Assignment] | NoneStated | None]
    """
    Who holds which role from when to when.
    """
    delegations: NotRequired[list[Delegation] | NoneStated | None]
    """
    Who acts for whom.
    """
    teams: NotRequired[list[Team] | NoneStated | None]
    """
    Who deploys which waves together.
    """
    support: NotRequired[Support | None]
    """
    Release Management Support.
    """
    changes: NotRequired[list[Change] | NoneStated | None]
    """
    Requests for change.
    """
    problems: NotRequired[list[Problem] | NoneStated | None]
    """
    Problems and known errors.
    """
    plan: NotRequired[Plan | None]
    """
    Release Planning.
    """
    build: NotRequired[BuildStage | None]
    """
    Release Build.
    """
    verification: NotRequired[Verification | None]
    """
    Criteria, results, decisions on failures.
    """
    approval_requests: NotRequired[list[ApprovalRequest] | NoneStated | None]
    """
    Who was asked when to decide on which build.
    """
    approvals: NotRequired[list[Approval] | NoneStated | None]
    """
    Approvals of the release and what takes them back, oldest first.
    """
    baselines: NotRequired[list[Baseline] | NoneStated | None]
    """
    Recorded states of configuration items.
    """
    deployment: NotRequired[Deployment | None]
    """
    Release Deployment.
    """
    early_life: NotRequired[EarlyLife | None]
    """
    Post-Release Support.
    """
    closure: NotRequired[Closure | None]
    """
    Release Closure.
    """
    holds: NotRequired[list[Hold] | NoneStated | None]
    """
    Times in which the release waits, oldest first.
    """
    waivers: NotRequired[list[Waiver] | NoneStated | None]
    """
    Accepted deviations.
    """
    trail: NotRequired[list[TrailEntry] | NoneStated | None]
    """
    The append-only log.
    """
    sources: NotRequired[list[Source] | None]
    """
    Where imported values come from.
    """
    extensions: NotRequired[dict[str, Any] | None]
    """
    Data of other tools, kept untouched.
    """


class Decision(TypedDict):
    """
    What came of a command.
    """

    format: Literal['releasegate/decision/1']
    """
    The format of this document: `releasegate/decision/1`.
    """
    accepted: bool
    """
    Whether the command was accepted.
    """
    entry: Entry
    """
    The next entry of the trail.
    """
    line: str
    """
    The same as a line of the trail, without its end: append it as it stands, and a line break.
    """
    release: NotRequired[Release | None]
    """
    The record after it; none when a registration was refused.
    """


class History(TypedDict):
    """
    What was done to one release.
    """

    release: str
    """
    The release.
    """
    commands: list[Submission]
    """
    The commands, earliest first; those of one time in the order of the file.
    """
    rows: list[int]
    """
    The row that each command comes from, from 1.
    """


class HistoryAnswer(TypedDict):
    """
    What a history says, as commands.
    """

    format: Literal['releasegate/history/1']
    """
    The format of this document: `releasegate/history/1`.
    """
    histories: list[History]
    """
    One history for each release, in the order in which the file has them first.
    """
    problems: list[HistoryProblem]
    """
    Rows that gave no command though they should have, in the order of the file.
    """
    notes: list[HistoryNote]
    """
    What else is to be known of the file.
    """


class ImportAnswer(TypedDict):
    """
    Imported records.
    """

    format: Literal['releasegate/import/1']
    """
    The format of this document: `releasegate/import/1`.
    """
    records: list[Release]
    """
    The records, in the order of the file.
    """
    notes: list[Note]
    """
    What of the file is not in a record, and why.
    """
