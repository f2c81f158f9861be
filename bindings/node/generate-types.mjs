// Writes the TypeScript types from the published JSON Schemas, or checks that they are current.
//
//     node bindings/node/generate-types.mjs --write
//     node bindings/node/generate-types.mjs --check

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compile } from "json-schema-to-typescript";
import ts from "typescript";

const HERE = dirname(fileURLToPath(import.meta.url));
const REPAIR = "node bindings/node/generate-types.mjs --write";
const HEADER = `// Generated from the JSON Schemas. Do not edit; run:\n//   ${REPAIR}\n`;

// What people write, or get to go on with; every other schema describes an answer.
const INPUTS = new Set(["decision", "history", "import", "mapping", "policy", "profile", "release", "submission", "trail"]);
// The shell has its own class `Assessment`, so the plain document takes another name.
const RENAMED = { assessment: "AssessmentDocument", error: "ErrorDocument" };

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    schemas: { type: "string", default: join(HERE, "../../crates/releasegate-api/schemas") },
  },
});

/** Joins schemas into one, so that a definition they share becomes one type. */
function bundle(files) {
  const definitions = new Map();
  const roots = [];
  for (const file of files) {
    const stem = file.split(".")[0];
    const { title: found = stem, $schema, $id, $defs = {}, ...schema } = JSON.parse(
      readFileSync(join(options.schemas, file), "utf8"),
    );
    const root = RENAMED[stem] ?? found;
    const moved = new Map([["#", root], [`#/$defs/${found}`, root]]);
    const own = { ...$defs, [root]: { ...schema, title: root } };
    if (root !== found) delete own[found];
    for (const [name, definition] of Object.entries(own)) {
      const pointed = repoint(definition, moved);
      const held = definitions.get(name);
      if (held !== undefined && name !== root && JSON.stringify(held) !== JSON.stringify(pointed)) {
        throw new Error(`${file}: \`${name}\` differs from the definition in another schema`);
      }
      definitions.set(name, pointed);
    }
    roots.push(root);
  }
  return {
    title: "Documents",
    anyOf: roots.map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(definitions),
  };
}

function repoint(node, moved) {
  if (Array.isArray(node)) return node.map((item) => repoint(item, moved));
  if (node === null || typeof node !== "object") return node;
  const { $ref, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, repoint(value, moved)]),
  );
  if ($ref === undefined) return rest;
  const pointed = { $ref: moved.has($ref) ? `#/$defs/${moved.get($ref)}` : $ref };
  // With a description beside it the generator would copy the type instead of naming it.
  return Object.keys(rest).length === 0 ? pointed : { ...rest, allOf: [pointed] };
}

async function typesOf(files) {
  const text = await compile(bundle(files), "Documents", {
    additionalProperties: false,
    bannerComment: HEADER,
    format: true,
    unreachableDefinitions: true,
  });
  // The alias that holds the bundle together is of no use to anybody.
  return text.replace(/export type Documents =[^;]*;\n/, "").replace(/\n\n\n+/g, "\n\n");
}

/** The getters of `Assessment`: one for every key of the document, parsed when asked. */
function fieldsOf(types) {
  const source = ts.createSourceFile("types.cts", types, ts.ScriptTarget.Latest, true);
  const document = source.statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === "AssessmentDocument",
  );
  const getters = document.members.filter(ts.isPropertySignature).map((member) => {
    const key = member.name.getText();
    const name = key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
    const words = ts.getJSDocCommentsAndTags(member).map((doc) => `  ${doc.getText()}\n`).join("");
    return `${words}  get ${name}(): AssessmentDocument["${key}"] {
    return this.field("${key}");
  }
`;
  });
  return `${HEADER}
import type { AssessmentDocument } from "./types.cjs";

/** The keys of an assessment document as getters, each parsed when asked. */
export abstract class AssessmentFields {
  protected abstract field<K extends keyof AssessmentDocument>(key: K): AssessmentDocument[K];

${getters.join("\n")}}
`;
}

if (options.check === options.write) throw new Error("pass either --check or --write");
const files = readdirSync(options.schemas).filter((file) => file.endsWith(".schema.json")).sort();
if (files.length === 0) throw new Error(`no *.schema.json in ${options.schemas}`);
const stem = (file) => file.split(".")[0];
const types = await typesOf(files.filter((file) => !INPUTS.has(stem(file))));
const written = {
  "lib/types.cts": types,
  "lib/records.cts": await typesOf(files.filter((file) => INPUTS.has(stem(file)))),
  "lib/fields.cts": fieldsOf(types),
};
for (const [name, text] of Object.entries(written)) {
  const path = join(HERE, name);
  if (options.write) {
    writeFileSync(path, text);
    continue;
  }
  let held = "";
  try {
    held = readFileSync(path, "utf8");
  } catch {
    // A file that is not there is as stale as one that differs.
  }
  if (held !== text) {
    console.log(`${name} is stale; repair with: ${REPAIR}`);
    process.exitCode = 1;
  }
}
