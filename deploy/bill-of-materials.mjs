// Writes what an image is made of, as CycloneDX 1.6: Debian's packages, .NET's runtime, NuGet packages, and the npm packages
// inside the HTML report. It holds no time and no random id: equal contents give equal bytes.
//
// node bill-of-materials.mjs --name NAME --version V --root IMAGE --source REPOSITORY --output FILE [--archive NAME URL SHA256]
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values: given, positionals: archive } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: "string" }, version: { type: "string" }, root: { type: "string" }, source: { type: "string" },
    output: { type: "string" }, archive: { type: "boolean" },
  },
});
const app = join(given.root, "opt/orchestrator");
const text = (...path) => readFileSync(join(...path), "utf8");
const json = (...path) => JSON.parse(text(...path));

function component(type, name, version, purl, more = {}) {
  return { type, "bom-ref": purl, name, version, purl, ...more };
}

function osRelease() {
  return Object.fromEntries(text(given.root, "usr/lib/os-release").trim().split("\n")
    .map((line) => line.match(/^(\w+)="?(.*?)"?$/).slice(1)));
}

// The short names of a copyright file in Debian's machine-readable form; other files name none.
function debianLicences(name) {
  const file = join(given.root, "usr/share/doc", name, "copyright");
  if (!existsSync(file)) return {};
  const names = [...text(file).matchAll(/^License: *(\S[^\n]*)$/gm)].map((found) => found[1].trim());
  const licenses = [...new Set(names)].sort().map((licence) => ({ license: { name: licence } }));
  return licenses.length === 0 ? {} : { licenses };
}

function debian(system) {
  return text(given.root, "var/lib/dpkg/status").trim().split("\n\n")
    .map((entry) => Object.fromEntries([...entry.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map((found) => found.slice(1))))
    .filter((entry) => entry.Status === "install ok installed")
    .map((entry) => component(
      "library", entry.Package, entry.Version,
      `pkg:deb/debian/${encodeURIComponent(entry.Package)}@${encodeURIComponent(entry.Version)}`
        + `?arch=${entry.Architecture}&distro=${system.ID}-${system.VERSION_ID}`,
      debianLicences(entry.Package)));
}

function dotnet() {
  const shared = join(given.root, "usr/share/dotnet/shared");
  return readdirSync(shared).flatMap((name) => readdirSync(join(shared, name)).map((version) => component(
    "framework", name, version, `pkg:generic/${name}@${version}`, { licenses: [{ license: { id: "MIT" } }] })));
}

function nugetLicence(name, version) {
  const folder = join(homedir(), ".nuget/packages", name.toLowerCase(), version.toLowerCase());
  const file = join(folder, `${name.toLowerCase()}.nuspec`);
  const expression = existsSync(file) && text(file).match(/<license type="expression">([^<]+)<\/license>/)?.[1];
  return expression ? { licenses: [{ expression }] } : {};
}

// The program's own list of what it loads; compiling and analysing packages are not in it.
function nuget() {
  return Object.entries(json(app, "orchestrator.deps.json").libraries)
    .filter(([, library]) => library.type === "package")
    .map(([key, library]) => {
      const [name, version] = key.split("/");
      const sum = Buffer.from(library.sha512.replace(/^sha512-/, ""), "base64").toString("hex");
      const hashes = sum === "" ? {} : { hashes: [{ alg: "SHA-512", content: sum }] };
      return component("library", name, version, `pkg:nuget/${name}@${version}`, { ...hashes, ...nugetLicence(name, version) });
    });
}

// What the report's sources import, and what that needs: the bundler and the compiler stay behind.
function npm() {
  const folder = join(given.source, "src/Orchestrator.Reports/Html/app");
  const locked = json(folder, "package-lock.json").packages;
  const sources = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const waiting = sources.flatMap((file) => [...text(folder, "src", file).matchAll(/from ["']([^."'][^"']*)["']/g)])
    .map((found) => found[1].split("/").slice(0, found[1].startsWith("@") ? 2 : 1).join("/"));
  const bundled = new Set();
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (bundled.has(name)) continue;
    bundled.add(name);
    waiting.push(...Object.keys(locked[`node_modules/${name}`].dependencies ?? {}));
  }
  return [...bundled].map((name) => {
    const { version, integrity, license } = locked[`node_modules/${name}`];
    const [algorithm, sum] = integrity.split("-");
    const hashes = [{ alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(sum, "base64").toString("hex") }];
    return component("library", name, version, `pkg:npm/${name.replace("@", "%40")}@${version}`,
      { hashes, ...(license ? { licenses: [{ license: { id: license } }] } : {}) });
  });
}

function downloaded() {
  const [name, url, sum] = archive;
  if (!url) return [];
  const version = url.match(/-(\d[^/]*?)\.(zip|tar\.\w+)$/)?.[1] ?? sum.slice(0, 12);
  return [component("library", name, decodeURIComponent(version),
    `pkg:generic/${name}@${version}?download_url=${encodeURIComponent(url)}&checksum=sha256:${sum}`,
    { hashes: [{ alg: "SHA-256", content: sum }] })];
}

const system = osRelease();
const components = [
  component("operating-system", system.ID, system.VERSION_ID, `pkg:generic/${system.ID}@${system.VERSION_ID}`),
  ...debian(system), ...dotnet(), ...nuget(), ...npm(), ...downloaded(),
].sort((one, other) => (one.purl < other.purl ? -1 : 1));
const subject = component("container", given.name, given.version, `pkg:oci/${given.name}@${given.version}`);
const id = createHash("sha256").update(JSON.stringify([subject, components])).digest("hex");
const serial = [id.slice(0, 8), id.slice(8, 12), `5${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)].join("-");
writeFileSync(given.output, JSON.stringify({
  bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${serial}`, version: 1,
  metadata: { component: subject }, components,
}, null, 1));
console.log(`${given.name}: ${components.length} components`);
