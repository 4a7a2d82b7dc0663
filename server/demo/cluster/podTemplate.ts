import type { JsonObject } from '../encode/message.ts';
import { podManagedFields } from './podManagedFields.ts';
import { isoSeconds } from './times.ts';
import { uidOf } from './uid.ts';

type OwnerKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'Node' | 'none';

/** What makes a workload's pods alike. */
export interface Workload {
  readonly namespace: string;
  readonly app: string; // label "app", by which Services select
  readonly owner: OwnerKind;
  readonly ownerName: string; // the ReplicaSet, StatefulSet, DaemonSet, Job or Node
  readonly ownerSerial: number;
  readonly revision: string; // pod-template-hash or controller-revision-hash, '' without
  readonly hostNetwork: boolean;
  readonly command: readonly string[];
  readonly image: string;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>; // besides app and what the owner adds
}

/**
 * The part of a pod that all pods of one revision share, frozen: the encoder keeps the bytes of frozen values, so a pod
 * costs its own few fields.
 */
export interface PodTemplate {
  readonly workload: Workload;
  readonly generateName: string;
  readonly annotations: JsonObject | undefined;
  readonly ownerReferences: readonly JsonObject[] | undefined;
  readonly managedFields: readonly JsonObject[];
  readonly volumes: readonly JsonObject[] | undefined;
  readonly containers: readonly JsonObject[];
  readonly tolerations: readonly JsonObject[];
  readonly containerName: string;
  readonly imageID: string;
  readonly restartPolicy: 'Always' | 'Never';
  readonly priorityClassName: string;
  readonly priority: number;
  /** Labels of a pod in a zone; kubelet's admission copies the node's topology labels (recorded on 1.37.2). */
  labelsIn(zone: string): JsonObject;
}

export const region = 'eu-demo-1';

export function podTemplate(workload: Workload, seed: number): PodTemplate {
  const isStatic = workload.owner === 'Node';
  const labels = Object.freeze({ ...ownLabels(workload), ...workload.labels });
  const byZone = new Map<string, JsonObject>();
  return {
    workload,
    generateName: workload.owner === 'Node' || workload.owner === 'none' ? '' : `${workload.ownerName}-`,
    annotations: isStatic ? deepFreeze({ 'kubernetes.io/config.source': 'file' }) : scrapeAnnotations(workload),
    ownerReferences: workload.owner === 'none' ? undefined : deepFreeze([ownerReference(workload, seed)]),
    managedFields: deepFreeze(podManagedFields(workload.app, Object.keys(labels), isoSeconds(workload.createdAt), workload.hostNetwork)),
    volumes: isStatic ? staticVolumes : deepFreeze(volumes(workload)),
    containers: deepFreeze([container(workload)]),
    tolerations: tolerations(workload),
    containerName: workload.app,
    imageID: `${workload.image.replace(/:[^:]*$/, '')}@sha256:${digest(`${workload.image}${workload.revision}`)}`,
    restartPolicy: workload.owner === 'Job' ? 'Never' : 'Always',
    priorityClassName: isStatic ? 'system-node-critical' : '',
    priority: isStatic ? 2_000_001_000 : 0,
    labelsIn(zone) {
      let known = byZone.get(zone);
      if (!known) {
        known = Object.freeze(
          zone === '' ? labels : { ...labels, 'topology.kubernetes.io/region': region, 'topology.kubernetes.io/zone': zone },
        );
        byZone.set(zone, known);
      }
      return known;
    },
  };
}

function ownLabels(workload: Workload): Record<string, string> {
  const { app, owner, ownerName, revision } = workload;
  if (owner === 'Node') return { component: app, tier: 'control-plane' };
  const named = { app, 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': workload.namespace };
  if (owner === 'Deployment') return { ...named, 'pod-template-hash': revision };
  if (owner === 'DaemonSet') return { ...named, 'controller-revision-hash': revision, 'pod-template-generation': '1' };
  if (owner === 'StatefulSet') return { ...named, 'controller-revision-hash': `${ownerName}-${revision}` };
  if (owner === 'Job') return { ...named, 'batch.kubernetes.io/job-name': ownerName, 'job-name': ownerName };
  return { app };
}

const owners = {
  Deployment: ['apps/v1', 'ReplicaSet'],
  StatefulSet: ['apps/v1', 'StatefulSet'],
  DaemonSet: ['apps/v1', 'DaemonSet'],
  Job: ['batch/v1', 'Job'],
  Node: ['v1', 'Node'],
  none: ['', ''],
} as const;

function ownerReference(workload: Workload, seed: number): JsonObject {
  const [apiVersion, kind] = owners[workload.owner];
  const reference = { apiVersion, kind, name: workload.ownerName, uid: uidOf(seed, workload.ownerSerial), controller: true };
  return kind === 'Node' ? reference : { ...reference, blockOwnerDeletion: true };
}

function scrapeAnnotations(workload: Workload): JsonObject {
  return deepFreeze({
    'checksum/config': digest(`${workload.namespace}/${workload.app}`),
    'prometheus.io/port': '9090',
    'prometheus.io/scrape': 'true',
  });
}

const tokenVolume = 'kube-api-access';

function volumes(workload: Workload): JsonObject[] {
  const token = {
    name: `${tokenVolume}-${digest(workload.ownerName).slice(0, 5)}`,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
      ],
      defaultMode: 420,
    },
  };
  return [{ name: 'config', configMap: { name: workload.app, defaultMode: 420 } }, { name: 'tmp', emptyDir: {} }, token];
}

const staticVolumes = deepFreeze([
  { name: 'ca-certs', hostPath: { path: '/etc/ssl/certs', type: 'DirectoryOrCreate' } },
  { name: 'k8s-certs', hostPath: { path: '/etc/kubernetes/pki', type: 'DirectoryOrCreate' } },
]);

function container(workload: Workload): JsonObject {
  const ending = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', imagePullPolicy: 'IfNotPresent' };
  if (workload.owner === 'Node') {
    return {
      name: workload.app,
      image: workload.image,
      command: workload.command,
      resources: { requests: { cpu: '250m' } },
      volumeMounts: [
        { name: 'ca-certs', readOnly: true, mountPath: '/etc/ssl/certs' },
        { name: 'k8s-certs', readOnly: true, mountPath: '/etc/kubernetes/pki' },
      ],
      ...ending,
    };
  }
  const token = {
    name: `${tokenVolume}-${digest(workload.ownerName).slice(0, 5)}`,
    readOnly: true,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  };
  return {
    name: workload.app,
    image: workload.image,
    ...(workload.command.length > 0 ? { command: workload.command } : {}),
    ports: [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'REGION', value: region },
      { name: 'SERVICE_NAME', value: workload.app },
      { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://otel-collector.monitoring.svc:4317' },
    ],
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    volumeMounts: [{ name: 'config', readOnly: true, mountPath: `/etc/${workload.app}` }, { name: 'tmp', mountPath: '/tmp' }, token],
    ...(workload.owner === 'Job'
      ? {}
      : {
          readinessProbe: {
            httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
            timeoutSeconds: 1,
            periodSeconds: 10,
            successThreshold: 1,
            failureThreshold: 3,
          },
        }),
    ...ending,
  };
}

const notReady = 'node.kubernetes.io/not-ready';
const unreachable = 'node.kubernetes.io/unreachable';
const usualTolerations = deepFreeze([
  { key: notReady, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  { key: unreachable, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
]);
const pressure = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable', 'network-unavailable'];
const daemonTolerations = deepFreeze([
  { operator: 'Exists' },
  { key: notReady, operator: 'Exists', effect: 'NoExecute' },
  { key: unreachable, operator: 'Exists', effect: 'NoExecute' },
  ...pressure.map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoSchedule' })),
]);
const staticTolerations = deepFreeze([{ operator: 'Exists', effect: 'NoExecute' }]);

function tolerations(workload: Workload): readonly JsonObject[] {
  if (workload.owner === 'Node') return staticTolerations;
  return workload.owner === 'DaemonSet' ? daemonTolerations : usualTolerations;
}

/** 64 hex digits that stand for a text: where a real object has a SHA-256 that nobody checks. */
export function digest(text: string): string {
  let out = '';
  let hash = 0x811c9dc5;
  for (let round = 0; out.length < 64; round++) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ round, 0x01000193);
    out += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return out;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
