// The vectors are the contract of all languages: the same question gets the same bytes.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Assessment, Engine, ReleasegateError } from "releasegate";
import { collect, ROOT } from "./shared.mjs";

const FOLDER = join(ROOT, "tests/vectors/assess");
const OPERATIONS = join(ROOT, "tests/vectors/operations");
const ERROR = '{"format":"releasegate/error/1"';

interface Vector {
  readonly name: string;
  readonly operation: string;
  readonly policy: string;
  readonly request: string;
  readonly payload: string;
  readonly answer: string;
}

/** The end of the JSON value that starts at a place in compact text. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const sign = text[at];
    assert.notEqual(sign, undefined, "the requests are compact JSON");
    if (sign === '"') {
      for (at += 1; text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
    } else if (sign === "{" || sign === "[") depth += 1;
    else if (depth === 0 && (sign === "," || sign === "}" || sign === "]")) return at;
    else if (sign === "}" || sign === "]") depth -= 1;
    if (depth === 0 && (sign === '"' || sign === "}" || sign === "]")) return at + 1;
  }
}

/** The exact text of each value: parsing and writing it again could change a number. */
function slices(line: string): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 1; line[at] !== "}"; ) {
    if (line[at] === ",") at += 1;
    const colon = endOf(line, at);
    assert.equal(line[colon], ":", "the requests are compact JSON");
    const end = endOf(line, colon + 1);
    found.set(JSON.parse(line.slice(at, colon)) as string, line.slice(colon + 1, end));
    at = end;
  }
  return found;
}

function unquoted(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

function linesOf(path: string): string[] {
  const lines = readFileSync(path, "utf8").split("\n");
  assert.equal(lines.pop(), "", `${path} ends with a line end`);
  return lines;
}

function* vectors(folder: string): Generator<Vector> {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".requests.ndjson")).sort()) {
    const questions = linesOf(join(folder, file));
    const answers = linesOf(join(folder, file.replace(".requests.", ".answers.")));
    for (const line of questions) {
      const found = slices(line);
      // A text that is no JSON object stands under `payload`, as a JSON string.
      const payload = found.get("record") ?? unquoted(found.get("payload") ?? "");
      // Where an operation answers with several documents, each line has its end.
      const lines = found.get("lines");
      const held = answers.splice(0, Number(lines ?? 1));
      yield {
        name: `${file.split(".")[0]}/${unquoted(found.get("name") ?? '""')}`,
        operation: unquoted(found.get("operation") ?? "assess"),
        policy: unquoted(found.get("policy") ?? "iso20000-1:2018"),
        request: found.get("request") ?? "",
        payload,
        answer: lines === undefined ? held.join("") : held.map((one) => `${one}\n`).join(""),
      };
    }
    assert.equal(answers.length, 0, `${file} asks for every answer`);
  }
}

const ALL = [...vectors(FOLDER)];
const OTHERS = [...vectors(OPERATIONS)];
const ENGINES = new Map<string, Engine | ReleasegateError>();

function engineFor(policy: string): Engine | ReleasegateError {
  let engine = ENGINES.get(policy);
  if (engine === undefined) {
    try {
      engine = new Engine(policy);
    } catch (error) {
      if (!(error instanceof ReleasegateError)) throw error;
      engine = error;
    }
    ENGINES.set(policy, engine);
  }
  return engine;
}

test("there are vectors", () => {
  assert.ok(ALL.length > 0, `no vector in ${FOLDER}`);
  assert.equal(new Set(OTHERS.map((vector) => vector.operation)).size, 16);
});

for (const vector of OTHERS) {
  test(vector.name, () => {
    const engine = engineFor(vector.policy);
    assert.ok(engine instanceof Engine);
    const answer = engine.callBytes(vector.operation, Buffer.from(vector.request), Buffer.from(vector.payload));
    assert.equal(answer.toString(), vector.answer);
  });
}

test("assessments under profiles keep their bytes", () => {
  const vector = OTHERS.find((one) => one.name === "assess_under/two-profiles");
  assert.ok(vector);
  const engine = engineFor(vector.policy);
  assert.ok(engine instanceof Engine);
  const request = JSON.parse(vector.request) as { as_of: string; profiles: string[] };
  const given = engine.assessUnder(vector.payload, request.profiles, { asOf: request.as_of });
  assert.equal(given.map((one) => `${one.json}\n`).join(""), vector.answer);
});

for (const vector of ALL) {
  test(vector.name, () => {
    const engine = engineFor(vector.policy);
    if (engine instanceof ReleasegateError) {
      assert.equal(JSON.stringify(engine), vector.answer);
      return;
    }
    const answer = engine.callBytes("assess", Buffer.from(vector.request), Buffer.from(vector.payload));
    assert.ok(answer.equals(Buffer.from(vector.answer)), answer.toString());
    if (vector.answer.startsWith(ERROR)) return;
    const document = JSON.parse(vector.answer) as { conforming: boolean; findings: unknown[] };
    const assessment = new Assessment(answer);
    assert.equal(assessment.conforming, document.conforming);
    assert.deepEqual(assessment.findings, document.findings);
  });
}

test("a batch gives the same bytes", async () => {
  const groups = new Map<string, Vector[]>();
  for (const vector of ALL) {
    // A question about a certain source or syntax is about one record; and what is refused has no
    // answer in a batch.
    if (vector.answer.startsWith(ERROR) || /"(source|syntax)":/.test(vector.request)) continue;
    const key = `${vector.policy}\n${vector.request}`;
    groups.set(key, [...(groups.get(key) ?? []), vector]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    assert.ok(first);
    const engine = engineFor(first.policy);
    assert.ok(engine instanceof Engine);
    const request = JSON.parse(first.request) as { as_of?: string; checks?: string[] };
    const given = engine.assessMany(
      group.map((vector) => vector.payload),
      { asOf: request.as_of, checks: request.checks },
    );
    const found = (await collect(given)).map((assessment) => assessment.json);
    assert.deepEqual(found, group.map((vector) => vector.answer));
  }
});
