import { ReleasegateError } from "./errors.cjs";

/** What is asked, before it is written as JSON. */
export type Request = Readonly<Record<string, unknown>>;

/** Text or bytes as bytes, a value as JSON. */
export function documentBytes(value: object | string | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return Buffer.from(value);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return toJson(value);
  throw new TypeError("expected an object, text or bytes");
}

/** The syntax that the name of a file, or the form of a value, gives away. */
export function syntaxOf(value: unknown, path?: string): { syntax?: "json" | "yaml" } {
  if (path !== undefined) {
    if (/\.json$/i.test(path)) return { syntax: "json" };
    return /\.ya?ml$/i.test(path) ? { syntax: "yaml" } : {};
  }
  return typeof value === "object" && !(value instanceof Uint8Array) ? { syntax: "json" } : {};
}

export function toJson(value: object): Buffer {
  try {
    const text = JSON.stringify(value);
    // `JSON.stringify` turns what it cannot write into `null`. Only then is a slow look needed.
    if (text.includes("null")) JSON.stringify(value, refuseLoss);
    return Buffer.from(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new ReleasegateError({ code: "wrong-type", message: `cannot be written as JSON: ${reason}` }, { cause });
  }
}

/** An instant as RFC 3339 text; without one the present, since this is an edge. */
export function instant(value: Date | string | undefined): string {
  if (typeof value === "string") return value;
  if (value !== undefined && !(value instanceof Date)) throw new TypeError("`asOf` is text or a Date");
  if (value !== undefined && Number.isNaN(value.getTime())) throw new TypeError("`asOf` is an invalid Date");
  return (value ?? new Date()).toISOString();
}

function refuseLoss(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${key} is ${value}`);
  const held = (this as Record<string, unknown>)[key];
  if (held instanceof Date && value === null) throw new TypeError(`${key} is an invalid Date`);
  if (Array.isArray(this) && (value === undefined || typeof value === "function")) {
    throw new TypeError(`item ${key} is ${typeof value}`);
  }
  return value;
}
