// What the package shows, in both module systems, and every way to ask.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { inspect } from "node:util";
import * as esm from "releasegate";
import { Engine, ReleasegateError, type AssessmentDocument, type BatchSource, type Finding, type Release } from "releasegate";
import { asOf, AS_OF, collect, PACKAGE, record } from "./shared.mjs";

const require = createRequire(import.meta.url);
const engine = new Engine("iso20000-1:2018");
const folder = mkdtempSync(join(tmpdir(), "releasegate-"));
after(() => rmSync(folder, { recursive: true }));

test("both module systems share the classes", () => {
  const cjs = require("releasegate") as typeof esm;
  assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).sort());
  assert.equal(cjs.Engine, esm.Engine);
  assert.ok(new cjs.Engine().assess(record("R-1"), { asOf }) instanceof esm.Assessment);
  const { version } = require("releasegate/package.json") as { version: string };
  assert.equal(esm.version, version);
});

test("generated types are current", () => {
  const done = spawnSync(process.execPath, ["generate-types.mjs", "--check"], { cwd: PACKAGE, encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
});

test("no type is left open", () => {
  for (const name of readdirSync(join(PACKAGE, "lib"))) {
    const text = readFileSync(join(PACKAGE, "lib", name), "utf8");
    assert.doesNotMatch(text, /[:<|]\s*any\b|\bas any\b|@ts-/, name);
  }
});

test("a release may be given in any form", () => {
  const json = '{"format":"releasegate/release/1","id":"R-1"}';
  const yaml = "format: releasegate/release/1\nid: R-1\n";
  const typed: Release = { format: "releasegate/release/1", id: "R-1" };
  const expected = engine.assess(typed, { asOf }).json;
  for (const form of [json, yaml, Buffer.from(json), new TextEncoder().encode(yaml)]) {
    assert.equal(engine.assess(form, { asOf }).json, expected);
  }
  for (const [name, text] of [["r.json", json], ["r.yaml", yaml]] as const) {
    const path = join(folder, name);
    writeFileSync(path, text);
    const found = engine.assessFile(path, { asOf });
    assert.equal(found.release.id, "R-1");
    assert.equal(found.source?.name, path);
  }
});

test("a policy may be given in any form", () => {
  const text = "format: releasegate/policy/1\nid: ours\nextends: iso20000-1:2018\n";
  const path = join(folder, "policy.yaml");
  writeFileSync(path, text);
  const engines = [
    new Engine({ format: "releasegate/policy/1", id: "ours", extends: "iso20000-1:2018" }),
    new Engine(text),
    new Engine(Buffer.from(text)),
    Engine.fromFile(path),
  ];
  for (const each of engines) assert.equal(each.assess(record("R-1"), { asOf }).policy.id, "ours");
});

test("instants are text or dates, by default now", () => {
  assert.equal(engine.assess(record("R-1"), { asOf: AS_OF }).asOf, AS_OF);
  const exact = engine.assess(record("R-1"), { asOf: new Date(AS_OF) }).asOf;
  assert.equal(Date.parse(exact), Date.parse(AS_OF));
  const before = Date.now();
  const stated = Date.parse(engine.assess(record("R-1")).asOf);
  assert.ok(before <= stated && stated <= Date.now());
});

test("an assessment is lazy, typed and printable", () => {
  const a = engine.assess(record("R-1"), { asOf });
  assert.match(inspect(a), /^<Assessment of 'R-1' as of 2026-03-01T12:00:00Z: /);
  assert.deepEqual(
    a.gates.map((gate) => gate.stage),
    ["support", "planning", "build", "deployment", "early_life", "closure"],
  );
  assert.equal(a.gates, a.gates);
  assert.equal(a.gate("deployment"), a.gates[3]);
  // @ts-expect-error no such stage
  assert.throws(() => a.gate("launch"), /no gate `launch`/);
  const document: AssessmentDocument = a.toJSON();
  assert.equal(JSON.stringify(a), a.json);
  const finding: Finding | undefined = a.findings[0];
  assert.equal(finding?.check, document.findings[0]?.check);
  assert.equal(typeof finding?.reason.kind, "string");
});

test("every key of the document has a getter", () => {
  const a = engine.assess(record("R-1", { title: "x" }), { asOf, source: "x" });
  for (const [key, value] of Object.entries(a.toJSON())) {
    const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    assert.deepEqual(Reflect.get(a, name), value, name);
  }
});

test("the head of an answer is enough for its verdict", () => {
  const text = '{"release":{"id":"\\",\\"gates\\":["},"verdict":"not_yet_due","gates":[{"broken';
  const a = new esm.Assessment(Buffer.from(text));
  assert.equal(a.verdict, "not_yet_due");
  assert.equal(a.release.id, '","gates":[');
});

test("other operations", () => {
  assert.ok(engine.checks().every((check) => check.id !== "" && Array.isArray(check.clauses)));
  assert.ok(engine.schemas().includes("release"));
  assert.ok("$schema" in engine.schema("release"));
  assert.ok(engine.assess(engine.newDocument("release"), { asOf }).release.id);
  assert.ok(engine.report(record("R-1"), { asOf }));
  assert.ok(engine.report(record("R-1"), { asOf, format: "text" }));
  const lines = [record("R-1"), record("R-2")].map((one) => JSON.stringify(one)).join("\n");
  const log = [{ id: "D-1", started_at: "2026-02-01T08:00:00Z", ended_at: "2026-02-01T09:00:00Z" }];
  const period = { from: "2026-01-01", to: "2026-04-01", zone: "Europe/Berlin", asOf };
  const indicators = engine.metrics(lines, { ...period, by: ["service"], recoveryStart: "detection", log });
  assert.equal(indicators.population.records, 2);
  assert.equal(indicators.indicators.find((one) => one.id === "K10")?.numerator, 1);
  assert.throws(
    () => engine.metrics(lines, { ...period, to: "2026-01-01" }),
    (error) => error instanceof ReleasegateError && error.code === "invalid-value" && error.pointer === "/to",
  );
});

test("assessments that were kept are compared", () => {
  const before = engine.assess(record("R-1"), { asOf });
  const after = engine.assess({ ...record("R-1"), plan: { id: "P", method: "canary" } }, { asOf });
  const changes = engine.diffAssessments(before, after);
  assert.ok(changes.checks.length > 0);
  for (const change of changes.checks) assert.deepEqual(change.causes, ["data"]);
  assert.deepEqual(engine.diffAssessments(before.json, after.toJSON()), changes);
  assert.throws(
    () => engine.diffAssessments(before, record("R-1")),
    (error) => error instanceof ReleasegateError && error.code === "invalid-value" && error.pointer === "/format",
  );
});

test("imported records can be assessed", () => {
  const text = `team: nova
type: service
release-model: cycle-with-rc
releases:
  - version: 27.0.0
    projects:
      - repo: openstack/nova
        hash: 0123456789012345678901234567890123456789
`;
  const path = join(folder, "nova.yaml");
  writeFileSync(path, text);
  const imported = engine.importRecords("openstack", path);
  assert.deepEqual(engine.importRecords("openstack", Buffer.from(text), "nova.yaml"), imported);
  assert.ok(imported.records.length > 0);
  for (const each of imported.records) assert.ok(engine.assess(each, { asOf }).release.id);
});

test("batches take every source", async () => {
  const records = [0, 1, 2, 3, 4].map((n) => record(`R-${n}`));
  const texts = records.map((each) => JSON.stringify(each));
  const lines = texts.map((text) => `${text}\n\n`).join("");
  const path = join(folder, "b.ndjson");
  writeFileSync(path, lines);
  async function* made(): AsyncGenerator<Record<string, unknown>> {
    yield* records;
  }
  const sources: BatchSource[] = [
    lines,
    lines.trimEnd(),
    Buffer.from(lines),
    createReadStream(path),
    createReadStream(path, { encoding: "utf8", highWaterMark: 7 }),
    createReadStream(path, { highWaterMark: 3 }),
    Readable.from([Buffer.from(lines)]),
    new Blob([lines]).stream() as AsyncIterable<Uint8Array>,
    records,
    texts,
    texts.map((text) => Buffer.from(text)),
    new Set(records),
    made(),
  ];
  for (const source of sources) {
    const found = await collect(engine.assessMany(source, { asOf }));
    assert.deepEqual(found.map((a) => a.release.id), ["R-0", "R-1", "R-2", "R-3", "R-4"]);
  }
  for (const nothing of ["", new Uint8Array(), []]) {
    assert.deepEqual(await collect(engine.assessMany(nothing, { asOf })), []);
  }
});

test("lines are cut where they end, and keep their places", async () => {
  const filler = "x".repeat(5_000);
  const lines = Array.from({ length: 1_500 }, (_, n) => JSON.stringify(record(`R-${n}`, { title: filler })));
  lines[10] = "";
  lines[1_200] = JSON.stringify(record("R-1200", { tittle: "x" }));
  const path = join(folder, "many.ndjson");
  writeFileSync(path, lines.join("\n"));
  for (const source of [readFileSync(path), createReadStream(path)]) {
    const errors: esm.ReleasegateError[] = [];
    const told: number[] = [];
    const good = await collect(
      engine.assessMany(source, {
        asOf,
        source: path,
        onError: (error) => errors.push(error),
        onProgress: (done) => told.push(done),
      }),
    );
    assert.equal(good.length, 1_498);
    assert.ok(told.length > 1);
    assert.equal(told.at(-1), 1_499);
    assert.deepEqual(errors.map((e) => [e.line, e.index, e.source]), [[1_201, 1_199, path]]);
    assert.equal(good.at(-1)?.source?.line, 1_500);
  }
});

test("progress knows the total of an array", async () => {
  const told: [number, number | undefined][] = [];
  const onProgress = (done: number, total: number | undefined): void => void told.push([done, total]);
  await collect(engine.assessMany([record("R-0"), record("R-1")], { asOf, onProgress, threads: 1 }));
  assert.deepEqual(told, [[2, 2]]);
});
