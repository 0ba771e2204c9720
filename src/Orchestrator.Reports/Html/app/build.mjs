// Bundles the report's program and its style sheet into dist/, each one file that an HTML page can hold inline.
// The licences of the libraries ask that their notices stay with every copy: they stand at the head of the program.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const result = await build({
  entryPoints: { report: "src/main.ts", style: "src/style.css" },
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: ["es2020"],
  charset: "ascii",
  legalComments: "none",
  outdir: "dist",
  logLevel: "warning",
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
  if (name) {
    packages.add(name);
  }
}

const licences = new Map();
for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = existsSync(folder) && readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : license;
  const holder = /^Copyright.*$/im.exec(text)?.[0] ?? "";
  const terms = text.replace(/^Copyright.*$/gim, "").replace(/\s+/g, " ").trim();
  const own = licences.get(terms) ?? [];
  own.push(`${name} ${version} (${license}) ${holder}`.trim());
  licences.set(terms, own);
}

const notice = [...licences].map(([terms, own]) => `${own.join("\n")}\n\n${terms}\n`).join("\n").replace(/\*\//g, "* /").replace(/</g, "&lt;");
writeFileSync("dist/report.js", `/*!\nThis page holds these libraries.\n\n${notice}*/\n${readFileSync("dist/report.js", "utf8")}`);
