// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

import type { AssessmentDocument } from "./types.cjs";

/** The keys of an assessment document as getters, each parsed when asked. */
export abstract class AssessmentFields {
  protected abstract field<K extends keyof AssessmentDocument>(key: K): AssessmentDocument[K];

  /**
   * The format of this document: `releasegate/assessment/1`.
   */
  get format(): AssessmentDocument["format"] {
    return this.field("format");
  }

  /**
   * The release assessed.
   */
  get release(): AssessmentDocument["release"] {
    return this.field("release");
  }

  /**
   * Where the record was read from.
   */
  get source(): AssessmentDocument["source"] {
    return this.field("source");
  }

  /**
   * The policy it was assessed under.
   */
  get policy(): AssessmentDocument["policy"] {
    return this.field("policy");
  }

  /**
   * The instant at which it was judged; what was not known then is not judged.
   */
  get asOf(): AssessmentDocument["as_of"] {
    return this.field("as_of");
  }

  /**
   * All required checks summed up.
   */
  get verdict(): AssessmentDocument["verdict"] {
    return this.field("verdict");
  }

  /**
   * Whether all required checks that apply are conforming, under a policy that asks for no less
   * than its profile. This is a statement on the evidence in the record, never a certificate.
   */
  get conforming(): AssessmentDocument["conforming"] {
    return this.field("conforming");
  }

  /**
   * The six gates, in the order of the process.
   */
  get gates(): AssessmentDocument["gates"] {
    return this.field("gates");
  }

  /**
   * The clauses that the profile judges as a whole.
   */
  get clauses(): AssessmentDocument["clauses"] {
    return this.field("clauses");
  }

  /**
   * The findings, by stage and check.
   */
  get findings(): AssessmentDocument["findings"] {
    return this.field("findings");
  }

  /**
   * The waivers of the record, and whether they count.
   */
  get waivers(): AssessmentDocument["waivers"] {
    return this.field("waivers");
  }

  /**
   * What is wrong with the record itself, whatever the checks say.
   */
  get dataFindings(): AssessmentDocument["data_findings"] {
    return this.field("data_findings");
  }
}
