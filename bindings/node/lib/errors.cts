import type { ErrorDocument } from "./types.cjs";

// Every error document starts so; answers can be told apart without parsing them.
const PREFIX = Buffer.from('{"format":"releasegate/error/1"');

/** An error document; of the codes only those of the core are known beforehand. */
export interface ErrorParts extends Omit<ErrorDocument, "code" | "format"> {
  code: string;
}

const PARTS = ["help", "pointer", "line", "column", "source"] as const;

/** A question that could not be answered; `code` is stable, `message` is for people. */
export class ReleasegateError extends Error {
  override readonly name: string = "ReleasegateError";
  readonly code: string;
  declare readonly help?: string;
  declare readonly pointer?: string;
  declare readonly line?: number;
  declare readonly column?: number;
  declare readonly source?: string;
  /** In a batch: the position of the record, counted from 0. */
  declare readonly index?: number;

  constructor(document: ErrorParts, options: { index?: number; cause?: unknown } = {}) {
    super(document.message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = document.code;
    for (const part of PARTS) {
      // Only what is known becomes a property, so that a printed error shows no empty ones.
      if (document[part] != null) Object.assign(this, { [part]: document[part] });
    }
    if (options.index !== undefined) this.index = options.index;
  }

  /** Reads an error document. */
  static fromAnswer(answer: Uint8Array, index?: number): ReleasegateError {
    const [line = ""] = Buffer.from(answer).toString().split("\n", 1);
    const document = JSON.parse(line) as ErrorDocument;
    return new ReleasegateError(document, index === undefined ? {} : { index });
  }

  /** The error document. */
  toJSON(): ErrorParts & Pick<ErrorDocument, "format"> {
    const document = { format: "releasegate/error/1" as const, code: this.code, message: this.message };
    for (const part of PARTS) {
      if (this[part] !== undefined) Object.assign(document, { [part]: this[part] });
    }
    return document;
  }

  /** Where, what, and how to repair it, in one line. */
  override toString(): string {
    const place = this.source ?? (this.index === undefined ? undefined : `records[${this.index}]`);
    const where = [place, this.line, this.column].filter((part) => part !== undefined).join(":");
    const at = this.pointer === undefined ? "" : ` at ${this.pointer}`;
    const help = this.help === undefined ? "" : `; ${this.help}`;
    return `${where === "" ? "" : `${where}: `}${this.message} (${this.code})${at}${help}`;
  }
}

/** Some records of a batch could not be read; thrown after all others were yielded. */
export class BatchError extends ReleasegateError {
  override readonly name: string = "BatchError";
  readonly errors: readonly ReleasegateError[];

  constructor(errors: readonly ReleasegateError[]) {
    const count = `${errors.length} record${errors.length === 1 ? "" : "s"}`;
    super({
      code: "batch",
      message: `${count} could not be assessed, the first: ${errors[0]?.toString() ?? "unknown"}`,
      help: "pass `onError` to receive each error as it comes",
    });
    this.errors = [...errors];
  }
}

export function isError(answer: Uint8Array): boolean {
  return answer.length > PREFIX.length && PREFIX.compare(answer, 0, PREFIX.length) === 0;
}

/** The answer itself, unless it is an error document. */
export function checked(answer: Buffer): Buffer {
  if (isError(answer)) throw ReleasegateError.fromAnswer(answer);
  return answer;
}

/** Runs what touches a file; its failure gets a code and the name of the file. */
export function withFile<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReleasegateError({ code: "io", message: `cannot read: ${reason}`, source: path }, { cause });
  }
}
