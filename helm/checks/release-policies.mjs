// What must fit together in a release: names, selectors, ports, and who may speak to whom.
import { containersOf, nameOf, podsOf, selects } from './manifests.mjs';

const of = (manifests, ...kinds) => manifests.filter(m => kinds.includes(m.kind));
const finding = (manifest, rule, what) => ({ where: nameOf(manifest), rule, what });
const containerPorts = pods => pods.flatMap(containersOf).flatMap(c => c.ports ?? []);
const hasPort = (pods, port) => containerPorts(pods).some(p => typeof port === 'number' ? p.containerPort === port : p.name === port);

function unique(manifests) {
  const seen = new Set();
  return manifests.filter(m => {
    const key = `${m.apiVersion} ${nameOf(m)}`;
    return seen.has(key) || !seen.add(key);
  }).map(m => finding(m, 'names', 'is there twice'));
}

const names = manifests => manifests
  .filter(m => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(m.metadata?.name ?? '') || m.metadata.name.length > (m.kind === 'Service' ? 63 : 253))
  .map(m => finding(m, 'names', 'is no name'));

const rights = manifests => of(manifests, 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding')
  .map(m => finding(m, 'rights', 'gives rights to the API'));

const accounts = manifests => of(manifests, 'ServiceAccount').filter(m => m.automountServiceAccountToken !== false)
  .map(m => finding(m, 'tokens', 'automountServiceAccountToken is not false'));

// Secrets that the release makes by itself, by cert-manager, or that the values name.
function references(manifests, pods, given) {
  const there = {
    Secret: new Set([...given, ...of(manifests, 'Secret').map(m => m.metadata.name),
      ...of(manifests, 'Certificate').map(m => m.spec.secretName)]),
    ConfigMap: new Set([...given, ...of(manifests, 'ConfigMap').map(m => m.metadata.name)]),
    ServiceAccount: new Set(of(manifests, 'ServiceAccount').map(m => m.metadata.name)),
  };
  const wanted = [];
  for (const pod of pods) {
    const want = (kind, name) => wanted.push([pod.owner, kind, name]);
    want('ServiceAccount', pod.spec.serviceAccountName);
    for (const { name } of pod.spec.imagePullSecrets ?? []) want('Secret', name);
    for (const volume of (pod.spec.volumes ?? []).flatMap(v => [v, ...(v.projected?.sources ?? [])])) {
      if (volume.secret) want('Secret', volume.secret.secretName ?? volume.secret.name);
      if (volume.configMap) want('ConfigMap', volume.configMap.name);
    }
    for (const { valueFrom } of containersOf(pod).flatMap(c => c.env ?? [])) {
      if (valueFrom?.secretKeyRef) want('Secret', valueFrom.secretKeyRef.name);
      if (valueFrom?.configMapKeyRef) want('ConfigMap', valueFrom.configMapKeyRef.name);
    }
  }
  for (const monitor of of(manifests, 'ServiceMonitor')) {
    for (const { tlsConfig: tls, authorization } of monitor.spec.endpoints) {
      for (const secret of [tls?.ca?.secret, tls?.cert?.secret, tls?.keySecret, authorization?.credentials])
        if (secret) wanted.push([monitor, 'Secret', secret.name]);
    }
  }
  for (const trigger of of(manifests, 'TriggerAuthentication'))
    for (const { name } of trigger.spec.secretTargetRef ?? []) wanted.push([trigger, 'Secret', name]);
  return wanted.filter(([, kind, name]) => !there[kind].has(name))
    .map(([manifest, kind, name]) => finding(manifest, 'references', `${kind} ${name} is not there`));
}

function selectors(manifests, pods) {
  const found = [];
  const none = (manifest, what) => found.push(finding(manifest, 'selectors', what));
  for (const workload of of(manifests, 'Deployment', 'StatefulSet', 'DaemonSet')) {
    const [pod] = podsOf(workload);
    if (!workload.spec.selector || !selects(workload.spec.selector, pod.labels)) none(workload, 'does not select its own pods');
    for (const spread of pod.spec.topologySpreadConstraints ?? [])
      if (!selects(spread.labelSelector, pod.labels)) none(workload, `spreads other pods over ${spread.topologyKey}`);
    const others = pods.filter(p => p.owner !== workload && selects(workload.spec.selector, p.labels));
    for (const other of others) none(workload, `selects the pods of ${other.name} too`);
  }
  for (const service of of(manifests, 'Service'))
    if (!pods.some(p => selects({ matchLabels: service.spec.selector }, p.labels))) none(service, 'selects no pod');
  for (const budget of of(manifests, 'PodDisruptionBudget'))
    if (!pods.some(p => selects(budget.spec.selector, p.labels))) none(budget, 'selects no pod');
  for (const monitor of of(manifests, 'ServiceMonitor'))
    if (!of(manifests, 'Service').some(s => selects(monitor.spec.selector, s.metadata.labels ?? {}))) none(monitor, 'selects no service');
  for (const set of of(manifests, 'StatefulSet'))
    if (!of(manifests, 'Service').some(s => s.metadata.name === set.spec.serviceName && s.spec.clusterIP === 'None'))
      none(set, `its headless service ${set.spec.serviceName} is not there`);
  return found;
}

function ports(manifests, pods) {
  const found = [];
  const wrong = (manifest, what) => found.push(finding(manifest, 'ports', what));
  for (const service of of(manifests, 'Service')) {
    const selected = pods.filter(p => selects({ matchLabels: service.spec.selector }, p.labels));
    for (const { port, targetPort } of service.spec.ports ?? [])
      if (selected.some(pod => !hasPort([pod], targetPort ?? port))) wrong(service, `no port ${targetPort ?? port} in its pods`);
  }
  for (const pod of pods) {
    for (const container of containersOf(pod)) {
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
        const port = container[probe]?.httpGet?.port ?? container[probe]?.tcpSocket?.port;
        if (port !== undefined && !(container.ports ?? []).some(p => p.name === port || p.containerPort === port))
          wrong(pod.owner, `${container.name}: ${probe} asks the port ${port}, which it does not have`);
      }
    }
  }
  for (const monitor of of(manifests, 'ServiceMonitor')) {
    const services = of(manifests, 'Service').filter(s => selects(monitor.spec.selector, s.metadata.labels ?? {}));
    for (const { port } of monitor.spec.endpoints)
      if (services.some(s => !s.spec.ports.some(p => p.name === port))) wrong(monitor, `no port ${port} in its services`);
  }
  return found;
}

function targets(manifests) {
  return of(manifests, 'HorizontalPodAutoscaler', 'ScaledObject').flatMap(scaler => {
    const { kind = 'Deployment', name } = scaler.spec.scaleTargetRef;
    const target = of(manifests, kind).find(m => m.metadata.name === name);
    if (!target) return [finding(scaler, 'autoscalers', `its target ${kind}/${name} is not there`)];
    const wrong = target.spec.replicas === undefined ? [] : [finding(scaler, 'autoscalers', `${name} has replicas of its own`)];
    const authentications = (scaler.spec.triggers ?? []).map(t => t.authenticationRef?.name).filter(n => n !== undefined);
    const missing = authentications.filter(n => !of(manifests, 'TriggerAuthentication').some(t => t.metadata.name === n));
    return [...wrong, ...new Set(missing.map(n => finding(scaler, 'autoscalers', `TriggerAuthentication ${n} is not there`)))];
  }).concat(of(manifests, 'ScaledObject').filter(s => of(manifests, 'HorizontalPodAutoscaler')
    .some(h => h.spec.scaleTargetRef.name === s.spec.scaleTargetRef.name))
    .map(s => finding(s, 'autoscalers', 'a HorizontalPodAutoscaler scales its target too')));
}

// Where there are policies, none may be for nobody, each pod is denied by default, and rules lead to ports that are there.
function network(manifests, pods) {
  const policies = of(manifests, 'NetworkPolicy');
  if (policies.length === 0) return [];
  const found = [];
  const wrong = (manifest, what) => found.push(finding(manifest, 'network', what));
  const chosen = policy => pods.filter(p => selects(policy.spec.podSelector, p.labels));
  for (const policy of policies) {
    if (chosen(policy).length === 0) wrong(policy, 'selects no pod');
    for (const rule of policy.spec.ingress ?? []) {
      if (!rule.ports?.length || !rule.from?.length) wrong(policy, 'lets in everybody, or to every port');
      for (const { port } of rule.ports ?? [])
        if (chosen(policy).some(p => !hasPort([p], port))) wrong(policy, `no port ${port} in its pods`);
    }
    for (const rule of policy.spec.egress ?? []) {
      if (!rule.ports?.length) wrong(policy, 'lets out to every port');
      const peers = (rule.to ?? []).filter(peer => peer.podSelector && !peer.namespaceSelector);
      for (const peer of peers) {
        const there = pods.filter(p => selects(peer.podSelector, p.labels));
        if (there.length === 0) wrong(policy, 'lets out to pods that are not there');
        for (const { port } of rule.ports ?? []) if (!hasPort(there, port)) wrong(policy, `no port ${port} where it lets out to`);
      }
    }
  }
  const denies = direction => policies.filter(p => p.spec.policyTypes?.includes(direction) && !p.spec[direction.toLowerCase()]);
  for (const direction of ['Ingress', 'Egress'])
    for (const pod of pods.filter(p => !denies(direction).some(policy => selects(policy.spec.podSelector, p.labels))))
      wrong(pod.owner, `${direction.toLowerCase()} is not denied by default`);
  return found;
}

/** What does not fit together in a release: { where, rule, what }. given: names of secrets that are there beforehand. */
export function checkRelease(manifests, pods, given) {
  return [...unique(manifests), ...names(manifests), ...rights(manifests), ...accounts(manifests),
    ...references(manifests, pods, given), ...selectors(manifests, pods), ...ports(manifests, pods), ...targets(manifests),
    ...network(manifests, pods)];
}
