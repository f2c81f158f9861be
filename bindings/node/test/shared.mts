import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ReleasegateError } from "releasegate";

/** The folder of this package; the tests run from `dist/test`. */
export const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const ROOT = resolve(PACKAGE, "../..");
export const AS_OF = "2026-03-01T12:00:00Z";
export const asOf = AS_OF;

/** The smallest release record. */
export function record(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { format: "releasegate/release/1", id, ...more };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The error that an action ends with. */
export async function refused(action: () => unknown): Promise<ReleasegateError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof ReleasegateError) return error;
    throw error;
  }
  throw new Error("expected a ReleasegateError");
}
