import type { ErrorDocument } from "./types.cjs";

// Every error document starts so; answers can be told apart without parsing them.
const PREFIX = Buffer.from('{"format":"releasegate/error/1"');

/** An error document; of the codes only those of the core are known beforehand. */
export interface ErrorParts extends Omit<ErrorDocument, "code" | "format"> {
  code: string;
}

const PARTS = ["help", "pointer", "line", "column", "source"] as const;

/**
 * A question that could not be answered; `code` is stable, `message` is for people: where, what, and how
 * to repair it, in one line.
 */
export class ReleasegateError extends Error {
  override readonly name: string = "ReleasegateError";
  /** What is wrong, alone. */
  readonly #what: string;
  readonly code: string;
  declare readonly help?: string;
  declare readonly pointer?: string;
  declare readonly line?: number;
  declare readonly column?: number;
  declare readonly source?: string;
  /** In a batch: the position of the record, counted from 0. */
  declare readonly index?: number;

  constructor(document: ErrorParts, options: { index?: number; cause?: unknown } = {}) {
    const line = inOneLine(document, options.index);
    super(line, "cause" in options ? { cause: options.cause } : undefined);
    this.#what = document.message;
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
    const document = { format: "releasegate/error/1" as const, code: this.code, message: this.#what };
    for (const part of PARTS) {
      if (this[part] !== undefined) Object.assign(document, { [part]: this[part] });
    }
    return document;
  }

  /** The message. */
  override toString(): string {
    return this.message;
  }
}

function inOneLine(document: ErrorParts, index?: number): string {
  const place = document.source ?? (index === undefined ? undefined : `records[${index}]`);
  // The line of an expression is one of its own, which the message says.
  const inSource = document.code !== "invalid-expression";
  const parts = inSource ? [place, document.line, document.column] : [place];
  const where = parts.filter((part) => part != null).join(":");
  const at = document.pointer ? ` at ${document.pointer}` : "";
  const help = document.help == null ? "" : `; ${document.help}`;
  return `${where === "" ? "" : `${where}: `}${document.message} (${document.code})${at}${help}`;
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
