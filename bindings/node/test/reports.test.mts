// Reports for other tools, as validators that others wrote see them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { inflateRawSync } from "node:zlib";
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

test("a missing folder is named as it was given", () => {
  const to = join(folder, "missing", "report.csv");
  const report = (): string => bank.report(record("R-1"), { asOf, format: "csv", to });
  assert.throws(report, { code: "ENOENT", path: join(folder, "missing") });
});

test("every format is written, and no other", () => {
  const formats = [
    "text", "json", "ndjson", "markdown", "html", "csv", "sarif", "junit", "oscal", "in_toto",
    "cdevents", "cdevents_draft", "ocel",
  ] as const;
  for (const format of formats) {
    const built = record("R-1", { build: { builds: [{ id: "b1", built_at: "2026-03-01T00:00:00Z" }] } });
    const text: string = bank.report(built, { asOf, format });
    assert.match(text, /R-1/, format);
  }
  const path = join(folder, "report.xlsx");
  const book: Buffer = bank.report(record("R-1"), { asOf, format: "xlsx", to: path });
  assert.deepEqual(readFileSync(path), book);
  const files = unzipped(book);
  assert.match(files["xl/sharedStrings.xml"] ?? "", /<t>R-1<\/t>/);
  assert.match(files["xl/workbook.xml"] ?? "", /name="Findings"/);
  assert.throws(() => bank.report(record("R-1"), { asOf, format: "pdf" as "csv" }), { pointer: "/format" });
});

test("many records are given as they are held", () => {
  const [one, two] = [record("R-1"), record("R-2")];
  const lines = `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`;
  const ids = (text: string): string[] =>
    text.trim().split("\n").map((line) => (JSON.parse(line) as { release: { id: string } }).release.id);
  assert.deepEqual(ids(bank.report([one, two], { asOf, format: "ndjson" })), ["R-1", "R-2"]);
  assert.deepEqual(ids(bank.report(new Set([two, one]), { asOf, format: "ndjson" })), ["R-2", "R-1"]);
  assert.deepEqual(ids(bank.report(lines, { asOf, format: "ndjson" })), ["R-1", "R-2"]);
  assert.equal(bank.report([], { asOf, format: "json" }), "[]\n");
  for (const format of ["oscal", "in_toto"] as const) {
    assert.throws(() => bank.report([], { asOf, format }), { code: "invalid-value", pointer: "/documents" });
  }
  assert.throws(() => bank.report([one, "{"], { asOf }), { code: "syntax" });
});

test("a workbook has the indicators of a period", () => {
  const metrics = { from: "2026-01-01", to: "2026-04-01", zone: "Europe/Berlin", recoveryStart: "detection" } as const;
  const book: Buffer = bank.report([record("R-1"), record("R-2")], { asOf, format: "xlsx", metrics });
  const files = unzipped(book);
  assert.match(files["xl/workbook.xml"] ?? "", /name="KPIs"/);
  assert.match(files["xl/sharedStrings.xml"] ?? "", /recovery from detection/);
  assert.throws(
    () => bank.report(record("R-1"), { asOf, format: "csv", metrics }),
    { code: "invalid-value", pointer: "/metrics" },
  );
});

test("a damaged workbook is found out", () => {
  const book = bank.report(record("R-1"), { asOf, format: "xlsx" });
  book.fill(0xff, 200, 240);
  assert.throws(() => unzipped(book));
});

/** The files of an archive, by its directory (APPNOTE 4.3.12), each as long as that says. */
function unzipped(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = archive.lastIndexOf("PK\x05\x06");
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const long = (at: number): number => archive.readUInt32LE(entry + at);
    const short = (at: number): number => archive.readUInt16LE(entry + at);
    const [packed, size, name, local] = [long(20), long(24), short(28), long(42)];
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + packed));
    assert.equal(content.length, size);
    files[archive.toString("utf8", entry + 46, entry + 46 + name)] = content.toString();
    entry += 46 + name + short(30) + short(32);
  }
  return files;
}
