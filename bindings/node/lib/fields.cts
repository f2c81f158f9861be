// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

import type { AssessmentDocument } from "./types.cjs";

/** The keys of an assessment document as getters, each parsed when asked. */
export abstract class AssessmentFields {
  protected abstract field<K extends keyof AssessmentDocument>(key: K): AssessmentDocument[K];

  get format(): AssessmentDocument["format"] {
    return this.field("format");
  }

  get release(): AssessmentDocument["release"] {
    return this.field("release");
  }

  /**
   * Where the record came from.
   */
  get source(): AssessmentDocument["source"] {
    return this.field("source");
  }

  get policy(): AssessmentDocument["policy"] {
    return this.field("policy");
  }

  /**
   * The instant of the question.
   */
  get asOf(): AssessmentDocument["as_of"] {
    return this.field("as_of");
  }

  get verdict(): AssessmentDocument["verdict"] {
    return this.field("verdict");
  }

  /**
   * Whether every check that is due holds.
   */
  get conforming(): AssessmentDocument["conforming"] {
    return this.field("conforming");
  }

  get gates(): AssessmentDocument["gates"] {
    return this.field("gates");
  }

  get clauses(): AssessmentDocument["clauses"] {
    return this.field("clauses");
  }

  get findings(): AssessmentDocument["findings"] {
    return this.field("findings");
  }

  get dataFindings(): AssessmentDocument["data_findings"] {
    return this.field("data_findings");
  }
}
