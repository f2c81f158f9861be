// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

/**
 * What a policy asks less of.
 */
export type Loosened = "should" | "off" | "gate";
/**
 * A place in the record as a JSON Pointer (RFC 6901). A place in the policy starts with `policy#`.
 */
export type Pointer = string;
/**
 * The instant at which the record is judged: an RFC 3339 date-time with an offset.
 */
export type AsOf = string;
/**
 * What a check says of a record.
 */
export type Verdict = "conforming" | "nonconforming" | "not_evidenced" | "not_yet_due" | "not_applicable";
/**
 * A stage of the process. Its exit is a gate, which bears the stage's name.
 */
export type Stage = "support" | "planning" | "build" | "deployment" | "early_life" | "closure";
/**
 * How much a check weighs. Independent of the verdict.
 */
export type Severity = "must" | "should";
/**
 * Why a check has its verdict.
 */
export type Reason =
  | Shown
  | DoesNotApply
  | Pending
  | Missing
  | NoPolicy
  | PolicyNotInForce
  | EmptyList
  | NoneStated
  | Unresolved
  | Repeated
  | NotInPolicy
  | NoEmergencyType
  | ToBeDetermined
  | NotBefore
  | OrderUndecided
  | TimeUnusable
  | Contradiction
  | Differs
  | NotComparable
  | NotPartOf
  | NoResult
  | ResultOutdated
  | NoDecision
  | DecidedAgainst
  | SideMissing
  | NoAuthority
  | NotApproved
  | OutsideApproval
  | NoApproval
  | NotInBaseline
  | WaveOpen
  | CheckFailed
  | TooEarly
  | PeriodNotCovered
  | EmptyPeriod
  | CountDiffers
  | NotInformed
  | AnalysisOutdated
  | Overdue
  | Expired
  | NothingToWaive
  | TooLate
  | AnsweredNo
  | SamePerson
  | PerhapsSamePerson
  | NotInForce
  | NotMeasurable
  | InFreeze
  | OutsideWindows
  | Gap
  | NotAssigned
  | AssignedTwice
  | WrongKind
  | NotSeparate
  | NotCovered
  | NotListed
  | OwnRequirementUnmet
  | OwnFactMissing
  | OwnRequirementUndecided;
/**
 * An exact instant as an RFC 3339 date-time in UTC.
 */
export type Instant = string;
/**
 * A side that takes part in a decision.
 */
export type Side = "organization" | "interested_party";
/**
 * Why the expression of an own requirement does not decide.
 */
export type OwnDoubt = "no_fact" | "not_yes_or_no" | "failed" | "too_costly";
/**
 * What may be wrong with a waiver.
 */
export type WaiverProblemKind =
  | "incomplete"
  | "not_yet_valid"
  | "expired"
  | "expires_soon"
  | "orphan"
  | "out_of_scope"
  | "no_authority"
  | "self_approved";
/**
 * How sure we are that a clause asks for something.
 */
export type Provenance = "verified" | "partial" | "unverified" | "design";
/**
 * What a command needs.
 */
export type Condition =
  | "current"
  | "time_order"
  | "recorded_in_time"
  | "registered"
  | "not_closed"
  | "not_on_hold"
  | "stage"
  | "role"
  | "competence"
  | "human"
  | "insider"
  | "team"
  | "there"
  | "once"
  | "not_there"
  | "plan"
  | "deployment"
  | "requested"
  | "own_command"
  | "fits"
  | "past"
  | "in_force"
  | "check";
/**
 * What made a verdict change.
 */
export type Cause = "clock" | "data" | "waiver" | "policy";
/**
 * What kind of error it is. The text of each code is stable.
 */
export type ErrorCode =
  | "syntax"
  | "not-utf8"
  | "too-large"
  | "too-deep"
  | "wrong-type"
  | "unknown-key"
  | "missing-key"
  | "duplicate-key"
  | "invalid-value"
  | "invalid-expression"
  | "naive-timestamp"
  | "unknown-profile"
  | "unknown-operation"
  | "unknown-check"
  | "unknown-schema"
  | "unknown-source"
  | "io"
  | "internal";
/**
 * Why a check says or weighs something else.
 */
export type Why = SwitchedOn | SwitchedOff | OtherSeverity | OtherGate | OtherSetting | OtherPart;
/**
 * How much a defect of a policy weighs.
 */
export type DefectLevel = "error" | "warning";
/**
 * What is wrong with a policy.
 */
export type PolicyDefect =
  | UnknownBase
  | SeveralPolicies
  | UnknownDocument
  | UnknownRole
  | UnknownReleaseType
  | UnknownCheck
  | RepeatedId
  | RoleMayNotApprove
  | RoleWithoutHolders
  | QuorumOutOfReach
  | NobodyApproves
  | OneApprover
  | RuleForNoType
  | GateNeverOpens
  | NeverBegins
  | TimeUnusable1
  | WindowAlwaysClosed
  | FreezeWithoutEnd
  | VersionsOverlap
  | GapBetweenVersions
  | NeverInForce
  | LeadTimeNotAsked
  | LeadTimeAfterStart
  | NoHolidays
  | LimitNotAsked
  | ThresholdWithoutEffect
  | RuleWithoutEffect
  | RepeatedRule
  | OffNotAsked
  | NoEmergencyType1
  | OwnCheckUnusable;
/**
 * What is approved.
 */
export type ApprovalSubject = "release" | "plan" | "change" | "early_life_exit" | "waiver";
/**
 * What keeps a gate closed for good.
 */
export type KeptClosed = NothingAsked | ImpossibleCheck | ImpossibleApproval;
/**
 * An RFC 3339 date-time with an offset, or a calendar day, which may carry its IANA zone as in 2026-03-01[Europe/Berlin].
 */
export type Moment = string;
/**
 * An IANA time zone such as Europe/Berlin.
 */
export type Zone = string;
/**
 * What a successful release is (K05).
 */
export type Success = "no_failure" | "no_back_out" | "judged";
/**
 * From when on the recovery from a failed deployment is counted (D4).
 */
export type RecoveryStart = "deployment_end" | "detection";
/**
 * Which of several lengths of time stands for all.
 */
export type Statistic = Median | NearestRank;
/**
 * Where deployments were taken from.
 */
export type PopulationSource = "log" | "records";
/**
 * The unit of a value.
 */
export type IndicatorUnit = "count" | "incidents" | "share" | "per_release" | "per_day" | "mean_duration" | "duration";
/**
 * What an indicator is counted over: each of them is counted, or listed with what is lacking.
 */
export type CountedOver = "releases" | "possible_releases" | "deployments" | "recorded_attempts" | "logged_deployments";
/**
 * An exact value.
 */
export type IndicatorValue = CountValue | FractionValue | DurationValue;
/**
 * An exact length of time as an ISO 8601 duration in seconds.
 */
export type Elapsed = string;
/**
 * Why an indicator has no value.
 */
export type WhyUndefined = "nothing_to_count" | "not_in_records" | "no_log" | "no_whole_days";
/**
 * What indicators are grouped by.
 */
export type Dimension = "service" | "type";
/**
 * Why a release or a deployment is in none of the numbers of an indicator.
 */
export type Lack =
  | "not_over"
  | "not_yet_due"
  | "end_unknown"
  | "period_undecided"
  | "observation_unknown"
  | "no_record"
  | "not_in_record"
  | "release_repeated"
  | "outcome_unknown"
  | "intervention_unknown"
  | "incidents_not_counted"
  | "type_unknown"
  | "approval_undecided"
  | "clearance_unknown"
  | "not_exact"
  | "contradictory"
  | "deployer_unknown"
  | "planned_date_unknown"
  | "first_plan_unknown"
  | "plan_undecided"
  | "start_undecided"
  | "acceptance_undecided"
  | "scope_unknown"
  | "decision_unknown"
  | "back_out_open"
  | "timeliness_unknown"
  | "closure_unknown"
  | "trigger_unknown"
  | "restore_unknown"
  | "detection_unknown";
/**
 * Why a release or a deployment that is counted is listed.
 */
export type Listed = "no_record" | "not_in_record" | "no_approval" | "not_delivered" | "not_planned";
/**
 * Something that somebody should look at. No verdict.
 */
export type MetricsWarning = CombinedOverMajor | NotInLog | RepeatedRelease;
/**
 * What the size of releases is measured by.
 */
export type CombinedMeasure = "changes" | "affected_items";
/**
 * What helps a check that is not met.
 */
export type Cure = "supply" | "begin" | "wait" | "redo" | "instead";
/**
 * What a fact is.
 */
export type FactKind = "text" | "time" | "person" | "choice" | "yes_no" | "number" | "item" | "none";
/**
 * What is open when a check can no longer be met.
 */
export type Instead = "waiver" | "corrective_release" | "retrospective_review";
/**
 * What is wrong with a trail.
 */
export type BreakKind =
  | "unreadable"
  | "not_canonical"
  | "sequence"
  | "other_release"
  | "previous_hash"
  | "hash"
  | "signature"
  | "cut_off"
  | "checkpoint";

/**
 * All findings of one record under one policy as of one instant, summed up.
 */
export interface AssessmentDocument {
  /**
   * The format of this document: `releasegate/assessment/1`.
   */
  format: "releasegate/assessment/1";
  /**
   * The release assessed.
   */
  release: AssessedRelease;
  /**
   * Where the record was read from.
   */
  source?: SourcePlace | null;
  /**
   * The policy it was assessed under.
   */
  policy: AssessedPolicy;
  /**
   * The instant at which it was judged; what was not known then is not judged.
   */
  as_of: AsOf;
  /**
   * All required checks summed up.
   */
  verdict: Verdict;
  /**
   * Whether all required checks that apply are conforming, under a policy that asks for no less
   * than its profile. This is a statement on the evidence in the record, never a certificate.
   */
  conforming: boolean;
  /**
   * The six gates, in the order of the process.
   */
  gates: GateResult[];
  /**
   * The clauses that the profile judges as a whole.
   */
  clauses: ClauseResult[];
  /**
   * The findings, by stage and check.
   */
  findings: Finding[];
  /**
   * The waivers of the record, and whether they count.
   */
  waivers?: WaiverResult[];
  /**
   * What is wrong with the record itself, whatever the checks say.
   */
  data_findings: DataFinding[];
}
/**
 * The release that was assessed.
 */
export interface AssessedRelease {
  /**
   * Its id.
   */
  id: string;
  /**
   * What it is called.
   */
  title?: string | null;
  /**
   * The service it is for.
   */
  service?: string | null;
  /**
   * The version it brings.
   */
  version?: string | null;
  /**
   * Its type.
   */
  type?: string | null;
}
/**
 * Where a record was read from.
 */
export interface SourcePlace {
  /**
   * The file or stream.
   */
  name?: string | null;
  /**
   * The line on which the record starts, from 1.
   */
  line?: number | null;
}
/**
 * The policy that a release was assessed under.
 */
export interface AssessedPolicy {
  /**
   * Its id; that of the profile when no policy of the organization was given.
   */
  id: string;
  /**
   * Its version.
   */
  version?: string | null;
  /**
   * The profile it builds on.
   */
  profile: string;
  /**
   * What the profile judges and what it does not.
   */
  scope: string;
  /**
   * Where the policy asks for less than the profile, which it then cannot claim.
   */
  departs?: Departure[];
}
/**
 * Where a policy asks for less than the profile it builds on. It cannot claim that profile.
 */
export interface Departure {
  /**
   * The check that the profile requires.
   */
  check: string;
  /**
   * What is less.
   */
  loosened: Loosened;
  /**
   * The rule of the policy.
   */
  rule: Pointer;
}
/**
 * A gate, summed up.
 */
export interface GateResult {
  /**
   * The stage whose exit it is.
   */
  stage: Stage;
  /**
   * Its own required checks summed up.
   */
  verdict: Verdict;
  /**
   * Whether it and all gates before it are conforming, so that a release may pass.
   */
  holds: boolean;
  /**
   * Its required checks that stand in the way.
   */
  blocked_by: string[];
  /**
   * The same when waivers in force are taken into account; missing when there are none.
   */
  with_waivers?: WaivedGate | null;
}
/**
 * A gate, when waivers in force are taken into account. They change no verdict.
 */
export interface WaivedGate {
  /**
   * Whether it and all gates before it are conforming or waived, so that a release may pass.
   */
  opens: boolean;
  /**
   * Its required checks that stand in the way and are not waived.
   */
  blocked_by: string[];
}
/**
 * A clause, summed up.
 */
export interface ClauseResult {
  /**
   * The framework and its edition.
   */
  framework: string;
  /**
   * The clause number.
   */
  clause: string;
  /**
   * The required checks that the clause asks for, summed up.
   */
  verdict: Verdict;
}
/**
 * A finding as it is written.
 */
export interface Finding {
  /**
   * The check, for example `DEP-01`.
   */
  check: string;
  /**
   * The name of the defect that the check looks for.
   */
  name: string;
  /**
   * The stage whose work it judges.
   */
  stage: Stage;
  /**
   * The gate it belongs to; missing when the work is not tied to a gate.
   */
  gate?: Stage | null;
  /**
   * How much it weighs under this policy.
   */
  severity: Severity;
  /**
   * The verdict.
   */
  verdict: Verdict;
  /**
   * What decided it.
   */
  reason: Reason;
  /**
   * The reason in words.
   */
  message: string;
  /**
   * What else stands in the way.
   */
  further: Reason[];
  /**
   * The places of the record and the policy that were used.
   */
  evidence: Pointer[];
  /**
   * What is missing, and which role can supply it.
   */
  missing: MissingFact[];
  /**
   * The waiver in force that accepts it, if there is one. It changes no verdict.
   */
  waived_by?: string | null;
}
/**
 * The evidence shows that the requirement is met.
 */
export interface Shown {
  kind: "shown";
}
/**
 * A recorded fact makes the requirement not apply.
 */
export interface DoesNotApply {
  kind: "does_not_apply";
  /**
   * The fact.
   */
  fact: Pointer;
  /**
   * Who decided or stated it, if a person did.
   */
  by?: string | null;
}
/**
 * The time for it has not come.
 */
export interface Pending {
  kind: "pending";
  /**
   * Until when, if the record tells.
   */
  until?: Instant | null;
}
/**
 * The record does not say it.
 */
export interface Missing {
  kind: "missing";
  /**
   * Where it would be.
   */
  at: Pointer;
}
/**
 * No policy of the organization was given, only the shipped yardstick.
 */
export interface NoPolicy {
  kind: "no_policy";
}
/**
 * The policy given was not in force when the release was planned.
 */
export interface PolicyNotInForce {
  kind: "policy_not_in_force";
  /**
   * When the release was planned.
   */
  planned: Pointer;
}
/**
 * A list was given, and is empty.
 */
export interface EmptyList {
  kind: "empty_list";
  /**
   * The list.
   */
  at: Pointer;
}
/**
 * Somebody stated that there are none, where at least one is needed.
 */
export interface NoneStated {
  kind: "none_stated";
  /**
   * The statement.
   */
  at: Pointer;
}
/**
 * Something is referred to that is not there.
 */
export interface Unresolved {
  kind: "unresolved";
  /**
   * The reference.
   */
  at: Pointer;
  /**
   * What it refers to.
   */
  id: string;
}
/**
 * An id is there twice.
 */
export interface Repeated {
  kind: "repeated";
  /**
   * The second one.
   */
  at: Pointer;
  /**
   * The id.
   */
  id: string;
}
/**
 * A value is not one that the policy names.
 */
export interface NotInPolicy {
  kind: "not_in_policy";
  /**
   * The value.
   */
  at: Pointer;
}
/**
 * None of the kinds of release, or categories of change, is for emergencies.
 */
export interface NoEmergencyType {
  kind: "no_emergency_type";
  /**
   * The kinds or categories.
   */
  at: Pointer;
}
/**
 * A date or a part of the plan is still to be determined.
 */
export interface ToBeDetermined {
  kind: "to_be_determined";
  /**
   * The date or part.
   */
  at: Pointer;
}
/**
 * Two events happened in the wrong order.
 */
export interface NotBefore {
  kind: "not_before";
  /**
   * What should have come first.
   */
  first: Pointer;
  /**
   * What should have come after it.
   */
  second: Pointer;
}
/**
 * The times do not tell which of two events came first.
 */
export interface OrderUndecided {
  kind: "order_undecided";
  /**
   * What should have come first.
   */
  first: Pointer;
  /**
   * What should have come after it.
   */
  second: Pointer;
}
/**
 * A day without a zone cannot be compared.
 */
export interface TimeUnusable {
  kind: "time_unusable";
  /**
   * The day.
   */
  at: Pointer;
}
/**
 * Two statements exclude each other.
 */
export interface Contradiction {
  kind: "contradiction";
  /**
   * One statement.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
}
/**
 * Two values that must be equal differ.
 */
export interface Differs {
  kind: "differs";
  /**
   * One value.
   */
  at: Pointer;
  /**
   * The other.
   */
  from: Pointer;
}
/**
 * Two digests were made with different algorithms.
 */
export interface NotComparable {
  kind: "not_comparable";
  /**
   * One digest.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
}
/**
 * Something was deployed that was not part of what was tested or approved.
 */
export interface NotPartOf {
  kind: "not_part_of";
  /**
   * What was deployed.
   */
  at: Pointer;
  /**
   * Where it should have been.
   */
  of: Pointer;
}
/**
 * A criterion has no result that counts on the final build.
 */
export interface NoResult {
  kind: "no_result";
  /**
   * The criterion.
   */
  at: Pointer;
  /**
   * Its id.
   */
  criterion: string;
}
/**
 * A criterion was edited after its result existed.
 */
export interface ResultOutdated {
  kind: "result_outdated";
  /**
   * The result.
   */
  result: Pointer;
  /**
   * The edit.
   */
  revised: Pointer;
}
/**
 * A criterion was not met, and no decision names it.
 */
export interface NoDecision {
  kind: "no_decision";
  /**
   * The failed result.
   */
  at: Pointer;
  /**
   * The criterion.
   */
  criterion: string;
}
/**
 * It was decided not to deploy, and it was deployed.
 */
export interface DecidedAgainst {
  kind: "decided_against";
  /**
   * The decision.
   */
  decision: Pointer;
  /**
   * The start of the deployment.
   */
  start: Pointer;
}
/**
 * A decision lacks one of the sides that must take part in it.
 */
export interface SideMissing {
  kind: "side_missing";
  /**
   * Those who decided.
   */
  at: Pointer;
  /**
   * The side that is missing.
   */
  side: Side;
}
/**
 * The person is not shown to have held the role then.
 */
export interface NoAuthority {
  kind: "no_authority";
  /**
   * The act.
   */
  at: Pointer;
  /**
   * The role needed.
   */
  role: string;
}
/**
 * The decision that counts is not an approval.
 */
export interface NotApproved {
  kind: "not_approved";
  /**
   * The decision.
   */
  at: Pointer;
}
/**
 * Something happened outside what was approved for it.
 */
export interface OutsideApproval {
  kind: "outside_approval";
  /**
   * What happened.
   */
  at: Pointer;
  /**
   * The limit of the approval.
   */
  limit: Pointer;
}
/**
 * No approval covers it.
 */
export interface NoApproval {
  kind: "no_approval";
  /**
   * What was deployed.
   */
  at: Pointer;
}
/**
 * An affected configuration item is in no baseline taken before the deployment.
 */
export interface NotInBaseline {
  kind: "not_in_baseline";
  /**
   * Where the item is said to be affected.
   */
  at: Pointer;
  /**
   * The item.
   */
  item: string;
}
/**
 * A planned wave is not shown to be over.
 */
export interface WaveOpen {
  kind: "wave_open";
  /**
   * The planned wave.
   */
  at: Pointer;
}
/**
 * A check found something wrong.
 */
export interface CheckFailed {
  kind: "check_failed";
  /**
   * The check.
   */
  at: Pointer;
}
/**
 * It was done before the time it is about was over.
 */
export interface TooEarly {
  kind: "too_early";
  /**
   * When it was done.
   */
  at: Pointer;
  /**
   * The end of the time it is about.
   */
  period_end: Instant;
}
/**
 * The time that was looked at is not the whole time.
 */
export interface PeriodNotCovered {
  kind: "period_not_covered";
  /**
   * What was looked at.
   */
  at: Pointer;
  /**
   * Start of the whole time, inclusive.
   */
  from: Instant;
  /**
   * End of the whole time, exclusive.
   */
  until: Instant;
}
/**
 * The early-life period is empty, and the policy does not say why.
 */
export interface EmptyPeriod {
  kind: "empty_period";
  /**
   * The setting in the policy.
   */
  at: Pointer;
}
/**
 * The number stated and the number listed differ.
 */
export interface CountDiffers {
  kind: "count_differs";
  /**
   * The number stated.
   */
  at: Pointer;
  /**
   * The list.
   */
  listed: Pointer;
}
/**
 * Nobody was told.
 */
export interface NotInformed {
  kind: "not_informed";
  /**
   * The audience that the policy names.
   */
  audience: string;
  /**
   * Where the information would be.
   */
  at: Pointer;
}
/**
 * It came to light after the analysis, which has to be made again.
 */
export interface AnalysisOutdated {
  kind: "analysis_outdated";
  /**
   * The analysis.
   */
  analysis: Pointer;
  /**
   * What came to light.
   */
  by: Pointer;
}
/**
 * Something that was due was not done.
 */
export interface Overdue {
  kind: "overdue";
  /**
   * What was to be done.
   */
  at: Pointer;
  /**
   * By when it had to be done: the first instant that is too late.
   */
  until: Instant;
}
/**
 * Something was valid up to a time, exclusive.
 */
export interface Expired {
  kind: "expired";
  /**
   * The end.
   */
  at: Pointer;
  /**
   * The first instant at which it was or will be no longer valid.
   */
  until: Instant;
}
/**
 * There is nothing to waive: the check is met, or does not apply.
 */
export interface NothingToWaive {
  kind: "nothing_to_waive";
  /**
   * The check named.
   */
  at: Pointer;
}
/**
 * Something was done after its time.
 */
export interface TooLate {
  kind: "too_late";
  /**
   * What was done.
   */
  at: Pointer;
  /**
   * The first instant that is too late.
   */
  until: Instant;
}
/**
 * The answer is no where the requirement asks for a yes.
 */
export interface AnsweredNo {
  kind: "answered_no";
  /**
   * The answer.
   */
  at: Pointer;
}
/**
 * Two acts that have to be by different people are by the same one.
 */
export interface SamePerson {
  kind: "same_person";
  /**
   * One act.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
}
/**
 * Two acts that have to be by different people may be by the same one.
 */
export interface PerhapsSamePerson {
  kind: "perhaps_same_person";
  /**
   * One act.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
}
/**
 * Something was not in force when it was needed.
 */
export interface NotInForce {
  kind: "not_in_force";
  /**
   * What was not in force.
   */
  at: Pointer;
  /**
   * When it was needed.
   */
  when: Pointer;
}
/**
 * A target or outcome cannot be measured: it names no number.
 */
export interface NotMeasurable {
  kind: "not_measurable";
  /**
   * The target.
   */
  at: Pointer;
}
/**
 * Something went live in a freeze.
 */
export interface InFreeze {
  kind: "in_freeze";
  /**
   * The start.
   */
  at: Pointer;
  /**
   * The freeze.
   */
  freeze: Pointer;
}
/**
 * Something went live outside the deployment windows.
 */
export interface OutsideWindows {
  kind: "outside_windows";
  /**
   * The start.
   */
  at: Pointer;
  /**
   * The windows.
   */
  windows: Pointer;
}
/**
 * Numbers that follow one another have a gap.
 */
export interface Gap {
  kind: "gap";
  /**
   * The number after the gap.
   */
  at: Pointer;
}
/**
 * Nobody answers for an activity.
 */
export interface NotAssigned {
  kind: "not_assigned";
  /**
   * The assignments.
   */
  at: Pointer;
  /**
   * The activity.
   */
  activity: string;
}
/**
 * More than one person answers for an activity.
 */
export interface AssignedTwice {
  kind: "assigned_twice";
  /**
   * One assignment.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
  /**
   * The activity.
   */
  activity: string;
}
/**
 * Something is not of the kind that is needed.
 */
export interface WrongKind {
  kind: "wrong_kind";
  /**
   * Its kind.
   */
  at: Pointer;
  /**
   * The kind needed.
   */
  needed: string;
}
/**
 * Two things that have to be apart are not.
 */
export interface NotSeparate {
  kind: "not_separate";
  /**
   * One of them.
   */
  at: Pointer;
  /**
   * The other.
   */
  with: Pointer;
}
/**
 * Something is not covered by what should cover it.
 */
export interface NotCovered {
  kind: "not_covered";
  /**
   * What is not covered.
   */
  at: Pointer;
  /**
   * What should cover it.
   */
  by: Pointer;
}
/**
 * A list does not hold something that it has to.
 */
export interface NotListed {
  kind: "not_listed";
  /**
   * The list.
   */
  at: Pointer;
  /**
   * What it has to hold.
   */
  needed: string;
}
/**
 * An own requirement of the organization is not met.
 */
export interface OwnRequirementUnmet {
  kind: "own_requirement_unmet";
  /**
   * What its policy says is wrong.
   */
  message: string;
}
/**
 * A fact that an own requirement asks for is missing, in a part of the record that the format
 * leaves open.
 */
export interface OwnFactMissing {
  kind: "own_fact_missing";
  /**
   * The fact, as the expression names it.
   */
  fact: string;
}
/**
 * The expression of an own requirement does not decide.
 */
export interface OwnRequirementUndecided {
  kind: "own_requirement_undecided";
  /**
   * Why not.
   */
  why: OwnDoubt;
}
/**
 * A fact that the record does not hold, and who can supply it.
 */
export interface MissingFact {
  /**
   * Where the fact would be.
   */
  pointer: Pointer;
  /**
   * The role that can supply it.
   */
  role: string;
}
/**
 * A waiver of the record, and whether it counts.
 */
export interface WaiverResult {
  /**
   * Its id.
   */
  id: string;
  /**
   * The check that it deviates from.
   */
  check: string;
  /**
   * Where it is in the record.
   */
  at: Pointer;
  /**
   * Whether it lets a gate open: it is valid at `as_of`, complete, approved with authority, and
   * there is something to waive.
   */
  in_force: boolean;
  /**
   * When it ends; the first instant at which it no longer counts.
   */
  until?: Instant | null;
  /**
   * What keeps it from counting, or soon will.
   */
  problems: WaiverProblem[];
}
/**
 * What keeps a waiver from counting, or soon will.
 */
export interface WaiverProblem {
  /**
   * What kind of problem.
   */
  kind: WaiverProblemKind;
  /**
   * The problem.
   */
  reason: Reason;
  /**
   * The same in words.
   */
  message: string;
}
/**
 * Something wrong with the record itself.
 */
export interface DataFinding {
  /**
   * What is wrong.
   */
  reason: Reason;
  /**
   * The same in words.
   */
  message: string;
}
/**
 * Checks with their documentation.
 */
export interface ChecksAnswer {
  /**
   * The format of this document: `releasegate/checks/1`.
   */
  format: "releasegate/checks/1";
  /**
   * The profile they belong to.
   */
  profile: string;
  /**
   * The checks, in the order of the process.
   */
  checks: CheckDoc[];
}
/**
 * A check with its documentation.
 */
export interface CheckDoc {
  /**
   * Its stable id.
   */
  id: string;
  /**
   * The name of the defect that it looks for.
   */
  name: string;
  /**
   * The requirement in our own words.
   */
  title: string;
  /**
   * The stage whose work it judges.
   */
  stage: Stage;
  /**
   * The gate it belongs to.
   */
  gate?: Stage | null;
  /**
   * How much it weighs under this policy.
   */
  severity: Severity;
  /**
   * Where frameworks ask for it.
   */
  clauses: Clause[];
  /**
   * What people read about it.
   */
  docs: Docs;
}
/**
 * A clause of a framework that asks for something.
 */
export interface Clause {
  /**
   * The framework and its edition.
   */
  framework: string;
  /**
   * The clause number.
   */
  clause: string;
  /**
   * How sure we are that the clause asks for it.
   */
  provenance: Provenance;
}
/**
 * What people read about a check.
 */
export interface Docs {
  /**
   * What it asks.
   */
  asks: string;
  /**
   * Why it matters.
   */
  why: string;
  /**
   * An example that fails.
   */
  example: string;
  /**
   * How to put it right.
   */
  remedy: string;
  /**
   * The role that can put it right.
   */
  role: string;
}
/**
 * What a policy would have refused of a history.
 */
export interface Conformance {
  /**
   * The format of this document: `releasegate/conformance/1`.
   */
  format: "releasegate/conformance/1";
  /**
   * How many commands were looked at.
   */
  commands: number;
  /**
   * Whether the policy would have accepted all of them.
   */
  conforming: boolean;
  /**
   * Those that it would have refused, in their order.
   */
  deviations: Deviation[];
}
/**
 * A command that the policy would have refused.
 */
export interface Deviation {
  /**
   * Its position in the history, from 1.
   */
  position: number;
  /**
   * The command.
   */
  command: string;
  /**
   * Who gave it.
   */
  actor: string;
  /**
   * When.
   */
  at: AsOf;
  /**
   * Whether it could be carried out all the same, so that what follows is judged as after it.
   */
  carried_out: boolean;
  /**
   * Why it would have been refused.
   */
  unmet: Unmet[];
}
/**
 * A condition that a command does not meet.
 */
export interface Unmet {
  /**
   * Which condition it is; stable.
   */
  condition: Condition;
  /**
   * What is so, and what to do about it. It names ids and places, never people's names.
   */
  message: string;
  /**
   * Where the record shows it.
   */
  at?: string[] | null;
  /**
   * The roles of which somebody has to hold one.
   */
  roles?: string[] | null;
  /**
   * The stages in which the command may be given.
   */
  stages?: Stage[] | null;
  /**
   * The check that is not met.
   */
  check?: string | null;
  /**
   * Its verdict.
   */
  verdict?: Verdict | null;
  /**
   * What it misses, and who can supply it.
   */
  missing?: Supply[] | null;
}
/**
 * A fact that is missing, and the role that can supply it.
 */
export interface Supply {
  /**
   * Where the fact would be.
   */
  at: string;
  /**
   * The role.
   */
  role: string;
}
/**
 * The evidence of a record, by the clauses that it serves.
 *
 * That evidence serves a clause does not say that the clause is met: a verdict is only given by
 * the profile of that framework.
 */
export interface Crosswalk {
  /**
   * The format of this document: `releasegate/crosswalk/1`.
   */
  format: "releasegate/crosswalk/1";
  /**
   * The release.
   */
  release: AssessedRelease;
  /**
   * The instant at which the record was looked at.
   */
  as_of: AsOf;
  /**
   * The frameworks, each with its clauses.
   */
  frameworks: FrameworkEvidence[];
}
/**
 * The clauses of a framework that evidence serves.
 */
export interface FrameworkEvidence {
  /**
   * The framework and its edition.
   */
  framework: string;
  /**
   * Its clauses, by their numbers.
   */
  clauses: ClauseEvidence[];
}
/**
 * The evidence that serves a clause.
 */
export interface ClauseEvidence {
  /**
   * The clause.
   */
  clause: string;
  /**
   * The evidence, by the checks that looked at it.
   */
  served_by: ServingEvidence[];
}
/**
 * The evidence that one check looked at.
 */
export interface ServingEvidence {
  /**
   * The check.
   */
  check: string;
  /**
   * How sure we are that the clause asks for it.
   */
  provenance: Provenance;
  /**
   * The places of the record and the policy.
   */
  places: Pointer[];
}
/**
 * What changed between two assessments.
 */
export interface Diff {
  /**
   * The format of this document: `releasegate/diff/1`.
   */
  format: "releasegate/diff/1";
  /**
   * The release.
   */
  release: string;
  /**
   * What was assessed first.
   */
  before: Compared;
  /**
   * What was assessed then.
   */
  after: Compared;
  /**
   * The gates that changed, in the order of the process.
   */
  gates: ChangedGate[];
  /**
   * The checks whose verdict or waiver changed, in the order of the process.
   */
  checks: ChangedCheck[];
  /**
   * How to tell the causes that are left open; missing when none is.
   */
  help?: string | null;
}
/**
 * One of the two assessments.
 */
export interface Compared {
  /**
   * The instant at which the record was judged.
   */
  as_of: AsOf;
  /**
   * The policy it was judged under.
   */
  policy: string;
  /**
   * Its version.
   */
  version?: string | null;
  /**
   * All required checks summed up.
   */
  verdict: Verdict;
  /**
   * Whether all required checks that apply are conforming.
   */
  conforming: boolean;
}
/**
 * A gate that changed.
 */
export interface ChangedGate {
  /**
   * The stage whose exit it is.
   */
  stage: Stage;
  /**
   * Before.
   */
  before: GateState;
  /**
   * After.
   */
  after: GateState;
}
/**
 * How a gate stands.
 */
export interface GateState {
  /**
   * Its own required checks summed up.
   */
  verdict: Verdict;
  /**
   * Whether a release may pass, waivers taken into account.
   */
  opens: boolean;
}
/**
 * A check whose verdict or waiver changed.
 */
export interface ChangedCheck {
  /**
   * The check.
   */
  check: string;
  /**
   * Before; missing when it was not asked, or not listed.
   */
  before?: CheckState | null;
  /**
   * After; missing when it is not asked, or not listed.
   */
  after?: CheckState | null;
  /**
   * What made it change, each on its own in this order: the clock, the data, the waivers, the
   * policy.
   */
  causes: Cause[];
  /**
   * What may have made it change, where two assessments alone cannot tell; `causes` is empty
   * then.
   */
  candidates?: Cause[];
}
/**
 * How a check stands.
 */
export interface CheckState {
  /**
   * The verdict.
   */
  verdict: Verdict;
  /**
   * The reason in words.
   */
  message: string;
  /**
   * The waiver in force that accepts it, if there is one.
   */
  waived_by?: string | null;
}
/**
 * A document or a request that could not be understood.
 *
 * This is not a finding: a finding judges a record that was understood.
 */
export interface ErrorDocument {
  /**
   * The format of this document: `releasegate/error/1`.
   */
  format: "releasegate/error/1";
  /**
   * What kind of error it is; stable.
   */
  code: ErrorCode;
  /**
   * What was found, without values of the record.
   */
  message: string;
  /**
   * What to do about it.
   */
  help?: string | null;
  /**
   * JSON Pointer to the place in the document.
   */
  pointer?: string | null;
  /**
   * Line, from 1; for an expression, within the text at `pointer`.
   */
  line?: number | null;
  /**
   * Column, from 1; for an expression, within the text at `pointer`.
   */
  column?: number | null;
  /**
   * The file or stream the document came from.
   */
  source?: string | null;
}
/**
 * What another policy would change.
 */
export interface Impact {
  /**
   * The format of this document: `releasegate/impact/1`.
   */
  format: "releasegate/impact/1";
  /**
   * The instant at which the releases were judged.
   */
  as_of: AsOf;
  /**
   * How many releases were judged.
   */
  releases: number;
  /**
   * Those for which something changes, in the order given.
   */
  changed: ReleaseImpact[];
}
/**
 * What changes for a release.
 */
export interface ReleaseImpact {
  /**
   * Its id.
   */
  release: string;
  /**
   * Its verdict, when that changes.
   */
  verdict?: VerdictChange | null;
  /**
   * The gates that hold under one policy only.
   */
  gates: GateChange[];
  /**
   * The checks that say or weigh something else.
   */
  checks: CheckChange[];
}
/**
 * A verdict that changes.
 */
export interface VerdictChange {
  /**
   * Under the old policy.
   */
  before: Verdict;
  /**
   * Under the new one.
   */
  after: Verdict;
}
/**
 * A gate that holds under one policy only.
 */
export interface GateChange {
  /**
   * The gate.
   */
  gate: Stage;
  /**
   * Whether it holds under the old policy.
   */
  before: boolean;
  /**
   * Whether it holds under the new one.
   */
  after: boolean;
}
/**
 * A check that says or weighs something else.
 */
export interface CheckChange {
  /**
   * The check.
   */
  check: string;
  /**
   * Under the old policy; missing when that does not ask for it.
   */
  before?: JudgedCheck | null;
  /**
   * Under the new one; missing when that does not ask for it.
   */
  after?: JudgedCheck | null;
  /**
   * Why it changes.
   */
  why: Why[];
}
/**
 * What a check says and weighs under a policy.
 */
export interface JudgedCheck {
  /**
   * The verdict.
   */
  verdict: Verdict;
  /**
   * How much it weighs.
   */
  severity: Severity;
  /**
   * The gate it belongs to.
   */
  gate?: Stage | null;
}
/**
 * Only the new policy asks for it.
 */
export interface SwitchedOn {
  kind: "switched_on";
}
/**
 * Only the old policy asks for it.
 */
export interface SwitchedOff {
  kind: "switched_off";
}
/**
 * It weighs more or less.
 */
export interface OtherSeverity {
  kind: "other_severity";
}
/**
 * It belongs to another gate.
 */
export interface OtherGate {
  kind: "other_gate";
}
/**
 * A setting differs that the check used.
 */
export interface OtherSetting {
  kind: "other_setting";
  /**
   * Its place in the policy.
   */
  setting: string;
}
/**
 * The check names no setting that differs; something else in the policy decides.
 */
export interface OtherPart {
  kind: "other_part";
  /**
   * The keys of the policy of which each alone decides; all that differ where none does.
   */
  keys: string[];
}
/**
 * What is wrong with a policy.
 */
export interface LintAnswer {
  /**
   * The format of this document: `releasegate/lint/1`.
   */
  format: "releasegate/lint/1";
  /**
   * What is wrong, errors first.
   */
  findings: LintFinding[];
}
/**
 * A finding as it is written.
 */
export interface LintFinding {
  /**
   * How much it weighs.
   */
  level: DefectLevel;
  /**
   * The place in the document, as a JSON Pointer (RFC 6901).
   */
  pointer: string;
  /**
   * What is wrong.
   */
  defect: PolicyDefect;
  /**
   * The same in words.
   */
  message: string;
  /**
   * How to put it right.
   */
  remedy: string;
}
/**
 * The policy builds on nothing that is there, or on itself.
 */
export interface UnknownBase {
  kind: "unknown_base";
  /**
   * What it extends.
   */
  id: string;
}
/**
 * A set holds several policies that nothing else builds on.
 */
export interface SeveralPolicies {
  kind: "several_policies";
  /**
   * The policy that came first.
   */
  first: string;
}
/**
 * A document is referred to that the policy does not list.
 */
export interface UnknownDocument {
  kind: "unknown_document";
  /**
   * The document.
   */
  id: string;
}
/**
 * A role is referred to that neither the policy nor the process knows.
 */
export interface UnknownRole {
  kind: "unknown_role";
  /**
   * The role.
   */
  id: string;
}
/**
 * A release type is referred to that the policy does not define.
 */
export interface UnknownReleaseType {
  kind: "unknown_release_type";
  /**
   * The release type.
   */
  id: string;
}
/**
 * No check has this id.
 */
export interface UnknownCheck {
  kind: "unknown_check";
  /**
   * The check.
   */
  id: string;
}
/**
 * An id is given twice in one list.
 */
export interface RepeatedId {
  kind: "repeated_id";
  /**
   * The id.
   */
  id: string;
}
/**
 * A rule asks a role to approve what the role may not approve.
 */
export interface RoleMayNotApprove {
  kind: "role_may_not_approve";
  /**
   * The role.
   */
  role: string;
  /**
   * What is approved.
   */
  of: ApprovalSubject;
}
/**
 * Nobody is named who holds a role that has to decide.
 */
export interface RoleWithoutHolders {
  kind: "role_without_holders";
  /**
   * The role.
   */
  role: string;
}
/**
 * A rule asks for approval by more people than can give it.
 */
export interface QuorumOutOfReach {
  kind: "quorum_out_of_reach";
  /**
   * The rule.
   */
  rule: string;
  /**
   * How many have to approve.
   */
  quorum: number;
  /**
   * How many hold one of the roles and may approve.
   */
  holders: number;
  /**
   * How many of them at least are excluded for what else they do for the release.
   */
  excluded: number;
}
/**
 * A rule asks nobody to approve.
 */
export interface NobodyApproves {
  kind: "nobody_approves";
  /**
   * The rule.
   */
  rule: string;
}
/**
 * A rule asks for approval by several people of something that one person approves.
 */
export interface OneApprover {
  kind: "one_approver";
  /**
   * The rule.
   */
  rule: string;
  /**
   * What is approved.
   */
  of: ApprovalSubject;
  /**
   * How many have to approve.
   */
  quorum: number;
}
/**
 * A rule on approvals is for no release type.
 */
export interface RuleForNoType {
  kind: "rule_for_no_type";
  /**
   * The rule.
   */
  rule: string;
}
/**
 * A gate can never open.
 */
export interface GateNeverOpens {
  kind: "gate_never_opens";
  /**
   * The gate.
   */
  gate: Stage;
  /**
   * What keeps it closed.
   */
  by: KeptClosed;
}
/**
 * No check is required at the gate, so nothing can show that it holds.
 */
export interface NothingAsked {
  kind: "nothing_asked";
}
/**
 * A required check that no release can meet under the policy.
 */
export interface ImpossibleCheck {
  kind: "impossible_check";
  /**
   * The check.
   */
  check: string;
}
/**
 * An approval rule that nobody can meet.
 */
export interface ImpossibleApproval {
  kind: "impossible_approval";
  /**
   * The rule.
   */
  rule: string;
}
/**
 * A freeze or a window ends before it begins, or as it begins.
 */
export interface NeverBegins {
  kind: "never_begins";
  /**
   * The entry of the calendar.
   */
  id: string;
}
/**
 * The times of a freeze or a window cannot be used.
 */
export interface TimeUnusable1 {
  kind: "time_unusable";
  /**
   * The entry of the calendar.
   */
  id: string;
}
/**
 * Freezes cover a window from its start to its end.
 */
export interface WindowAlwaysClosed {
  kind: "window_always_closed";
  /**
   * The window.
   */
  id: string;
}
/**
 * A freeze has no end.
 */
export interface FreezeWithoutEnd {
  kind: "freeze_without_end";
  /**
   * The freeze.
   */
  id: string;
}
/**
 * Two versions of the policy are in force at the same time.
 */
export interface VersionsOverlap {
  kind: "versions_overlap";
  /**
   * The version before.
   */
  before: string;
  /**
   * The version after.
   */
  after: string;
}
/**
 * Between two versions of the policy none is in force.
 */
export interface GapBetweenVersions {
  kind: "gap_between_versions";
  /**
   * The version before.
   */
  before: string;
  /**
   * The version after.
   */
  after: string;
}
/**
 * A version of the policy is in force at no time.
 */
export interface NeverInForce {
  kind: "never_in_force";
  /**
   * The version.
   */
  version: string;
}
/**
 * A lead time is set for a check that the policy does not ask for.
 */
export interface LeadTimeNotAsked {
  kind: "lead_time_not_asked";
  /**
   * The check.
   */
  check: string;
}
/**
 * A lead time is set for a check of work that is done after the start.
 */
export interface LeadTimeAfterStart {
  kind: "lead_time_after_start";
  /**
   * The check.
   */
  check: string;
}
/**
 * Business days are counted, and the policy does not say which days are holidays.
 */
export interface NoHolidays {
  kind: "no_holidays";
}
/**
 * A limit is set that no check of the policy asks for.
 */
export interface LimitNotAsked {
  kind: "limit_not_asked";
  /**
   * The limit.
   */
  limit: string;
  /**
   * The check that would ask for it.
   */
  check: string;
}
/**
 * A threshold of a major release that several releases never reach only together.
 */
export interface ThresholdWithoutEffect {
  kind: "threshold_without_effect";
  /**
   * The number, where one is set.
   */
  number?: number | null;
}
/**
 * A rule says of a check what the profile says.
 */
export interface RuleWithoutEffect {
  kind: "rule_without_effect";
  /**
   * The check.
   */
  check: string;
}
/**
 * Two rules are about the same check.
 */
export interface RepeatedRule {
  kind: "repeated_rule";
  /**
   * The check.
   */
  check: string;
}
/**
 * A check is left out that the profile does not ask for.
 */
export interface OffNotAsked {
  kind: "off_not_asked";
  /**
   * The check.
   */
  check: string;
}
/**
 * None of the release types is an emergency.
 */
export interface NoEmergencyType1 {
  kind: "no_emergency_type";
}
/**
 * An own check that cannot be compiled.
 */
export interface OwnCheckUnusable {
  kind: "own_check_unusable";
  /**
   * The check.
   */
  check: string;
  /**
   * What is wrong with it.
   */
  problem: string;
  /**
   * What to do about it, where more can be said.
   */
  help?: string | null;
}
/**
 * The indicators of release and deployment management over many releases.
 */
export interface Metrics {
  /**
   * The format of this document: `releasegate/metrics/1`.
   */
  format: "releasegate/metrics/1";
  /**
   * The instant; facts dated later are not counted.
   */
  as_of: AsOf;
  /**
   * The time that the indicators are about.
   */
  period: MetricsPeriod;
  /**
   * The policy in force at the instant.
   */
  policy: MetricsPolicy;
  /**
   * What was declared where sources disagree.
   */
  parameters: MetricsParameters;
  /**
   * What was counted over.
   */
  population: MetricsPopulation;
  /**
   * The indicators, in the order of the catalogue.
   */
  indicators: Indicator[];
  /**
   * What somebody should look at. No verdict.
   */
  warnings: MetricsWarning[];
}
/**
 * The time that indicators are about: half-open, in a stated zone.
 */
export interface MetricsPeriod {
  /**
   * From here on, inclusive; of a day, from its beginning on.
   */
  from: Moment;
  /**
   * Up to here, exclusive; of a day, up to its beginning.
   */
  to: Moment;
  /**
   * The zone in which days are meant and counted.
   */
  zone: Zone;
  /**
   * Whether it was over at the instant of the question; until then more may come.
   */
  is_over: boolean;
}
/**
 * The policy that indicators were counted under.
 */
export interface MetricsPolicy {
  /**
   * Its id; that of the profile when no policy of the organization was given.
   */
  id: string;
  /**
   * Its version.
   */
  version?: string | null;
  /**
   * The profile it builds on.
   */
  profile: string;
}
/**
 * What the indicators leave to be declared: sources disagree, so each answer says what was taken.
 */
export interface MetricsParameters {
  /**
   * What a success is (K05).
   */
  success: Success;
  /**
   * From when on recovery is counted (D4).
   */
  recovery_start: RecoveryStart;
  /**
   * Which of several lengths of time stands for all (D4).
   */
  statistic: Statistic;
}
/**
 * The middle one; of an even number the mean of the two middle ones.
 */
export interface Median {
  kind: "median";
}
/**
 * The smallest one that at least so many of a hundred do not exceed.
 */
export interface NearestRank {
  kind: "nearest_rank";
  /**
   * How many of a hundred.
   */
  percentile: number;
}
/**
 * What indicators were counted over.
 */
export interface MetricsPopulation {
  /**
   * How many records there were.
   */
  records: number;
  /**
   * How many of them were deployed in the period.
   */
  releases: number;
  /**
   * How many deployments there were in the period.
   */
  deployments: number;
  /**
   * Where the deployments were taken from.
   */
  deployments_from: PopulationSource;
}
/**
 * One indicator.
 *
 * Percentages and averages are kept as their parts: whoever adds up over periods or teams adds
 * numerators and denominators, and rounds only to show.
 */
export interface Indicator {
  /**
   * Its number in the catalogue, such as `K05`.
   */
  id: string;
  /**
   * Which of several figures of the same number it is.
   */
  variant?: string | null;
  /**
   * Its name.
   */
  name: string;
  /**
   * What it says.
   */
  title: string;
  /**
   * The unit of its value.
   */
  unit: IndicatorUnit;
  /**
   * What it is counted over; missing when no record has a place for the facts it needs.
   */
  over?: CountedOver | null;
  /**
   * The time that it is about.
   */
  period: MetricsPeriod;
  /**
   * The instant.
   */
  as_of: AsOf;
  /**
   * The value. Missing when it is undefined: never 0 % or 100 % of nothing.
   */
  value?: IndicatorValue | null;
  /**
   * Why there is no value.
   */
  undefined?: WhyUndefined | null;
  /**
   * What was counted.
   */
  numerator?: number | null;
  /**
   * Out of how many.
   */
  denominator?: number | null;
  /**
   * The lengths of time added up.
   */
  total?: Elapsed | null;
  /**
   * The same by group. Their parts add up to those of the indicator, unless one thing can be in
   * several groups (K06 counts an incident once in each) or a middle value is taken (D4).
   */
  groups: IndicatorGroup[];
  /**
   * What is in none of the numbers, and why.
   */
  excluded: ExcludedCase[];
  /**
   * What is in none of the numbers yet, because it is still observed.
   */
  provisional: ExcludedCase[];
  /**
   * Cases behind the number that somebody should look at.
   */
  cases: ListedCase[];
}
/**
 * A number of things.
 */
export interface CountValue {
  kind: "count";
  /**
   * How many.
   */
  count: number;
}
/**
 * One number divided by another, as counted.
 */
export interface FractionValue {
  kind: "fraction";
  /**
   * What is divided.
   */
  numerator: number;
  /**
   * By what; never 0.
   */
  denominator: number;
}
/**
 * A length of time divided by a number.
 */
export interface DurationValue {
  kind: "duration";
  /**
   * What is divided.
   */
  total: Elapsed;
  /**
   * By what; never 0.
   */
  divided_by: number;
}
/**
 * One group of an indicator.
 */
export interface IndicatorGroup {
  /**
   * What it is grouped by.
   */
  by: Dimension;
  /**
   * The service or type; missing for those that state none.
   */
  key?: string | null;
  /**
   * The value; missing when it is undefined.
   */
  value?: IndicatorValue | null;
  /**
   * Why there is no value.
   */
  undefined?: WhyUndefined | null;
  /**
   * What was counted.
   */
  numerator?: number | null;
  /**
   * Out of how many.
   */
  denominator?: number | null;
  /**
   * The lengths of time added up.
   */
  total?: Elapsed | null;
}
/**
 * A release or a deployment that is in none of the numbers.
 */
export interface ExcludedCase {
  /**
   * The release.
   */
  release?: string | null;
  /**
   * The deployment: its id in the log, or its place in the record.
   */
  deployment?: string | null;
  /**
   * Why.
   */
  reason: Lack;
}
/**
 * A release or a deployment that is counted and should be looked at.
 */
export interface ListedCase {
  /**
   * The release.
   */
  release?: string | null;
  /**
   * The deployment: its id in the log, or its place in the record.
   */
  deployment?: string | null;
  /**
   * Why.
   */
  reason: Listed;
  /**
   * The ids of what it is about.
   */
  items?: string[];
}
/**
 * Releases of one service in one period reach the threshold of a major release together, and
 * each alone stays under it.
 */
export interface CombinedOverMajor {
  kind: "combined_over_major";
  /**
   * The service.
   */
  service: string;
  /**
   * What is measured.
   */
  measure: CombinedMeasure;
  /**
   * How much of it they have together, each thing counted once.
   */
  combined: number;
  /**
   * From how much on a release is a major one.
   */
  threshold: number;
  /**
   * The releases.
   */
  releases: string[];
}
/**
 * A record has a deployment of the period that the log does not have, so that one of them is
 * not complete.
 */
export interface NotInLog {
  kind: "not_in_log";
  /**
   * The release.
   */
  release: string;
  /**
   * The place in its record.
   */
  deployment: string;
}
/**
 * Two records have the same id. Neither is counted.
 */
export interface RepeatedRelease {
  kind: "repeated_release";
  /**
   * The id.
   */
  release: string;
}
/**
 * What would open each gate ahead.
 */
export interface NextActions {
  /**
   * The format of this document: `releasegate/next-actions/1`.
   */
  format: "releasegate/next-actions/1";
  /**
   * The release.
   */
  release: ActingRelease;
  /**
   * The policy it was looked at under.
   */
  policy: string;
  /**
   * The instant at which it was looked at.
   */
  as_of: AsOf;
  /**
   * The gates that are not open, in the order of the process.
   */
  gates: GateAhead[];
}
/**
 * The release that has to act.
 */
export interface ActingRelease {
  /**
   * Its id.
   */
  id: string;
}
/**
 * A gate that is not open.
 */
export interface GateAhead {
  /**
   * The stage whose exit it is; missing for work that belongs to no gate.
   */
  stage?: Stage | null;
  /**
   * The required checks that keep it closed.
   */
  checks: OpenCheck[];
}
/**
 * A required check that is not met.
 */
export interface OpenCheck {
  /**
   * The check.
   */
  check: string;
  /**
   * What it asks, in our own words.
   */
  title: string;
  /**
   * Its verdict.
   */
  verdict: Verdict;
  /**
   * What stands in the way, in words.
   */
  message: string;
  /**
   * What helps.
   */
  cure: Cure;
  /**
   * To supply: the smallest set of facts that meets the check, or shows that it does not apply.
   * To begin with: the first facts of a larger set.
   */
  facts: SuppliedFact[];
  /**
   * Until when there is nothing to do but wait, if the record tells.
   */
  until?: Instant | null;
  /**
   * The first instant that is too late for it, counted back from the planned start.
   */
  by?: Instant | null;
  /**
   * How to put it right.
   */
  remedy: string;
  /**
   * The role that can put it right.
   */
  role: string;
  /**
   * What is open when nothing cures it any more.
   */
  instead?: Instead[];
}
/**
 * A fact that somebody has to supply.
 */
export interface SuppliedFact {
  /**
   * Where it belongs in the record, as a JSON Pointer.
   */
  at: string;
  /**
   * What it is.
   */
  what: FactKind;
  /**
   * A value of the kind that is asked for. It is only an example: the fact has to be true.
   */
  example: {
    [k: string]: unknown;
  };
  /**
   * The role that can supply it.
   */
  role: string;
}
/**
 * What somebody may do to a release at some time.
 */
export interface Permissions {
  /**
   * The format of this document: `releasegate/permissions/1`.
   */
  format: "releasegate/permissions/1";
  /**
   * The release.
   */
  release: string;
  /**
   * Who.
   */
  actor: string;
  /**
   * When.
   */
  at: AsOf;
  /**
   * The stage that the release is in.
   */
  stage: Stage;
  /**
   * Whether it waits.
   */
  on_hold: boolean;
  /**
   * Whether it is closed.
   */
  closed: boolean;
  /**
   * Where its trail ends: a command names this `seq` as seen.
   */
  head: Head;
  /**
   * Every command, in the order of the process; those for a wave once for each wave.
   */
  commands: Permission[];
  /**
   * What has to be done by some time, in the order of the process.
   */
  obligations: Obligation[];
}
/**
 * Where a trail ends: enough to see later that nothing was cut off.
 */
export interface Head {
  /**
   * The number of entries.
   */
  seq: number;
  /**
   * The hash of the last one; 64 zeros when there is none.
   */
  hash: string;
}
/**
 * Whether somebody may give a command.
 */
export interface Permission {
  /**
   * The command.
   */
  command: string;
  /**
   * What it does, in a few words.
   */
  title: string;
  /**
   * The wave it would be given for.
   */
  wave?: string | null;
  /**
   * The build it would be given for.
   */
  build?: string | null;
  /**
   * Whether it would be accepted. Where `depends` is true, as far as that can be told.
   */
  allowed: boolean;
  /**
   * Whether what exactly the command says can still stand in the way.
   */
  depends: boolean;
  /**
   * What stands in the way.
   */
  unmet: Unmet[];
}
/**
 * Something that has to be done by some time.
 */
export interface Obligation {
  /**
   * The check that asks for it.
   */
  check: string;
  /**
   * What it asks for.
   */
  title: string;
  /**
   * How much it weighs.
   */
  severity: Severity;
  /**
   * By when, if the record tells; inclusive.
   */
  until?: Instant | null;
  /**
   * Whether that has passed.
   */
  overdue: boolean;
  /**
   * What is so.
   */
  message: string;
  /**
   * Who does it.
   */
  role: string;
}
/**
 * A report.
 */
export interface ReportAnswer {
  /**
   * The format of this document: `releasegate/report/1`.
   */
  format: "releasegate/report/1";
  /**
   * The media type of the report.
   */
  media_type: string;
  /**
   * The report, when it is text.
   */
  text?: string | null;
  /**
   * The report in base64 (RFC 4648), when it is not text.
   */
  base64?: string | null;
}
/**
 * The names of the published document types.
 */
export interface SchemasAnswer {
  /**
   * The format of this document: `releasegate/schemas/1`.
   */
  format: "releasegate/schemas/1";
  /**
   * The names.
   */
  names: string[];
}
/**
 * Text for people.
 */
export interface TextAnswer {
  /**
   * The format of this document: `releasegate/text/1`.
   */
  format: "releasegate/text/1";
  /**
   * The text.
   */
  text: string;
}
/**
 * Whether a trail is as it was written.
 */
export interface Verification {
  /**
   * The format of this document: `releasegate/verification/1`.
   */
  format: "releasegate/verification/1";
  /**
   * Whether nothing is wrong with it.
   */
  intact: boolean;
  /**
   * Where the part that is intact ends.
   */
  head: Head;
  /**
   * How many entries of it are signed with a key that was given.
   */
  signed: number;
  /**
   * The first place that is wrong.
   */
  broken?: Break | null;
}
/**
 * Where a trail is not as it was written.
 */
export interface Break {
  /**
   * The line, from 1; one more than there are when something is cut off.
   */
  line: number;
  /**
   * What is wrong.
   */
  kind: BreakKind;
  /**
   * The same in words, and what to do.
   */
  message: string;
}
