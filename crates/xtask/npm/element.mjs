/** The files that other pages load: embed.js, minified, and its types. */

import { existsSync } from "node:fs";
import { join } from "node:path";

import { BUNDLED, esbuild, folders, read } from "./sources.mjs";

/** @returns {Promise<[string, string][]>} */
export async function element() {
  const entry = join(folders.www, "embed.js");
  if (!existsSync(entry)) return [];
  const { outputFiles } = await esbuild.build({ ...BUNDLED, entryPoints: [entry], format: "esm", outdir: "/" });
  return [["embed.js", outputFiles[0].text], ["embed.d.ts", read("embed.d.ts")]];
}
