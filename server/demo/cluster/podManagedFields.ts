import type { Json, JsonObject } from '../encode/message.ts';

/**
 * Who wrote which fields of a pod (server-side apply): a third of a real pod's bytes. Shared by a workload's pods, so the
 * keyed entries that would name each pod's own addresses are left out.
 */
export function podManagedFields(container: string, labels: readonly string[], time: string, hostNetwork: boolean): JsonObject[] {
  const spec: Record<string, Json> = {
    'f:containers': { [`k:{"name":"${container}"}`]: containerFields },
    'f:dnsPolicy': {},
    'f:enableServiceLinks': {},
    ...(hostNetwork ? { 'f:hostNetwork': {} } : {}),
    'f:restartPolicy': {},
    'f:schedulerName': {},
    'f:securityContext': {},
    'f:terminationGracePeriodSeconds': {},
    'f:tolerations': {},
    'f:volumes': {
      '.': {},
      'k:{"name":"config"}': { '.': {}, 'f:configMap': { '.': {}, 'f:defaultMode': {}, 'f:name': {} }, 'f:name': {} },
    },
  };
  const own: Record<string, Json> = { '.': {} };
  for (const label of [...labels].sort()) own[`f:${label}`] = {};
  const metadata = {
    'f:annotations': { '.': {}, 'f:checksum/config': {} },
    'f:generateName': {},
    'f:labels': own,
    'f:ownerReferences': { '.': {} },
  };
  const entry = { operation: 'Update', apiVersion: 'v1', time, fieldsType: 'FieldsV1' };
  return [
    { manager: 'kube-controller-manager', ...entry, fieldsV1: { 'f:metadata': metadata, 'f:spec': spec } },
    { manager: 'kubelet', ...entry, fieldsV1: statusFields, subresource: 'status' },
  ];
}

const containerFields = {
  '.': {},
  'f:env': {
    '.': {},
    'k:{"name":"LOG_LEVEL"}': { '.': {}, 'f:name': {}, 'f:value': {} },
    'k:{"name":"REGION"}': { '.': {}, 'f:name': {}, 'f:value': {} },
  },
  'f:image': {},
  'f:imagePullPolicy': {},
  'f:name': {},
  'f:ports': { '.': {}, 'k:{"containerPort":8080,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:name': {}, 'f:protocol': {} } },
  'f:readinessProbe': {
    '.': {},
    'f:failureThreshold': {},
    'f:httpGet': { '.': {}, 'f:path': {}, 'f:port': {}, 'f:scheme': {} },
    'f:periodSeconds': {},
  },
  'f:resources': { '.': {}, 'f:limits': { '.': {}, 'f:memory': {} }, 'f:requests': { '.': {}, 'f:cpu': {}, 'f:memory': {} } },
  'f:terminationMessagePath': {},
  'f:terminationMessagePolicy': {},
  'f:volumeMounts': { '.': {}, 'k:{"mountPath":"/tmp"}': { '.': {}, 'f:mountPath': {}, 'f:name': {} } },
};

const conditionFields = { '.': {}, 'f:lastProbeTime': {}, 'f:lastTransitionTime': {}, 'f:status': {}, 'f:type': {} };

const statusFields = {
  'f:status': {
    'f:conditions': {
      'k:{"type":"ContainersReady"}': conditionFields,
      'k:{"type":"Initialized"}': conditionFields,
      'k:{"type":"PodReadyToStartContainers"}': conditionFields,
      'k:{"type":"Ready"}': conditionFields,
    },
    'f:containerStatuses': {},
    'f:hostIP': {},
    'f:hostIPs': {},
    'f:phase': {},
    'f:podIP': {},
    'f:podIPs': { '.': {} },
    'f:startTime': {},
  },
};
