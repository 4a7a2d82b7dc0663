import type { Tenancy } from '../history.ts';
import { type Holding, type HoldingRecord, objectOf } from '../holdings.ts';
import { dice, seedOf } from './dice.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Most of what is on a node came with it, within so long; the rest one by one, over so long. */
const filling = 2 * day;
const growing = 150 * day;
const cameWithNode = 0.7;

/** A time in which a pod was there, in milliseconds since 1970; to is not part of it. */
export interface PastPod {
  readonly name: string;
  readonly uid: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Pods that may have been in a pod's place before it and held its addresses, the latest first, back to a moment: one after the other with
 * a pause between, none before the cluster, which grew, had that many, and none before its node was there.
 */
export function pastPods(
  record: HoldingRecord,
  { now, back, bornAt, nodeSince }: { readonly now: number; readonly back: number; readonly bornAt: number; readonly nodeSince: number },
): readonly PastPod[] {
  if (record.kind !== 'Pod' || record.createdAt === 0) return [];
  const seed = seedOf(objectOf(record));
  const first = Math.max(
    nodeSince,
    dice(seed, 0) < cameWithNode ? nodeSince + Math.round(filling * dice(seed, 1)) : now - Math.round(growing * dice(seed, 1)),
  );
  const pods: PastPod[] = [];
  let until = bornAt;
  for (let n = 1; ; n++) {
    const to = until - Math.round((1 + 240 * dice(seed, 3 * n)) * minute);
    if (to <= back || to <= first) return pods;
    const from = Math.max(first, to - Math.round((1 + 240 * dice(seed, 3 * n + 1)) * hour));
    pods.push({ name: pastName(record.name, dice(seed, 3 * n + 2)), uid: `made-${n}-${record.uid}`, from, to });
    until = from;
  }
}

/** A pod of a StatefulSet has its name again; others have another end. */
function pastName(name: string, by: number): string {
  if (/-\d+$/.test(name)) return name;
  return `${name.replace(/[a-z0-9]{1,5}$/, '')}${by.toString(36).slice(2, 7).padEnd(5, 'x')}`;
}

/** What such a pod held, which is what the pod in its place holds now: the same families. */
export function pastTenancies(
  { namespace }: HoldingRecord,
  holdings: readonly Holding[],
  { name, uid, from, to }: PastPod,
): readonly Tenancy[] {
  return holdings.map((holding) => ({
    ...holding,
    object: `Pod ${namespace}/${name}`,
    uid,
    from: { earliest: from, latest: from },
    to: { earliest: to, latest: to },
    made: true,
  }));
}
