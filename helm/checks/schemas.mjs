// Manifests against the schemas of Kubernetes, cert-manager, KEDA and the Prometheus operator.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nameOf } from './manifests.mjs';

const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const packages = ['kubernetes-models', '@kubernetes-models/cert-manager', '@kubernetes-models/keda',
  '@kubernetes-models/prometheus-operator'];

// The packages also hold versions that no cluster of today serves.
const served = ['v1', 'apps/v1', 'autoscaling/v2', 'batch/v1', 'networking.k8s.io/v1', 'policy/v1', 'rbac.authorization.k8s.io/v1',
  'cert-manager.io/v1', 'keda.sh/v1alpha1', 'monitoring.coreos.com/v1'];

// The compiled validators ask for every field that they know and pass over the others. So the manifest is shown to them
// through proxies that note what was asked for; what nobody asked for is unknown to the API server too.
function watched(value, path, unasked) {
  if (value === null || typeof value !== 'object') return value;
  const children = new Map(Object.entries(value).map(([key, child]) => [key, watched(child, `${path}/${key}`, unasked)]));
  const asked = new Set();
  let isListed = false;
  if (!Array.isArray(value)) {
    unasked.push(() => {
      // Free-form objects are not looked into, those of named values are listed.
      if (isListed || asked.size === 0) return [];
      return [...children.keys()].filter(key => !asked.has(key)).map(key => `${path}/${key}: unknown field`);
    });
  }
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'string') asked.add(key);
      return children.has(key) ? children.get(key) : target[key];
    },
    ownKeys(target) {
      isListed = true;
      return Reflect.ownKeys(target);
    },
  });
}

async function validatorOf(apiVersion, kind) {
  if (!served.includes(apiVersion) || !/^[A-Za-z]+$/.test(kind)) return null;
  const file = packages.map(name => join(modules, name, apiVersion, `${kind}.js`)).find(existsSync);
  return file ? (await import(pathToFileURL(file)))[kind] : null;
}

/** What is wrong with a manifest: { where, rule, what }. */
export async function checkSchema(manifest) {
  const where = nameOf(manifest);
  const finding = what => ({ where, rule: 'schema', what });
  const Model = await validatorOf(String(manifest.apiVersion), String(manifest.kind));
  if (!Model) return [finding(`there is no ${manifest.kind} in ${manifest.apiVersion}`)];
  const unasked = [];
  const shown = watched(manifest, '', unasked);
  const findings = [];
  try {
    Model.prototype.validate.call(shown);
  } catch (refused) {
    findings.push(finding(String(refused.message)));
  }
  // apiVersion and kind are looked at above.
  return [...findings, ...unasked.flatMap(missing => missing()).map(finding)]
    .filter(f => !/^\/(apiVersion|kind): unknown field$/.test(f.what));
}
