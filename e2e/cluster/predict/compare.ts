import { parseAddressLax } from '../../../shared/net/address.ts';
import type { Prediction } from '../../../shared/plan/predictService.ts';
import { type Manifest, storedOf } from './manifest.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Undefined where the API server did what was predicted, else both in short. Asked-for addresses are compared as they are written. */
export function difference(prediction: Prediction, answer: Answer): { predicted: object; answered: object } | undefined {
  const predicted = predictedResult(prediction);
  const answered = answeredResult(prediction, answer);
  return JSON.stringify(predicted) === JSON.stringify(answered) ? undefined : { predicted, answered };
}

function predictedResult(prediction: Prediction): object {
  if (prediction.result === 'rejected')
    return { status: prediction.status, fields: prediction.faults.map(({ field }) => field).filter((field) => field !== null) };
  const { type, policy, families, clusterIPs } = prediction;
  return { type, policy, families, clusterIPs };
}

function answeredResult(prediction: Prediction, { status, body }: Answer): object {
  const parsed = JSON.parse(body) as Manifest & { message?: string; details?: { causes?: { field: string }[] } };
  if (status >= 300) {
    const fields = parsed.details?.causes?.map(({ field }) => field).filter((field) => field !== undefined) ?? [];
    return { status, fields, ...(prediction.result === 'accepted' ? { message: parsed.message } : {}) };
  }
  const { type, policy, families, clusterIPs } = storedOf(parsed);
  const any = prediction.result === 'accepted' ? prediction.clusterIPs : [];
  const given = clusterIPs.map((entry, at) => (any[at]?.startsWith('IPv') ? (parseAddressLax(entry)?.address.family ?? entry) : entry));
  return { type, policy, families, clusterIPs: given };
}
