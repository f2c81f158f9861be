/**
 * Release and deployment management in the sense of ISO/IEC 20000.
 *
 * A release record and a policy go in, an assessment comes out.
 */

import { version as nativeVersion } from "./native.cjs";

export { Assessment } from "./assessment.cjs";
export { Engine } from "./engine.cjs";
export type {
  AssessmentInput,
  AssessManyOptions,
  AssessOptions,
  BatchSource,
  BinaryFormat,
  DecideOptions,
  LoggedDeployment,
  MetricsOfPeriod,
  MetricsOptions,
  PolicyInput,
  RecordInput,
  Releases,
  ReportOptions,
  TextFormat,
  VerifyOptions,
} from "./engine.cjs";
export { BatchError, ReleasegateError } from "./errors.cjs";
export type * from "./types.cjs";
export type {
  Command, Decision, Entry, HistoryAnswer, HistoryMapping, ImportAnswer, PolicyDocument, Release, Submission,
} from "./records.cjs";
export type * as records from "./records.cjs";

/** The version of releasegate. */
export const version: string = nativeVersion();
