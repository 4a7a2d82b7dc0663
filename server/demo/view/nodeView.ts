import { formatAddress } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { NodeState } from '../cluster/objects.ts';
import { deepFreeze, digest, region } from '../cluster/podTemplate.ts';
import { isoSeconds } from '../cluster/times.ts';
import { uidOf } from '../cluster/uid.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

export const kubernetesVersion = 'v1.37.2';

export function nodeView(seed: number, node: NodeState): JsonObject {
  const { machine } = node;
  const blocks = machine.blocks.map(formatCidr);
  const isControlPlane = machine.roles.includes('control-plane');
  const labels: Record<string, string> = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': machine.name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': isControlPlane ? 'c4.large' : 'm8.2xlarge',
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': machine.zone,
  };
  for (const role of machine.roles) labels[`node-role.kubernetes.io/${role}`] = '';
  const capacity = {
    cpu: String(machine.cores),
    'ephemeral-storage': '204700Mi',
    memory: `${machine.cores * 4096}Mi`,
    pods: String(machine.maxPods),
  };
  return {
    metadata: metadata(seed, node, {
      rest: {
        labels,
        annotations: node.annotations ? { ...nodeAnnotations, ...node.annotations } : nodeAnnotations,
        managedFields: managedFields(node.createdAt),
      },
    }),
    spec: {
      ...(blocks[0] === undefined ? undefined : { podCIDR: blocks[0], podCIDRs: blocks }),
      providerID: `demo://${region}/${machine.name}`,
      ...(isControlPlane ? { taints: controlPlaneTaints } : undefined),
    },
    status: {
      capacity,
      allocatable: { ...capacity, memory: '129024Mi' },
      conditions: conditions(node),
      addresses: [
        ...machine.addresses.map((address) => ({ type: 'InternalIP', address: formatAddress(address) })),
        { type: 'Hostname', address: machine.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: digest(machine.name).slice(0, 32),
        systemUUID: uidOf(seed ^ 1, node.serial),
        bootID: uidOf(seed ^ 2, node.serial),
        kernelVersion: '6.18.9-cloud-amd64',
        osImage: 'Debian GNU/Linux 14 (forky)',
        containerRuntimeVersion: 'containerd://2.3.1',
        kubeletVersion: kubernetesVersion,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      images,
    },
  };
}

const nodeAnnotations = deepFreeze({
  'node.alpha.kubernetes.io/ttl': '0',
  'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
});
const controlPlaneTaints = deepFreeze([{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }]);

const nodeFields = deepFreeze({ 'f:spec': { 'f:podCIDR': {}, 'f:podCIDRs': { '.': {} } } });

function managedFields(time: number): JsonObject[] {
  return [
    {
      manager: 'kube-controller-manager',
      operation: 'Update',
      apiVersion: 'v1',
      time: isoSeconds(time),
      fieldsType: 'FieldsV1',
      fieldsV1: nodeFields,
    },
  ];
}

const healthy = [
  ['MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
] as const;

function conditions(node: NodeState): JsonObject[] {
  const lastHeartbeatTime = isoSeconds(node.heartbeatAt);
  const since = isoSeconds(node.createdAt);
  const out: JsonObject[] = healthy.map(([type, reason, message]) => ({
    type,
    status: 'False',
    lastHeartbeatTime,
    lastTransitionTime: since,
    reason,
    message,
  }));
  const changed = { lastHeartbeatTime, lastTransitionTime: isoSeconds(node.transitionAt) };
  out.push(
    node.ready
      ? { type: 'Ready', status: 'True', ...changed, reason: 'KubeletReady', message: 'kubelet is posting ready status' }
      : { type: 'Ready', status: 'False', ...changed, reason: 'KubeletNotReady', message: 'container runtime network not ready' },
  );
  return out;
}

/** A node lists the images it holds: most of a real node's bytes. */
const images = deepFreeze(
  ['proxy', 'node-exporter', 'cni', 'pause', 'web', 'api', 'worker', 'gateway', 'cache', 'postgres', 'otel-collector', 'log-agent'].map(
    (name, index) => ({
      names: [`registry.example/platform/${name}@sha256:${digest(name)}`, `registry.example/platform/${name}:v1.${index}.0`],
      sizeBytes: 24_000_000 + index * 7_654_321,
    }),
  ),
);
