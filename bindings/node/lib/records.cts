// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

/**
 * An RFC 3339 instant.
 */
export type Instant = string;

/**
 * How an organization manages releases.
 */
export interface Policy {
  format: "releasegate/policy/1";
  id: string;
  extends?: string | null;
  version?: string | null;
}
/**
 * The evidence of one release.
 */
export interface Release {
  format: "releasegate/release/1";
  id: string;
  title?: string | null;
  type?: string | null;
  version?: string | null;
  plan?: Plan | null;
  /**
   * Decisions, or an explicit none.
   */
  approvals?: (Approval[] | ExplicitNone) | null;
  /**
   * Kept untouched.
   */
  extensions?: {
    [k: string]: unknown;
  };
}
export interface Plan {
  method?: string | null;
  start?: Instant | null;
}
export interface Approval {
  by: string;
  decided_at: Instant;
  decision: "approved" | "rejected";
}
export interface ExplicitNone {
  none: {
    by: string;
    at: Instant;
  };
}
