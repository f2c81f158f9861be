import { inspect } from "node:util";
import { AssessmentFields } from "./fields.cjs";
import type { AssessmentDocument, GateResult, Stage } from "./types.cjs";

// Everything before the gates is short. A quote inside a JSON string is always escaped, so this
// can only be the key itself.
const HEAD_END = ',"gates":[';

/** All findings about one release record under one policy as of one instant. */
export class Assessment extends AssessmentFields {
  readonly #raw: Buffer;
  #head: Partial<AssessmentDocument> | undefined;
  #document: AssessmentDocument | undefined;

  constructor(raw: Uint8Array) {
    super();
    this.#raw = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  }

  /** The document as the core wrote it: the same bytes in every language. */
  get json(): string {
    return this.#raw.toString();
  }

  /** The document, which `JSON.stringify` then takes. */
  toJSON(): AssessmentDocument {
    this.#document ??= JSON.parse(this.json) as AssessmentDocument;
    return this.#document;
  }

  /** The gate at the end of a stage. */
  gate(stage: Stage): GateResult {
    const found = this.gates.find((gate) => gate.stage === stage);
    if (found === undefined) {
      const known = this.gates.map((gate) => gate.stage).join(", ");
      throw new RangeError(`no gate \`${stage}\`; there are: ${known}`);
    }
    return found;
  }

  protected override field<K extends keyof AssessmentDocument>(key: K): AssessmentDocument[K] {
    // A loop that asks only for the verdict need not parse the findings.
    if (this.#document === undefined) {
      this.#head ??= this.#parseHead();
      const found = this.#head[key];
      if (found !== undefined) return found;
    }
    return this.toJSON()[key];
  }

  #parseHead(): Partial<AssessmentDocument> {
    const end = this.#raw.indexOf(HEAD_END);
    if (end < 0) return {};
    return JSON.parse(`${this.#raw.toString("utf8", 0, end)}}`) as Partial<AssessmentDocument>;
  }

  [inspect.custom](): string {
    return `<Assessment of '${this.release.id}' as of ${this.asOf}: ${this.verdict}>`;
  }
}
