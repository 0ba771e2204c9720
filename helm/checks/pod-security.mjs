// The restricted profile of Kubernetes' pod security standards, point by point, and a read-only root besides.
import { containersOf } from './manifests.mjs';

const allowedVolumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected',
  'secret'];
const allowedSysctls = ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'];
const allowedSeLinux = [undefined, '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const allowedSeccomp = ['RuntimeDefault', 'Localhost'];

function ofSpec(spec) {
  const wrong = [];
  for (const shared of ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'])
    if (spec[shared]) wrong.push(`${shared} is true`);
  for (const volume of spec.volumes ?? []) {
    const type = Object.keys(volume).find(key => key !== 'name');
    if (!allowedVolumes.includes(type)) wrong.push(`volume ${volume.name} is a ${type}`);
  }
  const security = spec.securityContext ?? {};
  if (security.windowsOptions?.hostProcess) wrong.push('hostProcess is true');
  for (const { name } of security.sysctls ?? []) if (!allowedSysctls.includes(name)) wrong.push(`sysctl ${name} is set`);
  if (!(security.fsGroup > 0)) wrong.push('fsGroup is not set');
  return wrong;
}

function ofBoth(security, of) {
  const wrong = [];
  const { seLinuxOptions, appArmorProfile } = security;
  if (seLinuxOptions && (!allowedSeLinux.includes(seLinuxOptions.type) || seLinuxOptions.user || seLinuxOptions.role))
    wrong.push(`${of}: seLinuxOptions ask for more`);
  if (appArmorProfile?.type === 'Unconfined') wrong.push(`${of}: AppArmor is off`);
  if (security.runAsUser === 0) wrong.push(`${of}: runs as root`);
  return wrong;
}

function ofContainer(container, pod) {
  const own = container.securityContext ?? {};
  const effective = { ...pod, ...own };
  const wrong = ofBoth(own, container.name);
  const say = what => wrong.push(`${container.name}: ${what}`);
  if (own.privileged) say('is privileged');
  if (own.windowsOptions?.hostProcess) say('hostProcess is true');
  if (own.allowPrivilegeEscalation !== false) say('allowPrivilegeEscalation is not false');
  if (effective.runAsNonRoot !== true) say('runAsNonRoot is not true');
  if (!(effective.runAsUser > 0)) say('runAsUser is not set');
  if (!allowedSeccomp.includes(effective.seccompProfile?.type)) say('seccompProfile is not RuntimeDefault');
  if (!(own.capabilities?.drop ?? []).includes('ALL')) say('does not drop all capabilities');
  for (const added of own.capabilities?.add ?? [])
    if (added !== 'NET_BIND_SERVICE') say(`adds the capability ${added}`);
  if (own.readOnlyRootFilesystem !== true) say('its root file system is not read-only');
  if (![undefined, 'Default'].includes(own.procMount)) say(`procMount is ${own.procMount}`);
  for (const port of container.ports ?? []) if (port.hostPort) say(`takes the node's port ${port.hostPort}`);
  return wrong;
}

/** What of a pod the restricted profile refuses. */
export function podSecurity(pod) {
  const security = pod.spec.securityContext ?? {};
  return [...ofSpec(pod.spec), ...ofBoth(security, 'pod'),
    ...containersOf(pod).flatMap(container => ofContainer(container, security))];
}
