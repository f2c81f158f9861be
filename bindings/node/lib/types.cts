// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

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
  | AnalysisOutdated;
/**
 * A place in the record as a JSON Pointer (RFC 6901). A place in the policy starts with `policy#`.
 */
export type Pointer = string;
/**
 * An exact instant as an RFC 3339 date-time in UTC.
 */
export type Instant = string;
/**
 * A side that takes part in a decision.
 */
export type Side = "organization" | "interested_party";
/**
 * How sure we are that a clause asks for something.
 */
export type Provenance = "verified" | "partial" | "unverified" | "design";
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
  | "naive-timestamp"
  | "unknown-profile"
  | "unknown-operation"
  | "unknown-check"
  | "unknown-schema"
  | "unknown-source"
  | "io"
  | "internal";

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
   * Whether all required checks that apply are conforming. This is a statement on the evidence
   * in the record, never a certificate.
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
 * What a check says of the record, and why.
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
   * The gate it belongs to.
   */
  gate: Stage;
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
 * No release type of the policy is for emergencies.
 */
export interface NoEmergencyType {
  kind: "no_emergency_type";
  /**
   * The types.
   */
  at: Pointer;
}
/**
 * A date is still to be determined.
 */
export interface ToBeDetermined {
  kind: "to_be_determined";
  /**
   * The date.
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
 * The person did not hold the role then.
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
 * The last word before the start was not an approval.
 */
export interface NotApproved {
  kind: "not_approved";
  /**
   * The rejection or withdrawal.
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
  gate: Stage;
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
   * Line, from 1.
   */
  line?: number | null;
  /**
   * Column, from 1.
   */
  column?: number | null;
  /**
   * The file or stream the document came from.
   */
  source?: string | null;
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
