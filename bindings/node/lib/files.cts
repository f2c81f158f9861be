import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";

/** Writes a file under another name, and then puts it in its place; a link stays a link. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const there = statSync(path, { throwIfNoEntry: false });
  const target = there === undefined ? path : realpathSync(path);
  // A missing folder is named as such, not by the other name.
  statSync(dirname(target));
  const temporary = join(dirname(target), `.releasegate-${randomUUID()}`);
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    if (there !== undefined) chmodSync(temporary, there.mode & 0o777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
