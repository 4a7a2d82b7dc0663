import { formatAddress } from '../../../shared/net/address.ts';
import { containerDigest } from '../cluster/containerDigest.ts';
import type { PodState } from '../cluster/objects.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import { isoSeconds } from '../cluster/times.ts';
import type { JsonObject } from '../encode/message.ts';
import { metadata } from './metadata.ts';

/** A pod as kubectl get -o json has it, without kind and apiVersion (items of a list carry neither). */
export function podView(seed: number, pod: PodState): JsonObject {
  const { template, machine } = pod;
  const { workload } = template;
  const rest: Record<string, JsonObject[string]> = { labels: template.labelsIn(machine?.zone ?? '') };
  if (pod.network) rest.annotations = { ...template.annotations, ...pod.network.annotations };
  else if (template.annotations) rest.annotations = template.annotations;
  if (template.ownerReferences) rest.ownerReferences = template.ownerReferences;
  rest.managedFields = template.managedFields;
  return {
    metadata: metadata(seed, pod, { generateName: template.generateName, generation: pod.deletedAt ? 2 : 1, gracePeriod: 30, rest }),
    spec: {
      ...(template.volumes ? { volumes: template.volumes } : undefined),
      containers: template.containers,
      restartPolicy: template.restartPolicy,
      terminationGracePeriodSeconds: 30,
      dnsPolicy: workload.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst',
      ...(workload.owner === 'Node' ? undefined : { serviceAccountName: workload.app, serviceAccount: workload.app }),
      ...(machine ? { nodeName: machine.name } : undefined),
      ...(workload.hostNetwork ? { hostNetwork: true } : undefined),
      securityContext: noFields,
      ...(workload.owner === 'DaemonSet' && machine ? { affinity: onlyOn(machine.name) } : undefined),
      schedulerName: 'default-scheduler',
      tolerations: template.tolerations,
      ...(template.priorityClassName ? { priorityClassName: template.priorityClassName } : undefined),
      priority: template.priority,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: status(seed, pod),
  };
}

const noFields = Object.freeze({});

function onlyOn(node: string): JsonObject {
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } };
}

function status(seed: number, pod: PodState): JsonObject {
  const { machine } = pod;
  const out: Record<string, JsonObject[string]> = { phase: pod.phase };
  if (machine) out.conditions = conditions(pod);
  if (machine && pod.startedAt > 0) {
    const { hostIPs } = machine;
    if (hostIPs[0]) {
      out.hostIP = hostIPs[0].ip;
      out.hostIPs = hostIPs;
    }
    const podIPs = pod.template.workload.hostNetwork ? hostIPs : podAddresses(pod).map((address) => ({ ip: formatAddress(address) }));
    if (podIPs[0]) {
      out.podIP = podIPs[0].ip;
      out.podIPs = podIPs;
    }
    out.startTime = isoSeconds(pod.startedAt);
    out.containerStatuses = [containerStatus(seed, pod)];
  }
  out.qosClass = 'Burstable';
  return out;
}

function conditions(pod: PodState): JsonObject[] {
  const scheduled = isoSeconds(pod.createdAt);
  if (pod.startedAt === 0) return [{ type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: scheduled }];
  const at = isoSeconds(pod.endedAt || pod.startedAt);
  const done = pod.phase === 'Succeeded' ? { reason: 'PodCompleted' } : undefined;
  const condition = (type: string, isTrue: boolean, why: string): JsonObject => {
    const base = { type, status: isTrue ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: at };
    return isTrue ? base : { ...base, ...(done ?? { reason: why }) };
  };
  return [
    condition('PodReadyToStartContainers', pod.phase === 'Running', 'PodFailed'),
    condition('Initialized', true, ''),
    condition('Ready', pod.ready, 'ContainersNotReady'),
    condition('ContainersReady', pod.ready, 'ContainersNotReady'),
    { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: scheduled },
  ];
}

function containerStatus(seed: number, pod: PodState): JsonObject {
  const { template } = pod;
  const startedAt = isoSeconds(pod.startedAt);
  const containerID = `containerd://${containerDigest(seed, pod.serial)}`;
  const ended = pod.phase === 'Succeeded' || pod.phase === 'Failed';
  const exit = pod.phase === 'Failed' ? { exitCode: 1, reason: 'Error' } : { exitCode: 0, reason: 'Completed' };
  return {
    name: template.containerName,
    state: ended ? { terminated: { ...exit, startedAt, finishedAt: isoSeconds(pod.endedAt), containerID } } : { running: { startedAt } },
    lastState: noFields,
    ready: pod.ready,
    restartCount: pod.restarts,
    image: template.workload.image,
    imageID: template.imageID,
    containerID,
    started: !ended,
  };
}
