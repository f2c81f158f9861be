/** Cuts the input of a batch into pieces that each make one call of the core. */

import { documentBytes, syntaxOf, type Request } from "./encode.cjs";
import { ReleasegateError } from "./errors.cjs";
import type { Release } from "./records.cjs";

/** One release record: an object, or its text as JSON or YAML. */
export type RecordInput = Release | Readonly<Record<string, unknown>> | string | Uint8Array;

/** NDJSON as text, bytes or a stream, or a sequence of records. */
export type BatchSource =
  | string
  | Uint8Array
  | Iterable<RecordInput>
  | AsyncIterable<Uint8Array | string | Release | Readonly<Record<string, unknown>>>;

/** One call: what it adds to the request, the records, and their number where it is known. */
export interface Piece {
  readonly request: Request;
  readonly payload: Uint8Array;
  readonly documents?: number;
}

// Large enough that the cost of a call vanishes; small enough that an assessment somebody keeps
// does not hold much memory, since it is a view into the answer for its piece.
const CHUNK = 2 * 1024 * 1024;
const NEWLINE = 10;

/** The number of records, where it is known beforehand. */
export function totalOf(source: BatchSource): number | undefined {
  return Array.isArray(source) ? source.length : undefined;
}

export function openBatch(
  source: BatchSource,
  name: string | undefined,
  chunk: number = CHUNK,
): AsyncGenerator<Piece | ReleasegateError> | Generator<Piece | ReleasegateError> {
  if (typeof source === "string") return inMemory(Buffer.from(source), name, chunk);
  if (source instanceof Uint8Array) return inMemory(source, name, chunk);
  if (typeof source === "object" && source !== null) {
    if (Symbol.asyncIterator in source) return fromStream(source, name, chunk);
    if (Symbol.iterator in source) return fromRecords(source, chunk);
  }
  throw new TypeError("expected NDJSON, a stream or an iterable of records");
}

/** Whether something is a collection of records, and not one record or text. */
export function isMany(source: RecordInput | Iterable<RecordInput>): source is Iterable<RecordInput> {
  return typeof source === "object" && !(source instanceof Uint8Array) && Symbol.iterator in source;
}

/** All records in one piece, for one answer about all of them. */
export function gathered(records: Iterable<RecordInput>): Piece {
  for (const piece of fromRecords(records, Infinity)) {
    if (piece instanceof ReleasegateError) throw piece;
    return piece;
  }
  return { request: { documents: [] }, payload: new Uint8Array() };
}

function* inMemory(bytes: Uint8Array, name: string | undefined, chunk: number): Generator<Piece> {
  const lines = new Lines(name);
  for (let at = 0; at < bytes.length; at += chunk) yield* lines.add(bytes.subarray(at, at + chunk), 0);
  yield* lines.end();
}

function* fromRecords(records: Iterable<RecordInput>, chunk: number): Generator<Piece | ReleasegateError> {
  const held = new Documents();
  for (const record of records) yield* held.add(record, chunk);
  yield* held.end();
}

async function* fromStream(
  stream: Exclude<Extract<BatchSource, AsyncIterable<unknown>>, string>,
  name: string | undefined,
  chunk: number,
): AsyncGenerator<Piece | ReleasegateError> {
  const lines = new Lines(name);
  const held = new Documents();
  for await (const item of stream) {
    if (typeof item === "string") yield* lines.add(Buffer.from(item), chunk);
    else if (item instanceof Uint8Array) yield* lines.add(item, chunk);
    else yield* held.add(item, chunk);
  }
  yield* lines.end();
  yield* held.end();
}

/** Collects NDJSON and gives it out in pieces that end where a line ends. */
class Lines {
  readonly #about: Request;
  #rest: Uint8Array[] = [];
  #size = 0;
  #line = 1;

  constructor(name: string | undefined) {
    this.#about = name === undefined ? {} : { source: name };
  }

  *add(block: Uint8Array, enough: number): Generator<Piece> {
    this.#rest.push(block);
    this.#size += block.length;
    const end = block.lastIndexOf(NEWLINE) + 1;
    if (this.#size < enough || end === 0) return;
    this.#rest[this.#rest.length - 1] = block.subarray(0, end);
    yield this.#piece();
    this.#rest = [block.subarray(end)];
    this.#size = block.length - end;
  }

  *end(): Generator<Piece> {
    if (this.#size > 0) yield this.#piece();
  }

  #piece(): Piece {
    const [only] = this.#rest;
    const payload = this.#rest.length === 1 && only !== undefined ? only : Buffer.concat(this.#rest);
    const request = { ...this.#about, first_line: this.#line };
    for (let at = payload.indexOf(NEWLINE); at >= 0; at = payload.indexOf(NEWLINE, at + 1)) this.#line += 1;
    return { request, payload };
  }
}

/** Collects whole records and gives them out many at a time. */
class Documents {
  #held: Uint8Array[] = [];
  #about: Request[] = [];
  #size = 0;

  *add(record: RecordInput, enough: number): Generator<Piece | ReleasegateError> {
    let bytes: Uint8Array;
    try {
      bytes = documentBytes(record);
    } catch (error) {
      if (!(error instanceof ReleasegateError)) throw error;
      // In its place among the records, so that positions stay right.
      yield* this.end();
      yield error;
      return;
    }
    this.#held.push(bytes);
    this.#about.push({ length: bytes.length, ...syntaxOf(record) });
    this.#size += bytes.length;
    if (this.#size >= enough) yield* this.end();
  }

  *end(): Generator<Piece> {
    if (this.#held.length === 0) return;
    const piece = {
      request: { documents: this.#about },
      payload: Buffer.concat(this.#held),
      documents: this.#held.length,
    };
    this.#held = [];
    this.#about = [];
    this.#size = 0;
    yield piece;
  }
}
