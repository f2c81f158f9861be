// Reports for other tools, as validators that others wrote see them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Engine } from "releasegate";
import { record, ROOT } from "./shared.mjs";

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "releasegate-"));
after(() => rmSync(folder, { recursive: true }));
const asOf = "2026-09-01T00:00:00Z";
const bank = Engine.fromFile(join(ROOT, "examples/payments-4.2/policy.yaml"));

/** What the validator of SARIF's own tools says of a log. */
function validated(log: string): { status: number | null; levels: (string | undefined)[] } {
  const [given, found] = [join(folder, "log.sarif"), join(folder, "found.sarif")];
  writeFileSync(given, log);
  const tool = require.resolve("@microsoft/sarif-multitool/bin.js");
  const ran = spawnSync(process.execPath, [tool, "validate", given, "--output", found, "--log", "ForceOverwrite"]);
  const answer = JSON.parse(readFileSync(found, "utf8")) as { runs: { results: { ruleId: string; level?: string }[] }[] };
  return { status: ran.status, levels: answer.runs.flatMap((run) => run.results.map((result) => result.level)) };
}

test("sarif-multitool finds no error", () => {
  const examples = ["payments-4.2/release.yaml", "failures/approved-after-canary.yaml"];
  for (const name of examples) {
    const path = join(ROOT, "examples", name);
    const log = bank.report(readFileSync(path, "utf8"), { asOf, format: "sarif", source: name });
    const { status, levels } = validated(log);
    assert.equal(status, 0);
    assert.ok(!levels.includes("error"), name);
  }
});

test("sarif-multitool refuses a damaged log", () => {
  const log = bank.report(record("R-1"), { asOf, format: "sarif" });
  const { status, levels } = validated(log.replace('"ruleId":', '"ruleIdentity":'));
  assert.equal(status, 0);
  assert.ok(levels.includes("error"));
});

test("every format is written, and no other", () => {
  for (const format of ["text", "json", "ndjson", "markdown", "csv", "sarif", "junit", "oscal", "in_toto", "cdevents", "ocel"] as const) {
    const built = record("R-1", { build: { builds: [{ id: "b1", built_at: "2026-03-01T00:00:00Z" }] } });
    assert.match(bank.report(built, { asOf, format }), /R-1/, format);
  }
  assert.throws(() => bank.report(record("R-1"), { asOf, format: "pdf" as "csv" }), { pointer: "/format" });
});
