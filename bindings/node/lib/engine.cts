import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Assessment } from "./assessment.cjs";
import { gathered, isMany, openBatch, totalOf, type BatchSource, type Piece, type RecordInput } from "./batch.cjs";
import { documentBytes, instant, syntaxOf, toJson, type Request } from "./encode.cjs";
import { BatchError, checked, isError, ReleasegateError, withFile } from "./errors.cjs";
import { replaceFile } from "./files.cjs";
import { Engine as NativeEngine } from "./native.cjs";
import type {
  Command, Decision, Entry, HistoryAnswer, HistoryMapping, ImportAnswer, PolicyDocument, Release, Submission,
} from "./records.cjs";
import type {
  AssessmentDocument, CheckDoc, ChecksAnswer, Conformance, Crosswalk, Diff, ErrorDocument, Head, Impact, LintAnswer,
  LintFinding, Metrics, NextActions, Permissions, ReportAnswer, SchemasAnswer, TextAnswer, Verification,
} from "./types.cjs";

export type { BatchSource, RecordInput } from "./batch.cjs";

/** The id of a profile, a policy as an object, or its text as JSON or YAML. */
export type PolicyInput = string | Uint8Array | PolicyDocument | Readonly<Record<string, unknown>>;

/** An assessment, or one that was kept: as an object, text or bytes. */
export type AssessmentInput = Assessment | Readonly<Record<string, unknown>> | AssessmentDocument | string | Uint8Array;

export interface AssessOptions {
  /** The instant of the question: RFC 3339 text or a `Date`; by default now. */
  readonly asOf?: Date | string | undefined;
  /** Only these checks. */
  readonly checks?: readonly string[] | undefined;
  /** The name of the record for the places of errors. */
  readonly source?: string | undefined;
}

export interface AssessManyOptions extends AssessOptions {
  /** How many threads may work; by default as many as there are cores. */
  readonly threads?: number | undefined;
  /** Receives each error as it comes; without it a `BatchError` is thrown at the end. */
  readonly onError?: ((error: ReleasegateError) => void) | undefined;
  /** Told after every piece how many records are done, and of how many where that is known. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** The formats of reports that are text. */
export type TextFormat =
  | "text" | "json" | "ndjson" | "markdown" | "html" | "csv" | "sarif" | "junit" | "oscal" | "in_toto"
  | "in-toto" | "cdevents" | "cdevents_draft" | "cdevents-draft" | "ocel";
/** The formats of reports that are bytes. */
export type BinaryFormat = "xlsx";

/** One record, text with one a line, or many records. */
export type Releases = RecordInput | Iterable<RecordInput>;

export interface ReportOptions extends AssessOptions {
  /** The format of the report; by default `markdown`. */
  readonly format?: TextFormat | BinaryFormat | undefined;
  /** Show e-mail addresses whole, which are masked otherwise, and in `html` the names of people. */
  readonly reveal?: boolean | undefined;
  /** A file to write the report to as well, which then is there whole or not at all. */
  readonly to?: string | undefined;
  /** The period whose indicators a workbook (`xlsx`) shows as well. */
  readonly metrics?: MetricsOfPeriod | undefined;
}

export interface DiffOptions extends AssessOptions {
  /** The record before. */
  readonly before?: RecordInput | undefined;
  /** The instant before. */
  readonly beforeAsOf?: Date | string | undefined;
  /** The policy before: the id of a profile, or a policy. */
  readonly beforePolicy?: string | PolicyDocument | Readonly<Record<string, unknown>> | undefined;
}

export interface DecideOptions {
  /** Who gives the command, as the record names them. */
  readonly actor: string;
  /** When it is given; by default now. */
  readonly at?: Date | string | undefined;
  /** When it was decided or done, if earlier. */
  readonly decidedAt?: Date | string | undefined;
  /** The last entry of the trail that was seen: the command is refused when there are later ones. */
  readonly seen?: number | undefined;
}

export interface VerifyOptions {
  /** The head as it was at some earlier time, which shows what was cut off since. */
  readonly checkpoint?: Head | undefined;
  /** Ed25519 public keys by their names, as hexadecimal digits. */
  readonly keys?: Readonly<Record<string, string>> | undefined;
}

export interface MetricsOfPeriod {
  /** Start of the period, inclusive: an instant or a day, such as `2026-01-01`. */
  readonly from: Date | string;
  /** End of the period, exclusive: an instant or a day. */
  readonly to: Date | string;
  /** The zone in which days are meant and counted. */
  readonly zone: string;
  /** All deployments there were, recorded or not. */
  readonly log?: readonly LoggedDeployment[] | undefined;
  /** The groups that are shown beside the totals. */
  readonly by?: readonly ("service" | "type")[] | undefined;
  /** What a success is; by default `no_failure`. */
  readonly success?: "no_failure" | "no_back_out" | "judged" | undefined;
  /** From when on recovery is counted; by default `deployment_end`. */
  readonly recoveryStart?: "deployment_end" | "detection" | undefined;
  /** Which length of time stands for all, by nearest rank; by default the median. */
  readonly percentile?: number | undefined;
}

export interface MetricsOptions extends MetricsOfPeriod {
  /** The instant of the question; by default now. */
  readonly asOf?: Date | string | undefined;
}

/** One deployment to the live environment, as the tools that deploy logged it. */
export interface LoggedDeployment {
  readonly id: string;
  readonly service?: string | undefined;
  readonly started_at: string;
  readonly ended_at?: string | undefined;
  readonly release?: string | undefined;
}

const NOTHING = new Uint8Array();
const NEWLINE = 10;
// After so many records in a row the event loop gets a turn.
const STRETCH = 64;

/** A compiled policy that answers questions about releases. */
export class Engine {
  readonly #native: NativeEngine;

  constructor(policy: PolicyInput = "iso20000-1:2018", source?: string) {
    const bytes = documentBytes(policy);
    try {
      this.#native = new NativeEngine(bytes);
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      const document = JSON.parse(thrown.message) as ErrorDocument;
      throw new ReleasegateError({ ...document, source: document.source ?? source ?? null });
    }
  }

  /** Reads a policy from a file. */
  static fromFile(path: string): Engine {
    return new Engine(withFile(path, () => readFileSync(path)), path);
  }

  /** Assesses one release record. */
  assess(release: RecordInput, options: AssessOptions = {}): Assessment {
    const request = { ...question(options), ...syntaxOf(release) };
    return new Assessment(checked(this.callBytes("assess", toJson(request), documentBytes(release))));
  }

  /** Assesses the release record in a file. */
  assessFile(path: string, options: AssessOptions = {}): Assessment {
    const bytes = withFile(path, () => readFileSync(path));
    const request = { ...question({ source: path, ...options }), ...syntaxOf(bytes, path) };
    return new Assessment(checked(this.callBytes("assess", toJson(request), bytes)));
  }

  /**
   * Assesses many records, in order and on all cores, in bounded memory and off the event loop.
   *
   * `source` is NDJSON (text, bytes, or a stream of them) or an iterable of records. What cannot
   * be read goes to `onError`; without it a `BatchError` is thrown after the last assessment.
   */
  assessMany(source: BatchSource, options: AssessManyOptions = {}): AsyncGenerator<Assessment, void, undefined> {
    const { source: name, ...rest } = options;
    const request = { ...question(rest), ...(options.threads === undefined ? {} : { threads: options.threads }) };
    // A question that is wrong in itself is refused here, not once for every piece.
    checked(this.callBytes("assess_many", toJson(request), NOTHING));
    return this.#run(openBatch(source, name), request, totalOf(source), options);
  }

  /**
   * One report on releases, for people or for other tools: on one record, on one a line, or on many.
   *
   * It is text, or bytes when the format is no text.
   */
  report(releases: Releases, options?: ReportOptions & { readonly format?: TextFormat | undefined }): string;
  report(releases: Releases, options: ReportOptions & { readonly format: BinaryFormat }): Buffer;
  report(releases: Releases, options?: ReportOptions): string | Buffer;
  report(releases: Releases, options: ReportOptions = {}): string | Buffer {
    const { format = "markdown", reveal = false, metrics } = options;
    const given = isMany(releases)
      ? gathered(releases)
      : { request: syntaxOf(releases), payload: documentBytes(releases) };
    const indicators = metrics === undefined ? {} : { metrics: ofPeriod(metrics) };
    const request = { ...question(options), ...given.request, format, reveal, ...indicators };
    const answer = this.call<ReportAnswer>("report", request, given.payload);
    const report = typeof answer.base64 === "string" ? Buffer.from(answer.base64, "base64") : answer.text ?? "";
    if (options.to !== undefined) replaceFile(options.to, report);
    return report;
  }

  /** Assesses one record under several profiles, as if the policy extended each of them. */
  assessUnder(release: RecordInput, profiles: readonly string[], options: AssessOptions = {}): Assessment[] {
    const request = { ...question(options), ...syntaxOf(release), profiles };
    const answer = checked(this.callBytes("assess_under", toJson(request), documentBytes(release)));
    return [...linesOf(answer)].map((raw) => new Assessment(raw));
  }

  /** The facts that would open each gate ahead, who may supply them, and by when. */
  nextActions(release: RecordInput, options: AssessOptions = {}): NextActions {
    return this.call("next", { ...question(options), ...syntaxOf(release) }, documentBytes(release));
  }

  /**
   * What changed between two assessments of a release, and what made it change.
   *
   * What is not said of before is as it is after.
   */
  diff(release: RecordInput, options: DiffOptions = {}): Diff {
    const { before, beforeAsOf, beforePolicy, ...rest } = options;
    const earlier = {
      ...(before === undefined ? {} : { record: Buffer.from(documentBytes(before)).toString() }),
      ...(beforeAsOf === undefined ? {} : { as_of: instant(beforeAsOf) }),
      ...(beforePolicy === undefined ? {} : { policy: beforePolicy }),
    };
    const request = { ...question(rest), ...syntaxOf(release), before: earlier };
    return this.call("diff", request, documentBytes(release));
  }

  /**
   * What changed between two assessments that were kept, and what may have made it change.
   *
   * Use it when the records are not at hand; `diff` tells every cause.
   */
  diffAssessments(before: AssessmentInput, after: AssessmentInput): Diff {
    const text = Buffer.from(assessmentBytes(before)).toString();
    return this.call("diff_assessments", { before: text }, assessmentBytes(after));
  }

  /** Which evidence also serves which clause elsewhere; it gives no verdict there. */
  crosswalk(release: RecordInput, options: AssessOptions = {}): Crosswalk {
    return this.call("crosswalk", { ...question(options), ...syntaxOf(release) }, documentBytes(release));
  }

  /**
   * What comes of a command that somebody gives: the next entry of the trail, and the record.
   *
   * `command` has one key, such as `{ start_wave: { wave: "w", build: "b" } }`; without a release it
   * registers one. Append the answer's `line` to the trail as it stands, and a
   * line break.
   */
  decide(release: RecordInput | null, command: Command | Readonly<Record<string, unknown>>, options: DecideOptions): Decision {
    const request = {
      command,
      actor: options.actor,
      at: instant(options.at),
      ...(options.decidedAt === undefined ? {} : { decided_at: instant(options.decidedAt) }),
      ...(options.seen === undefined ? {} : { seen: options.seen }),
    };
    return this.call("decide", request, release === null ? NOTHING : documentBytes(release));
  }

  /** The record after an entry of its trail. */
  apply(release: RecordInput | null, entry: Entry | Readonly<Record<string, unknown>>): Release {
    return this.call("apply", { entry }, release === null ? NOTHING : documentBytes(release));
  }

  /**
   * What somebody may do to releases, and what stands in the way of all else.
   *
   * `releases` is one record, or text or bytes with one record a line. Off the event loop.
   */
  async can(releases: RecordInput, actor: string, options: { readonly at?: Date | string | undefined } = {}): Promise<Permissions[]> {
    const request = toJson({ actor, at: instant(options.at) });
    const answer = checked(await this.#native.callAsync("can", request, documentBytes(releases)));
    return [...linesOf(answer)].map((raw) => JSON.parse(checked(raw).toString()) as Permissions);
  }

  /** Whether a trail is as it was written: its text or bytes, one entry a line. */
  verifyTrail(trail: string | Uint8Array, options: VerifyOptions = {}): Verification {
    const request = {
      ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
      ...(options.keys === undefined ? {} : { keys: options.keys }),
    };
    return this.call("trail_verify", request, documentBytes(trail));
  }

  /** The record that a trail leads to, up to and including the entry `until`. */
  replayTrail(trail: string | Uint8Array, until?: number): Release {
    return this.call("trail_replay", until === undefined ? {} : { until }, documentBytes(trail));
  }

  /**
   * What the policy would have refused of a trail, or of commands: text or bytes with one a line, or
   * a list, such as the `commands` that `importHistory` gives for a release.
   */
  conformance(history: string | Uint8Array | Iterable<Submission | Readonly<Record<string, unknown>>>): Conformance {
    const isText = typeof history === "string" || history instanceof Uint8Array;
    const lines = isText ? history : [...history].map((one) => `${toJson(one)}\n`).join("");
    return this.call("trail_conformance", {}, documentBytes(lines));
  }

  /** What is wrong with a policy or a set of policies. */
  lint(policy: PolicyInput): LintFinding[] {
    return this.call<LintAnswer>("lint", {}, documentBytes(policy)).findings;
  }

  /**
   * Which releases another policy would judge differently, and why.
   *
   * `releases` is one record, or text or bytes with one record a line.
   */
  impact(releases: RecordInput, to: string | PolicyDocument | Readonly<Record<string, unknown>>, options: AssessOptions = {}): Impact {
    return this.call("impact", { ...question(options), to }, documentBytes(releases));
  }

  /**
   * The indicators over many releases.
   *
   * `releases` is one record, or text or bytes with one record a line.
   */
  metrics(releases: RecordInput, options: MetricsOptions): Metrics {
    const { asOf, ...period } = options;
    return this.call("metrics", { ...ofPeriod(period), as_of: instant(asOf) }, documentBytes(releases));
  }

  /** All checks of the policy. */
  checks(): CheckDoc[] {
    return this.call<ChecksAnswer>("checks").checks;
  }

  /** The JSON Schema of a document type. */
  schema(name: string): Record<string, unknown> {
    return this.call("schema", { name });
  }

  /** The names of the document types that have a schema. */
  schemas(): string[] {
    return this.call<SchemasAnswer>("schema").names;
  }

  /** A template in YAML. */
  newDocument(kind: "policy" | "release" = "release"): string {
    return this.call<TextAnswer>("new", { document: kind }).text;
  }

  /**
   * Reads the export of another tool: its bytes, or the path of a file.
   *
   * Each imported value refers to `name`, by default that of the file.
   */
  importRecords(source: string, data: string | Uint8Array, name?: string): ImportAnswer {
    const bytes = typeof data === "string" ? withFile(data, () => readFileSync(data)) : data;
    const about = { source, name: name ?? (typeof data === "string" ? basename(data) : "export") };
    return this.call<ImportAnswer>("import", about, bytes);
  }

  /**
   * Reads the history that another tool kept, as commands: its bytes, or the path of a file.
   *
   * The mapping, an object or its text, says what the words of the tool mean
   * (`releasegate/mapping/1`). Rows that gave no command are listed in `problems`, with what to do
   * about each.
   */
  importHistory(
    data: string | Uint8Array,
    mapping: string | HistoryMapping | Readonly<Record<string, unknown>>,
    name?: string,
  ): HistoryAnswer {
    const bytes = typeof data === "string" ? withFile(data, () => readFileSync(data)) : data;
    const named = name ?? (typeof data === "string" ? basename(data) : undefined);
    return this.call<HistoryAnswer>("import_history", { mapping, ...(named === undefined ? {} : { name: named }) }, bytes);
  }

  /** Runs an operation by its name and returns the parsed answer. */
  call<T extends object = Record<string, unknown>>(
    operation: string,
    request: Request = {},
    payload: Uint8Array = NOTHING,
  ): T {
    return JSON.parse(checked(this.callBytes(operation, toJson(request), payload)).toString()) as T;
  }

  /** Runs an operation and returns the exact answer, error documents included. */
  callBytes(operation: string, request: Uint8Array, payload: Uint8Array = NOTHING): Buffer {
    return this.#native.call(operation, request, payload);
  }

  async *#run(
    pieces: AsyncGenerator<Piece | ReleasegateError> | Generator<Piece | ReleasegateError>,
    request: Request,
    total: number | undefined,
    options: AssessManyOptions,
  ): AsyncGenerator<Assessment, void, undefined> {
    const errors: ReleasegateError[] = [];
    const tell = options.onError ?? ((error: ReleasegateError) => errors.push(error));
    let done = 0;
    for await (const piece of pieces) {
      if (piece instanceof ReleasegateError) {
        tell(new ReleasegateError(piece.toJSON(), { index: done, cause: piece.cause }));
        done += 1;
        options.onProgress?.(done, total);
        continue;
      }
      const encoded = toJson({ ...request, ...piece.request });
      const answer = await this.#native.callAsync("assess_many", encoded, piece.payload);
      if (!isComplete(answer, piece.documents)) {
        checked(answer);
        throw new ReleasegateError({ code: "internal", message: "the answers do not match the records" });
      }
      for (const raw of linesOf(answer)) {
        if (isError(raw)) tell(ReleasegateError.fromAnswer(raw, done));
        else yield new Assessment(raw);
        done += 1;
        if (done % STRETCH === 0) await turn();
      }
      options.onProgress?.(done, total);
    }
    if (errors.length > 0) throw new BatchError(errors);
  }
}

function assessmentBytes(given: AssessmentInput): Uint8Array {
  return documentBytes(given instanceof Assessment ? given.json : given);
}

/** The lines of an answer that has one document a line, without their ends. */
function* linesOf(answer: Buffer): Generator<Buffer> {
  for (let start = 0, end = 0; start < answer.length; start = end + 1) {
    end = answer.indexOf(NEWLINE, start);
    yield answer.subarray(start, end);
  }
}

/** Whether there is one line a record; otherwise the call itself failed. */
function isComplete(answer: Uint8Array, documents: number | undefined): boolean {
  if (answer.length > 0 && answer.at(-1) !== NEWLINE) return false;
  if (documents === undefined) return true;
  let lines = 0;
  for (let at = answer.indexOf(NEWLINE); at >= 0; at = answer.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines === documents;
}

function question(options: AssessOptions): Request {
  return {
    as_of: instant(options.asOf),
    ...(options.checks === undefined ? {} : { checks: options.checks }),
    ...(options.source === undefined ? {} : { source: options.source }),
  };
}

function ofPeriod(period: MetricsOfPeriod): Request {
  const { from, to, recoveryStart, ...rest } = period;
  return {
    ...rest,
    from: instant(from),
    to: instant(to),
    ...(recoveryStart === undefined ? {} : { recovery_start: recoveryStart }),
  };
}
