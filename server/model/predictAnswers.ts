import { changesOf } from '../../shared/plan/changesOfService.ts';
import { explainService } from '../../shared/plan/explainService.ts';
import { type Accepted, predictService } from '../../shared/plan/predictService.ts';
import type { ServiceRequest, StoredService } from '../../shared/plan/serviceFields.ts';
import type { ServiceDetail } from '../../shared/wire/services.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { Cluster } from './cluster.ts';
import type { PredictAnswer, PredictQuery } from './questions.ts';
import { serviceClusterOf } from './serviceCluster.ts';
import { familiesOf, knownService } from './serviceStates.ts';

const nothing: PredictAnswer = {
  result: 'unknown',
  status: null,
  type: null,
  policy: null,
  families: [],
  clusterIPs: [],
  gains: [],
  loses: [],
  field: null,
  reason: null,
};

/** What the API server would do with a new Service, or with a change of the one that `from` names; undefined where there is none. */
export function predictAnswer(cluster: Cluster, query: PredictQuery): PredictAnswer | undefined {
  const record = query.from === undefined ? undefined : knownService(cluster.services.get(query.from))?.record;
  if (query.from !== undefined && !record) return undefined;
  const now = serviceClusterOf(cluster);
  if (!now.known) return { ...nothing, reason: now.why };
  const before = record ? storedOf(record) : null;
  const prediction = predictService(now.cluster, before, requestOf(query));
  if (prediction.result === 'rejected') {
    const { result, status, field, reason } = prediction;
    return { ...nothing, result, status, field, reason };
  }
  if (!now.useKnown && takesAddress(prediction, before)) return { ...nothing, reason: useUnknown };
  const { result, families, policy, clusterIPs, gains, loses } = prediction;
  return {
    ...nothing,
    result,
    type: prediction.type as PredictAnswer['type'],
    policy: policy as PredictAnswer['policy'],
    families: [...families],
    clusterIPs: [...clusterIPs],
    gains: [...gains],
    loses: [...loses],
  };
}

const useUnknown =
  'It may be: whether the address is free, or the range has one, is not known, for neither Services nor IPAddress objects are read.';

function takesAddress({ type, clusterIPs }: Accepted, before: StoredService | null): boolean {
  return type !== 'ExternalName' && clusterIPs.some((entry) => entry !== 'None' && !before?.clusterIPs.includes(entry));
}

/** Of a new Service an empty parameter is a field not set, as one that is left out; of a change it is a field removed. */
function requestOf({ type, headless, selector, policy, families, clusterIP, clusterIPs }: PredictQuery): ServiceRequest {
  return {
    type: field(type),
    policy: field(policy),
    families: listField(families),
    clusterIP: clusterIP === undefined && headless === 'true' ? 'None' : field(clusterIP),
    clusterIPs: clusterIPs === undefined && headless === 'true' ? ['None'] : listField(clusterIPs),
    selector: selector === undefined ? undefined : selector === 'true',
  };
}

function field(text: string | undefined): string | null | undefined {
  return text === '' ? null : text;
}

function listField(text: string | undefined): string[] | null | undefined {
  return text === undefined || text === '' ? (field(text) as null | undefined) : text.split(',');
}

/** A record in the fields that the predictor looks at. */
export function storedOf(record: ServiceRecord): StoredService {
  return {
    type: record.type,
    policy: record.policy === '' ? null : record.policy,
    families: familiesOf(record),
    clusterIPs: record.clusterIPs.filter((text) => text !== ''),
    selector: record.hasSelector,
  };
}

/** Why a Service has the families it has, and what each change would do; null where the cluster's families are not known. */
export function outlookOf(cluster: Cluster, record: ServiceRecord): Pick<ServiceDetail, 'explain' | 'predict'> {
  const now = serviceClusterOf(cluster);
  const stored = storedOf(record);
  const explain = explainService(now.known ? now.cluster : null, stored);
  if (!now.known) return { explain, predict: null };
  const predict = changesOf(now.cluster, stored).map(({ change, result, families, gains, loses, reason }) => {
    const unsure = !now.useKnown && gains.length > 0 && stored.clusterIPs[0] !== 'None';
    const known = { result, families: [...families], gains: [...gains], loses: [...loses], reason };
    const outcome = unsure ? { result: 'unknown' as const, families: [], gains: [], loses: [], reason: useUnknown } : known;
    return { change: change as NonNullable<ServiceDetail['predict']>[number]['change'], ...outcome };
  });
  return { explain, predict };
}
