import {
  bool,
  int,
  intOrText,
  list,
  maybeBool,
  maybeInt,
  maybeSub,
  maybeText,
  maybeTime,
  message,
  quantityMap,
  sub,
  text,
  textMap,
  texts,
  time,
} from './message.ts';
import { condition, objectMeta } from './meta.ts';

/** Field numbers of k8s.io/api core/v1, discovery/v1 and networking/v1 generated.proto. */

export const namespace = message(
  sub('metadata', 1, objectMeta),
  sub('spec', 2, message(texts('finalizers', 1))),
  sub('status', 3, message(text('phase', 1))),
);

const taint = message(text('key', 1), text('value', 2), text('effect', 3), maybeTime('timeAdded', 4));

const nodeCondition = message(
  text('type', 1),
  text('status', 2),
  time('lastHeartbeatTime', 3),
  time('lastTransitionTime', 4),
  text('reason', 5),
  text('message', 6),
);

const nodeInfo = message(
  text('machineID', 1),
  text('systemUUID', 2),
  text('bootID', 3),
  text('kernelVersion', 4),
  text('osImage', 5),
  text('containerRuntimeVersion', 6),
  text('kubeletVersion', 7),
  text('kubeProxyVersion', 8),
  text('operatingSystem', 9),
  text('architecture', 10),
);

const nodeStatus = message(
  quantityMap('capacity', 1),
  quantityMap('allocatable', 2),
  text('phase', 3),
  list('conditions', 4, nodeCondition),
  list('addresses', 5, message(text('type', 1), text('address', 2))),
  sub('daemonEndpoints', 6, message(sub('kubeletEndpoint', 1, message(int('Port', 1))))),
  sub('nodeInfo', 7, nodeInfo),
  list('images', 8, message(texts('names', 1), int('sizeBytes', 2))),
);

export const node = message(
  sub('metadata', 1, objectMeta),
  sub(
    'spec',
    2,
    message(
      text('podCIDR', 1),
      text('externalID', 2),
      text('providerID', 3),
      bool('unschedulable', 4),
      list('taints', 5, taint),
      texts('podCIDRs', 7),
    ),
  ),
  sub('status', 3, nodeStatus),
);

const servicePort = message(
  text('name', 1),
  text('protocol', 2),
  int('port', 3),
  intOrText('targetPort', 4),
  int('nodePort', 5),
  maybeText('appProtocol', 6),
);

const serviceSpec = message(
  list('ports', 1, servicePort),
  textMap('selector', 2),
  text('clusterIP', 3),
  text('type', 4),
  texts('externalIPs', 5),
  text('sessionAffinity', 7),
  text('loadBalancerIP', 8),
  texts('loadBalancerSourceRanges', 9),
  text('externalName', 10),
  text('externalTrafficPolicy', 11),
  int('healthCheckNodePort', 12),
  bool('publishNotReadyAddresses', 13),
  maybeText('ipFamilyPolicy', 17),
  texts('clusterIPs', 18),
  texts('ipFamilies', 19),
  maybeBool('allocateLoadBalancerNodePorts', 20),
  maybeText('loadBalancerClass', 21),
  maybeText('internalTrafficPolicy', 22),
);

const ingress = message(text('ip', 1), text('hostname', 2), maybeText('ipMode', 3));

export const service = message(
  sub('metadata', 1, objectMeta),
  sub('spec', 2, serviceSpec),
  sub('status', 3, message(sub('loadBalancer', 1, message(list('ingress', 1, ingress))))),
);

const targetRef = message(
  text('kind', 1),
  text('namespace', 2),
  text('name', 3),
  text('uid', 4),
  text('apiVersion', 5),
  text('resourceVersion', 6),
  text('fieldPath', 7),
);

const endpoint = message(
  texts('addresses', 1),
  sub('conditions', 2, message(maybeBool('ready', 1), maybeBool('serving', 2), maybeBool('terminating', 3))),
  maybeText('hostname', 3),
  maybeSub('targetRef', 4, targetRef),
  maybeText('nodeName', 6),
  maybeText('zone', 7),
);

export const endpointSlice = message(
  sub('metadata', 1, objectMeta),
  list('endpoints', 2, endpoint),
  list('ports', 3, message(maybeText('name', 1), maybeText('protocol', 2), maybeInt('port', 3), maybeText('appProtocol', 4))),
  text('addressType', 4),
);

export const serviceCIDR = message(
  sub('metadata', 1, objectMeta),
  sub('spec', 2, message(texts('cidrs', 1))),
  sub('status', 3, message(list('conditions', 1, condition))),
);

export const ipAddress = message(
  sub('metadata', 1, objectMeta),
  sub('spec', 2, message(maybeSub('parentRef', 1, message(text('group', 1), text('resource', 2), text('namespace', 3), text('name', 4))))),
);

export const configMap = message(sub('metadata', 1, objectMeta), textMap('data', 2), maybeBool('immutable', 4));
