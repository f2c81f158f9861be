// The examples that people read compile and run as they stand.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { PACKAGE, ROOT } from "./shared.mjs";

const FILES = { package: join(PACKAGE, "README.md"), root: join(ROOT, "README.md") };
const FOLDER = join(PACKAGE, "dist", "readme");

for (const [name, file] of Object.entries(FILES)) {
  test(`examples of the ${name} readme`, () => {
    assert.ok(existsSync(file), `${file} does not exist`);
    const blocks = [...readFileSync(file, "utf8").matchAll(/^```(?:js|ts)\n(.*?)^```/gms)];
    assert.ok(blocks.length > 0, `no js or ts block in ${file}`);
    mkdirSync(FOLDER, { recursive: true });
    const source = join(FOLDER, `${name}.mts`);
    writeFileSync(source, blocks.map((block) => block[1]).join("\n"));
    const program = ts.createProgram([source], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Node16,
      strict: true,
      types: ["node"],
      typeRoots: [join(PACKAGE, "node_modules", "@types")],
    });
    const emitted = program.emit();
    const faults = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
    assert.deepEqual(faults.map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n")), []);
    const done = spawnSync(process.execPath, [join(FOLDER, `${name}.mjs`)], { cwd: ROOT, encoding: "utf8" });
    assert.equal(done.status, 0, done.stderr);
  });
}
