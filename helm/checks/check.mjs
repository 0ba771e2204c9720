// node check.mjs [--json | --counts] [--values FILE]... FILE...   Checks each file of rendered manifests against the schemas and the
// policies. Secrets that a values file names are taken to be in the cluster. --counts begins with the numbers of manifests, pods
// and findings. Exit code 1 where something is found.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { podsOf, readManifestFile } from './manifests.mjs';
import { checkPods } from './pod-policies.mjs';
import { checkRelease } from './release-policies.mjs';
import { checkSchema } from './schemas.mjs';

// Every text under a key that names a secret.
function givenSecrets(value, key = '') {
  if (typeof value === 'string') return /(^existingSecret|Secret|^pullSecrets)$/.test(key) && value !== '' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(item => givenSecrets(item, key));
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([k, v]) => givenSecrets(v, k)) : [];
}

async function check(file, given) {
  const manifests = readManifestFile(file);
  const pods = manifests.flatMap(podsOf);
  const findings = [];
  for (const manifest of manifests) findings.push(...await checkSchema(manifest));
  findings.push(...checkPods(pods), ...checkRelease(manifests, pods, given));
  return { file, manifests: manifests.length, pods: pods.length, findings };
}

const [files, given] = [[], []];
let form = 'text';
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument === '--json' || argument === '--counts') form = argument.slice(2);
  else if (argument === '--values') given.push(...givenSecrets(parse(readFileSync(process.argv[++i], 'utf8'))));
  else files.push(argument);
}

const results = [];
for (const file of files) results.push(await check(file, given));
if (form === 'json') {
  console.log(JSON.stringify(results));
} else {
  const sum = count => results.reduce((total, result) => total + count(result), 0);
  if (form === 'counts') console.log(`${sum(r => r.manifests)} ${sum(r => r.pods)} ${sum(r => r.findings.length)}`);
  for (const { findings } of results) for (const { where, rule, what } of findings) console.log(`${where}: ${rule}: ${what}`);
}
process.exitCode = results.some(r => r.findings.length > 0) ? 1 : 0;
