// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

/**
 * What a check says.
 */
export type Verdict = "conforming" | "nonconforming" | "not_evidenced" | "not_yet_due" | "not_applicable";
/**
 * One of the six stages.
 */
export type Stage = "support" | "planning" | "build" | "deployment" | "early_life" | "closure";
export type Severity = "must" | "should";
/**
 * Why a check said so, as data.
 */
export type Reason = ReasonMissing | ReasonBefore | ReasonHolds;
/**
 * An RFC 3339 instant.
 */
export type Instant = string;

/**
 * All findings of one record.
 */
export interface AssessmentDocument {
  format: "releasegate/assessment/1";
  release: ReleaseSummary;
  /**
   * Where the record came from.
   */
  source?: SourceName | null;
  policy: PolicySummary;
  /**
   * The instant of the question.
   */
  as_of: string;
  verdict: Verdict;
  /**
   * Whether every check that is due holds.
   */
  conforming: boolean;
  gates: GateState[];
  clauses: ClauseVerdict[];
  findings: Finding[];
  data_findings: DataFinding[];
}
export interface ReleaseSummary {
  id: string;
  title?: string | null;
  type?: string | null;
  version?: string | null;
}
export interface SourceName {
  name: string;
  line?: number | null;
}
export interface PolicySummary {
  id: string;
  version?: string | null;
  profile: string;
}
export interface GateState {
  stage: Stage;
  verdict: Verdict;
  holds: boolean;
  /**
   * Checks that hold the release here.
   */
  blocked_by: string[];
}
export interface ClauseVerdict {
  framework: string;
  clause: string;
  verdict: Verdict;
}
export interface Finding {
  check: string;
  name: string;
  stage: Stage;
  severity: Severity;
  verdict: Verdict;
  reason: Reason;
  message: string;
  evidence: string[];
  missing: Missing[];
}
/**
 * A fact is absent.
 */
export interface ReasonMissing {
  what: string;
  kind: "missing";
}
/**
 * One thing came before another.
 */
export interface ReasonBefore {
  kind: "before";
  first: Instant;
  second: Instant;
  at?: string | null;
}
export interface ReasonHolds {
  kind: "holds";
}
export interface Missing {
  pointer: string;
  what: string;
  role?: string | null;
}
export interface DataFinding {
  kind: string;
  pointer: string;
  message: string;
}
export interface Checks {
  format: "releasegate/checks/1";
  profile: string;
  checks: CheckInfo[];
}
export interface CheckInfo {
  id: string;
  name: string;
  title: string;
  stage: Stage;
  gate: Stage;
  severity: Severity;
  clauses: string[];
}
export interface ErrorDocument {
  format: "releasegate/error/1";
  code: string;
  message: string;
  help?: string | null;
  pointer?: string | null;
  line?: number | null;
  column?: number | null;
  source?: string | null;
}
export interface Import {
  format: "releasegate/import/1";
  records: {
    [k: string]: unknown;
  }[];
  notes: string[];
}
export interface Text {
  format: "releasegate/text/1";
  text: string;
}
