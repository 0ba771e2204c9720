// What every pod of the chart must have, besides what the restricted profile asks.
import { containersOf } from './manifests.mjs';
import { podSecurity } from './pod-security.mjs';

const secretName = /(TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|PRIVATE_?KEY|^PGPASS)/i;
const urlWithPassword = /:\/\/[^/@\s:]*:[^/@\s]+@/;

const resources = pod => containersOf(pod).flatMap(({ name, resources: own }) =>
  [['limits', 'cpu'], ['limits', 'memory'], ['limits', 'ephemeral-storage'], ['requests', 'cpu'], ['requests', 'memory']]
    .filter(([group, what]) => own?.[group]?.[what] === undefined)
    .map(([group, what]) => `${name}: resources.${group} has no ${what}`));

function images(pod) {
  return containersOf(pod).flatMap(({ name, image }) => {
    const last = String(image).split('/').at(-1);
    if (/@sha256:[0-9a-f]{64}$/.test(last)) return [];
    const tag = last.includes(':') ? last.split(':').at(-1) : '';
    return tag === '' || tag === 'latest' ? [`${name}: image ${image} is not pinned to a tag or a digest`] : [];
  });
}

const tokens = pod => pod.spec.automountServiceAccountToken === false ? [] : ["the service account's token is mounted"];

// A path or a name of a file is no secret; a value that refers to another variable is none either.
const looksSecret = ({ name, value }) => typeof value === 'string' && value !== ''
  && ((secretName.test(name) && !/^\/|^\$\(/.test(value) && !/(_FILE|_PATH|_ARGS)$/.test(name)) || urlWithPassword.test(value));

function literals(pod) {
  return containersOf(pod).flatMap(container => [
    ...(container.env ?? []).filter(looksSecret).map(({ name }) => `${container.name}: ${name} is written out`),
    ...[...(container.args ?? []), ...(container.command ?? [])].filter(text => urlWithPassword.test(text))
      .map(() => `${container.name}: a password is written out in its arguments`),
  ]);
}

function probes(pod) {
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(pod.owner.kind)) return [];
  return (pod.spec.containers ?? []).flatMap(container => ['startupProbe', 'livenessProbe', 'readinessProbe']
    .filter(probe => !container[probe]).map(probe => `${container.name}: has no ${probe}`));
}

function volumes(pod) {
  const made = new Set([...(pod.spec.volumes ?? []).map(v => v.name), ...pod.claims]);
  const wrong = (pod.spec.volumes ?? []).filter(v => v.emptyDir && !v.emptyDir.sizeLimit)
    .map(v => `emptyDir ${v.name} has no sizeLimit`);
  const used = new Set();
  for (const container of containersOf(pod)) {
    const paths = new Set();
    for (const { name, mountPath } of container.volumeMounts ?? []) {
      used.add(name);
      if (!made.has(name)) wrong.push(`${container.name}: mounts ${name}, which is no volume`);
      if (paths.has(mountPath)) wrong.push(`${container.name}: mounts two volumes at ${mountPath}`);
      paths.add(mountPath);
    }
  }
  return [...wrong, ...[...made].filter(name => !used.has(name)).map(name => `volume ${name} is not mounted`)];
}

// A worker drains, and then has 30 s in which the coordinator may still acknowledge what it handed in.
function grace(pod) {
  return containersOf(pod).flatMap(({ name, args = [], lifecycle }) => {
    if (!['serve', 'work'].includes(args[0])) return [];
    const wrong = lifecycle?.preStop ? [] : [`${name}: has no preStop hook`];
    const given = pod.spec.terminationGracePeriodSeconds ?? 30;
    const drain = args[0] === 'work' ? Number(args[args.indexOf('--drain') + 1]) + 30 : lifecycle?.preStop?.sleep?.seconds ?? 0;
    return given > drain ? wrong : [...wrong, `${name}: a grace period of ${given} s is not more than ${drain} s`];
  });
}

const rules = { 'pod-security': podSecurity, resources, images, tokens, literals, probes, volumes, grace };

/** What is wrong with the pods: { where, rule, what }. */
export const checkPods = pods => pods.flatMap(pod => Object.entries(rules)
  .flatMap(([rule, check]) => check(pod).map(what => ({ where: pod.name, rule, what }))));
