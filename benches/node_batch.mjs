// The batch through the Node package: `node_batch.mjs FILE [--repeat N]`.
//
// Prints, for every repetition, the seconds from opening the file to the last assessment, and the
// number of assessments. One repetition more than asked for warms up. `languages` calls it.

import { createReadStream } from "node:fs";
import { performance } from "node:perf_hooks";

const AS_OF = "2026-09-01T00:00:00Z";

// The installed package, else the one built in this repository.
const built = new URL("../bindings/node/index.mjs", import.meta.url).href;
const { Engine } = await import("releasegate").catch((error) => {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  return import(built);
});

const [records, ...options] = process.argv.slice(2);
const at = options.indexOf("--repeat");
const repeat = at < 0 ? 3 : Number(options[at + 1]);
const engine = new Engine("iso20000-1:2018");
for (let repetition = 0; repetition <= repeat; repetition += 1) {
  const start = performance.now();
  const stream = createReadStream(records, { highWaterMark: 1024 * 1024 });
  let count = 0;
  for await (const _assessment of engine.assessMany(stream, { asOf: AS_OF, threads: 1 })) count += 1;
  const seconds = (performance.now() - start) / 1000;
  if (repetition > 0) console.log(`${seconds.toFixed(6)} ${count}`);
}
