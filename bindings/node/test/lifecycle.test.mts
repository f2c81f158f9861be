// From commands alone to the same record and the same trail as in every language.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Engine, type Command, type Release } from "releasegate";
import { ROOT } from "./shared.mjs";

const EXAMPLE = join(ROOT, "examples/trail");
const TRAIL = readFileSync(join(EXAMPLE, "trail.ndjson"), "utf8");
const bank = Engine.fromFile(join(ROOT, "examples/payments-4.2/policy.yaml"));

interface Given {
  readonly command: Command;
  readonly actor: string;
  readonly at: string;
  readonly decided_at?: string;
}

test("the example comes of commands alone", () => {
  let release: Release | null = null;
  let trail = "";
  for (const line of readFileSync(join(EXAMPLE, "commands.ndjson"), "utf8").trim().split("\n")) {
    const { command, actor, at, decided_at: decidedAt } = JSON.parse(line) as Given;
    const decision = bank.decide(release, command, { actor, at, decidedAt });
    assert.ok(decision.accepted, JSON.stringify(decision.entry));
    if (release !== null) assert.deepEqual(bank.apply(release, decision.entry), decision.release);
    trail += `${decision.line}\n`;
    release = decision.release ?? null;
  }
  assert.equal(trail, TRAIL);
  assert.deepEqual(bank.replayTrail(TRAIL), release);
});

test("what somebody may do", async () => {
  const release = bank.replayTrail(TRAIL, 82);
  const [found] = await bank.can(release, "petra-lindner", { at: "2026-04-11T22:02:00+02:00" });
  const starts = found?.commands.filter((one) => one.command === "start_wave") ?? [];
  assert.deepEqual(starts.map((one) => [one.wave, one.allowed]), [["north", true], ["south", true]]);
  assert.ok(found?.commands.every((one) => one.allowed || one.unmet.length > 0));
});

test("a changed or cut trail is found out", () => {
  const whole = bank.verifyTrail(TRAIL);
  assert.ok(whole.intact);
  assert.equal(bank.verifyTrail(TRAIL.replace("anna-berg", "anna-bery")).broken?.kind, "hash");
  const cut = TRAIL.slice(0, TRAIL.lastIndexOf("\n", TRAIL.length - 2) + 1);
  assert.equal(bank.verifyTrail(cut, { checkpoint: whole.head }).broken?.kind, "cut_off");
});

test("a stale command is refused, and a history is judged", () => {
  const release = bank.replayTrail(TRAIL, 20);
  const stale = { actor: "anna-berg", at: "2026-03-01T12:00:00Z", seen: 19 };
  const decision = bank.decide(release, { hold: { reason: "r" } }, stale);
  assert.deepEqual(decision.entry.unmet?.map((one) => one.condition), ["current"]);
  assert.ok(bank.conformance(TRAIL).conforming);
  assert.ok(!new Engine().conformance(TRAIL).conforming);
});

test("the history of another tool names the deployment without approval", () => {
  const folder = join(ROOT, "examples/history");
  const auditors = Engine.fromFile(join(folder, "policy.yaml"));
  const mapping = readFileSync(join(folder, "mapping.yaml"), "utf8");
  const found = auditors.importHistory(join(folder, "sys_audit.csv"), mapping);
  assert.deepEqual(found.problems.map((one) => [one.row, one.column, one.kind]), [[15, "User", "empty"]]);
  const [history] = found.histories;
  assert.ok(history !== undefined);
  const conformance = auditors.conformance(history.commands);
  const [start, approval] = conformance.deviations;
  assert.deepEqual([start?.command, approval?.command], ["start_wave", "decide"]);
  assert.equal(history.rows[(start?.position ?? 0) - 1], 12);
  assert.ok(start?.unmet.some((one) => one.check === "DEP-01"));
  const lines = history.commands.map((one) => `${JSON.stringify(one)}\n`).join("");
  assert.deepEqual(auditors.conformance(lines), conformance);
});
