// The event loop turns while the core works.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "releasegate";
import { asOf, collect, record } from "./shared.mjs";

const engine = new Engine();

/** Counts the turns of the event loop while an action runs. */
async function turnsDuring(action: (turns: () => number) => Promise<void>): Promise<number> {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  try {
    await action(() => turns);
  } finally {
    clearImmediate(next);
  }
  return turns;
}

test("the event loop turns during one call of a batch", async () => {
  // Fewer records than the stretch after which the shell itself makes way, all in one piece: the
  // loop can turn only because the core works on another thread.
  const records = Array.from({ length: 60 }, (_, n) => record(`R-${n}`));
  const turns = await turnsDuring(async (sofar) => {
    // One batch may be over before the loop came round; a blocked loop would never turn.
    for (let batch = 0; batch < 100 && sofar() === 0; batch += 1) {
      assert.equal((await collect(engine.assessMany(records, { asOf }))).length, records.length);
    }
  });
  assert.ok(turns > 0);
});

test("a long answer gives the event loop its turns", async () => {
  const records = Array.from({ length: 1_000 }, (_, n) => record(`R-${n}`));
  await turnsDuring(async (sofar) => {
    let first: number | undefined;
    // From the first assessment on there is nothing to wait for: the one piece is answered.
    for await (const _ of engine.assessMany(records, { asOf })) first ??= sofar();
    assert.ok(sofar() - (first ?? 0) > 5, `${sofar()} turns`);
  });
});

test("batches may run side by side", async () => {
  const records = Array.from({ length: 200 }, (_, n) => record(`R-${n}`));
  const expected = (await collect(engine.assessMany(records, { asOf }))).map((a) => a.json);
  const batches = await Promise.all([1, 2, 3, 4].map(() => collect(engine.assessMany(records, { asOf }))));
  for (const batch of batches) assert.deepEqual(batch.map((a) => a.json), expected);
});
