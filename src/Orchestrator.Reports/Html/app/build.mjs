// Bundles the report's program and its style sheet into dist/, each one file that an HTML page can hold inline.
import { build } from "esbuild";

await build({
  entryPoints: { report: "src/main.ts", style: "src/style.css" },
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
  charset: "ascii",
  legalComments: "none",
  outdir: "dist",
  logLevel: "warning",
});
