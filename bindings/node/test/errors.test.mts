// Every failure is a `ReleasegateError` with a stable code and a place; none is silent.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { BatchError, Engine, ReleasegateError } from "releasegate";
import { asOf, collect, record, refused } from "./shared.mjs";

const engine = new Engine();
const folder = mkdtempSync(join(tmpdir(), "releasegate-"));
after(() => rmSync(folder, { recursive: true }));

test("an unknown key has a place and a remedy", async () => {
  const error = await refused(() => engine.assess(record("R-1", { tittle: "x" }), { asOf }));
  assert.equal(error.code, "unknown-key");
  assert.equal(error.pointer, "/tittle");
  assert.match(error.help ?? "", /title/);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "ReleasegateError");
  assert.equal(error.toJSON().format, "releasegate/error/1");
});

test("broken text has a line and a column", async () => {
  const path = join(folder, "r.json");
  writeFileSync(path, '{\n"id": }');
  const error = await refused(() => engine.assessFile(path, { asOf }));
  assert.equal(error.line, 2);
  assert.equal(error.source, path);
  assert.ok(String(error).startsWith(`${path}:2:${error.column}: `));
});

test("how an error reads", () => {
  const error = new ReleasegateError({
    code: "unknown-key",
    message: "unknown key `metod`",
    help: "did you mean `method`?",
    pointer: "/plan/metod",
    line: 12,
    column: 7,
    source: "a.yaml",
  });
  const line = "a.yaml:12:7: unknown key `metod` (unknown-key) at /plan/metod; did you mean `method`?";
  assert.equal(String(error), line);
  assert.equal(error.message, line);
  assert.ok(error.stack?.startsWith(`ReleasegateError: ${line}\n`), error.stack);
  assert.equal(error.toJSON().message, "unknown key `metod`");
  assert.equal(String(new ReleasegateError({ code: "x", message: "m" }, { index: 4 })), "records[4]: m (x)");
  // The line of an expression is one of its own, which the message says.
  const expression = { code: "invalid-expression", message: "m", pointer: "", line: 2, column: 7, source: "p" };
  assert.equal(String(new ReleasegateError(expression)), "p: m (invalid-expression)");
});

test("policies are refused with a code, files by name", async () => {
  assert.equal((await refused(() => new Engine("iso20000-1:2081"))).code, "unknown-profile");
  const path = join(folder, "policy.json");
  writeFileSync(path, '{"format":"releasegate/policy/1","id":"p","extend":"x"}');
  assert.equal((await refused(() => Engine.fromFile(path))).source, path);
});

test("files that cannot be read", async () => {
  const path = join(folder, "none.yaml");
  const calls = [
    () => Engine.fromFile(path),
    () => engine.assessFile(path),
    () => engine.importRecords("openstack", path),
  ];
  for (const call of calls) {
    const error = await refused(call);
    assert.equal(error.code, "io");
    assert.equal(error.source, path);
    assert.ok(error.cause instanceof Error);
  }
});

test("an instant without offset", async () => {
  const error = await refused(() => engine.assess(record("R-1"), { asOf: "2026-03-01T12:00:00" }));
  assert.equal(error.pointer, "/as_of");
  assert.throws(() => engine.assess(record("R-1"), { asOf: new Date(Number.NaN) }), TypeError);
});

test("what JSON would lose is refused", async () => {
  const loop: unknown[] = [];
  loop.push(loop);
  for (const x of [Number.NaN, 10n, loop, new Date(Number.NaN), [undefined]]) {
    const error = await refused(() => engine.assess(record("R-1", { extensions: { x } }), { asOf }));
    assert.equal(error.code, "wrong-type");
  }
});

test("wrong types are type errors", () => {
  // @ts-expect-error a number is no record
  assert.throws(() => engine.assess(7), TypeError);
  // @ts-expect-error a number is no source
  assert.throws(() => engine.assessMany(7), TypeError);
  // @ts-expect-error an object is one record
  assert.throws(() => engine.assessMany(record("R-1")), TypeError);
});

test("unknown operation", async () => {
  assert.equal((await refused(() => engine.call("asses"))).code, "unknown-operation");
});

test("nothing is lost in a batch", async () => {
  const items = [record("R-0"), '{"id":', record("R-2", { x: 1n }), record("R-3"), record("R-4", { tittle: "" })];
  const seen: string[] = [];
  const error = await refused(async () => {
    for await (const a of engine.assessMany(items, { asOf })) seen.push(a.release.id);
  });
  assert.deepEqual(seen, ["R-0", "R-3"]);
  assert.ok(error instanceof BatchError);
  assert.equal(error.code, "batch");
  assert.deepEqual(error.errors.map((each) => each.index), [1, 2, 4]);
  assert.deepEqual(error.errors.slice(1).map((each) => each.code), ["wrong-type", "unknown-key"]);

  const told: string[] = [];
  const good = engine.assessMany(items, { asOf, onError: (each) => told.push(String(each)) });
  assert.equal((await collect(good)).length, 2);
  assert.deepEqual(told, error.errors.map(String));
});

test("a wrong question is refused at once", async () => {
  const error = await refused(() => engine.assessMany([record("R-1")], { asOf: "yesterday" }));
  assert.equal(error.pointer, "/as_of");
});

test("an error of a stream reaches the caller", async () => {
  async function* broken(): AsyncGenerator<string> {
    yield `${JSON.stringify(record("R-0"))}\n`;
    throw new Error("the line went dead");
  }
  await assert.rejects(collect(engine.assessMany(broken(), { asOf })), /the line went dead/);
});
