import {
  bool,
  inline,
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
import { objectMeta } from './meta.ts';

/** Field numbers of k8s.io/api core/v1 generated.proto: what the demo's pods use, which is what realistic pods use. */

const reference = message(text('name', 1));
const keyToPath = message(text('key', 1), text('path', 2), maybeInt('mode', 3));
const fieldRef = message(text('apiVersion', 1), text('fieldPath', 2));
const downwardFile = message(text('path', 1), maybeSub('fieldRef', 2, fieldRef));

const volumeProjection = message(
  maybeSub('downwardAPI', 2, message(list('items', 1, downwardFile))),
  maybeSub('configMap', 3, message(inline(1, reference), list('items', 2, keyToPath))),
  maybeSub('serviceAccountToken', 4, message(text('audience', 1), maybeInt('expirationSeconds', 2), text('path', 3))),
);

const volumeSource = message(
  maybeSub('hostPath', 1, message(text('path', 1), maybeText('type', 2))),
  maybeSub('emptyDir', 2, message(text('medium', 1))),
  maybeSub('configMap', 19, message(inline(1, reference), list('items', 2, keyToPath), maybeInt('defaultMode', 3))),
  maybeSub('projected', 26, message(list('sources', 1, volumeProjection), maybeInt('defaultMode', 2))),
);

const volume = message(text('name', 1), inline(2, volumeSource));

const containerPort = message(text('name', 1), int('hostPort', 2), int('containerPort', 3), text('protocol', 4), text('hostIP', 5));
const envVar = message(text('name', 1), text('value', 2), maybeSub('valueFrom', 3, message(maybeSub('fieldRef', 1, fieldRef))));
const resources = message(quantityMap('limits', 1), quantityMap('requests', 2));
const volumeMount = message(text('name', 1), bool('readOnly', 2), text('mountPath', 3), text('subPath', 4), text('subPathExpr', 6));
const httpGet = message(text('path', 1), intOrText('port', 2), text('host', 3), text('scheme', 4));
const probe = message(
  inline(1, message(maybeSub('httpGet', 2, httpGet))),
  int('initialDelaySeconds', 2),
  int('timeoutSeconds', 3),
  int('periodSeconds', 4),
  int('successThreshold', 5),
  int('failureThreshold', 6),
);

const container = message(
  text('name', 1),
  text('image', 2),
  texts('command', 3),
  texts('args', 4),
  text('workingDir', 5),
  list('ports', 6, containerPort),
  list('env', 7, envVar),
  sub('resources', 8, resources),
  list('volumeMounts', 9, volumeMount),
  maybeSub('livenessProbe', 10, probe),
  maybeSub('readinessProbe', 11, probe),
  text('terminationMessagePath', 13),
  text('imagePullPolicy', 14),
  bool('stdin', 16),
  bool('stdinOnce', 17),
  bool('tty', 18),
  text('terminationMessagePolicy', 20),
);

const requirement = message(text('key', 1), text('operator', 2), texts('values', 3));
const selectorTerm = message(list('matchExpressions', 1, requirement), list('matchFields', 2, requirement));
const nodeAffinity = message(
  maybeSub('requiredDuringSchedulingIgnoredDuringExecution', 1, message(list('nodeSelectorTerms', 1, selectorTerm))),
);

const toleration = message(text('key', 1), text('operator', 2), text('value', 3), text('effect', 4), maybeInt('tolerationSeconds', 5));

const podSpec = message(
  list('volumes', 1, volume),
  list('containers', 2, container),
  text('restartPolicy', 3),
  maybeInt('terminationGracePeriodSeconds', 4),
  text('dnsPolicy', 6),
  textMap('nodeSelector', 7),
  text('serviceAccountName', 8),
  text('serviceAccount', 9),
  text('nodeName', 10),
  bool('hostNetwork', 11),
  bool('hostPID', 12),
  bool('hostIPC', 13),
  maybeSub('securityContext', 14, message()),
  text('hostname', 16),
  text('subdomain', 17),
  maybeSub('affinity', 18, message(maybeSub('nodeAffinity', 1, nodeAffinity))),
  text('schedulerName', 19),
  list('tolerations', 22, toleration),
  text('priorityClassName', 24),
  maybeInt('priority', 25),
  maybeBool('enableServiceLinks', 30),
  maybeText('preemptionPolicy', 31),
);

const podCondition = message(
  text('type', 1),
  text('status', 2),
  time('lastProbeTime', 3),
  time('lastTransitionTime', 4),
  text('reason', 5),
  text('message', 6),
  int('observedGeneration', 7),
);

const containerState = message(
  maybeSub('waiting', 1, message(text('reason', 1), text('message', 2))),
  maybeSub('running', 2, message(time('startedAt', 1))),
  maybeSub(
    'terminated',
    3,
    message(
      int('exitCode', 1),
      int('signal', 2),
      text('reason', 3),
      text('message', 4),
      time('startedAt', 5),
      time('finishedAt', 6),
      text('containerID', 7),
    ),
  ),
);

const containerStatus = message(
  text('name', 1),
  sub('state', 2, containerState),
  sub('lastState', 3, containerState),
  bool('ready', 4),
  int('restartCount', 5),
  text('image', 6),
  text('imageID', 7),
  text('containerID', 8),
  maybeBool('started', 9),
);

const ip = message(text('ip', 1));

const podStatus = message(
  text('phase', 1),
  list('conditions', 2, podCondition),
  text('message', 3),
  text('reason', 4),
  text('hostIP', 5),
  text('podIP', 6),
  maybeTime('startTime', 7),
  list('containerStatuses', 8, containerStatus),
  text('qosClass', 9),
  text('nominatedNodeName', 11),
  list('podIPs', 12, ip),
  text('resize', 14),
  list('hostIPs', 16, ip),
  int('observedGeneration', 17),
);

export const pod = message(sub('metadata', 1, objectMeta), sub('spec', 2, podSpec), sub('status', 3, podStatus));
