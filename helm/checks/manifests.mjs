// Rendered manifests: read, named, and the pods in them.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** The manifests of a stream of YAML documents; empty documents are left out. */
export function readManifests(text) {
  const manifests = [];
  for (const document of parseAllDocuments(text)) {
    if (document.errors.length > 0) throw new Error(document.errors[0].message);
    const manifest = document.toJS();
    if (manifest !== null && manifest !== undefined) manifests.push(manifest);
  }
  return manifests;
}

export const readManifestFile = path => readManifests(readFileSync(path, 'utf8'));

export const nameOf = manifest => `${manifest.kind}/${manifest.metadata?.name}`;

/** Every pod that a manifest makes: { owner, name, labels, spec, claims }; claims are its volumes' templates. */
export function podsOf(manifest) {
  const one = (template, claims = []) =>
    [{ owner: manifest, name: nameOf(manifest), labels: template.metadata?.labels ?? {}, spec: template.spec ?? {}, claims }];
  switch (manifest.kind) {
    case 'Pod': return one(manifest);
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job': return one(manifest.spec.template);
    case 'StatefulSet':
      return one(manifest.spec.template, (manifest.spec.volumeClaimTemplates ?? []).map(c => c.metadata.name));
    case 'CronJob': return one(manifest.spec.jobTemplate.spec.template);
    default: return [];
  }
}

export const containersOf = pod =>
  [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? []), ...(pod.spec.ephemeralContainers ?? [])];

/** Whether a label selector selects these labels. An empty selector selects all. */
export function selects(selector, labels) {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    const has = Object.hasOwn(labels, key);
    if (operator === 'In' && !(has && values.includes(labels[key]))) return false;
    if (operator === 'NotIn' && has && values.includes(labels[key])) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}
