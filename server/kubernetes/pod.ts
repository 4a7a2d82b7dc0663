import type { PodPhase } from '../records/records.ts';
import { condition, conditionStatus } from './condition.ts';
import { kindReader } from './kindReader.ts';
import { listOr } from './listOr.ts';
import { type Decoded, flag, many, message, one, text, texts } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';

const ip = message('PodIP', { ip: text(1) });
const status = message('PodStatus', {
  phase: text(1),
  conditions: many(2, condition),
  hostIP: text(5),
  podIP: text(6),
  podIPs: many(12, ip),
  hostIPs: many(16, ip),
});

const spec = { nodeName: text(10), hostNetwork: flag(11) };
const pod = message('Pod', { metadata: one(1, objectMeta), spec: one(2, message('PodSpec', spec)), status: one(3, status) });

const container = message('Container', { command: texts(3), args: texts(4) });
const fullSpec = message('ControlPlanePodSpec', { ...spec, containers: many(2, container) });
const controlPlanePod = message('ControlPlanePod', { metadata: one(1, objectMeta), spec: one(2, fullSpec), status: one(3, status) });

interface Pod {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof fullSpec> | null;
  readonly status?: Decoded<typeof status> | null;
}

const phases: ReadonlySet<string> = new Set<PodPhase>(['Pending', 'Running', 'Succeeded', 'Failed']);

export const podReader = kindReader<'Pod', Pod>({
  kind: 'Pod',
  path: '/api/v1/pods',
  big: true,
  message: pod,
  // Containers are most of a pod's bytes: they are skipped wherever nothing is wanted of them.
  fuller: (object) => (carriesFlags(object.metadata) ? controlPlanePod : null),
  toRecord: (object) => {
    const phase = object.status?.phase ?? '';
    const first = carriesFlags(object.metadata) ? object.spec?.containers?.[0] : undefined;
    return {
      kind: 'Pod',
      ...namedFrom(object.metadata),
      nodeName: object.spec?.nodeName ?? '',
      hostNetwork: object.spec?.hostNetwork ?? false,
      phase: phases.has(phase) ? (phase as PodPhase) : 'Unknown',
      ready: conditionStatus(object.status?.conditions, 'Ready') ?? false,
      podIPs: listOr(addresses(object.status?.podIPs), object.status?.podIP),
      hostIPs: listOr(addresses(object.status?.hostIPs), object.status?.hostIP),
      controlPlaneArgs: first ? [...(first.command ?? []), ...(first.args ?? [])] : [],
    };
  },
});

function addresses(ips: readonly Decoded<typeof ip>[] | null | undefined): readonly string[] {
  return ips?.map((each) => each.ip ?? '') ?? [];
}

/** The static pods whose flags name the cluster's ranges. */
function carriesFlags(meta: Meta | null | undefined): boolean {
  return meta?.namespace === 'kube-system' && /^kube-(apiserver|controller-manager)-/.test(meta.name ?? '');
}
