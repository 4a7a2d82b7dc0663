import { type Address, formatAddress, unmap } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { AddressHistory, HistoryStatus, PoolHistory, PoolsThen } from '../../shared/wire/history.ts';
import type { MapAddresses, MapAnswer } from '../../shared/wire/map.ts';
import { readCursor, writeCursor } from '../model/cursor.ts';
import { QueryError } from '../model/queryError.ts';
import type { Questions } from '../model/questions.ts';
import { timeText } from '../model/time.ts';
import type { Store } from '../store/store.ts';
import { chooseStep, mostPoints } from './chooseStep.ts';
import { type Bounds, type Extent, HistoryError, type HistoryStore, type Sample, type Tenancy } from './history.ts';
import { hexOf, isHoldingKind, objectReference } from './holdings.ts';
import { addressesAt, type MapAtAsked, mapAt } from './mapAt.ts';
import { markOf } from './marks.ts';
import type { Recorder } from './recorder.ts';
import { rollUpBy } from './rollUp.ts';

export interface PoolHistoryAsked {
  readonly pool: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly step?: number | undefined;
}

export interface AddressHistoryAsked {
  readonly before?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** An answer, or why there is none. Undefined: it is about nothing that ever was. */
export type HistoryReply<T> =
  | { readonly answer: Omit<T, 'revision'> }
  | { readonly refused: { readonly code: 'history-unavailable' | 'out-of-range'; readonly value: string | null; readonly detail: string } };

/** What can be asked of the past. */
export interface HistoryQuestions {
  pool(asked: PoolHistoryAsked): Promise<HistoryReply<PoolHistory> | undefined>;
  /** What was counted of all pools around a moment that is over. */
  pools(at: string): Promise<HistoryReply<PoolsThen>>;
  address(address: Address, asked: AddressHistoryAsked): Promise<HistoryReply<AddressHistory>>;
  /** The map at a moment that is over. */
  map(cidr: Cidr, at: string, asked: MapAtAsked): Promise<HistoryReply<MapAnswer> | undefined>;
  mapAddresses(cidr: Cidr, at: string): Promise<HistoryReply<MapAddresses>>;
  status(): HistoryStatus;
}

export interface AnswersOptions {
  readonly history: HistoryStore;
  readonly recorder: Pick<Recorder, 'state' | 'standing' | 'until' | 'written'>;
  /** Whether there is such a pool now: it may not have been sampled yet. */
  readonly isPool: (id: string) => boolean;
  readonly store: Pick<Store, 'get'>;
  /** Makes the map of what was. */
  readonly model: Pick<Questions, 'pastMap' | 'pastAddresses' | 'poolsThen'>;
  readonly now: () => number;
}

const day = 86_400_000;
/** What JavaScript can write as a date. */
const latestTime = 8.64e15;

export function historyAnswers({ history, recorder, isPool, store, model, now }: AnswersOptions): HistoryQuestions {
  const unavailable = (detail: string) => ({ refused: { code: 'history-unavailable', value: null, detail } as const });
  /** Runs where the history can be asked. */
  const asking = async <T>(ask: (cluster: number, since: number) => Promise<T>) => {
    const { standing, state } = recorder;
    if (!standing) return unavailable(state.error ?? 'The history is not open yet: the cluster has not told its name.');
    try {
      return await ask(standing.cluster, standing.since);
    } catch (error) {
      if (error instanceof HistoryError) return unavailable(error.message);
      throw error;
    }
  };
  /** The same of a moment that has to be over. */
  const askingThen = <T>(text: string, ask: (cluster: number, at: number) => Promise<T>) => {
    const at = Date.parse(text);
    if (at > now()) return outOfRange(text, 'This moment is still to come: "at" names one that is over.');
    return asking((cluster) => ask(cluster, at));
  };
  /** And not before all that is known. */
  const askingAt = <T>(text: string, ask: (cluster: number, extent: Extent, at: number) => Promise<T>) =>
    askingThen(text, async (cluster, at) => {
      const extent = await history.extent(cluster);
      if (at >= extent.tenancies) return ask(cluster, extent, at);
      return outOfRange(
        text,
        `It is not known who held what then: that is known since ${new Date(extent.tenancies).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
      );
    });
  return {
    async map(cidr, text, asked) {
      return askingAt(text, async (cluster, extent, at) => {
        const answer = await mapAt({ history, model }, cluster, extent, at, cidr, asked);
        return answer && { answer };
      });
    },
    async mapAddresses(cidr, text) {
      return askingAt(text, async (cluster, extent, at) => ({
        answer: await addressesAt({ history, model }, cluster, extent, at, cidr),
      }));
    },
    async pool({ pool, from: fromText, to: toText, step: stepAsked }) {
      const today = now();
      const to = toText === undefined ? today : Date.parse(toText);
      const from = fromText === undefined ? to - day : Date.parse(fromText);
      if (from >= to)
        return outOfRange(
          fromText ?? toText ?? null,
          `"from" must lie before "to"${toText === undefined ? ', which is now where it is left out' : ''}.`,
        );
      const chosen = chooseStep({ from, to, now: today, step: stepAsked });
      if (!chosen) return outOfRange(String(stepAsked), stepRefused(stepAsked ?? 0, { from, to, now: today }));
      const { step } = chosen;
      return asking(async (cluster, since) => {
        const begin = Math.floor(from / step / 1000) * step * 1000;
        const samples = await history.samples(cluster, pool, chosen.from, { from: begin, to });
        if (!samples && !isPool(pool)) return undefined;
        const points = rollUpBy(step, samples ?? []);
        return {
          answer: {
            pool,
            from: text(from),
            to: text(to),
            step,
            since: timeText(since),
            points: points.map(pointOf),
            marks: (await history.marks(cluster, { from, to })).map(markOf),
            made: points.some(({ made }) => made),
            imported: points.some(({ imported }) => imported > 0),
          },
        };
      });
    },
    async pools(asked) {
      return askingThen(asked, async (cluster, at) => {
        const { step, samples } = await history.poolsAt(cluster, at);
        return { answer: { at: text(at), step, items: samples.map((sample) => ({ pool: sample.pool, ...pointOf(sample) })) } };
      });
    },
    async address(asked, { before, cursor, limit }) {
      const address = unmap(asked);
      const hex = hexOf(address);
      const place = cursor === undefined ? { at: latestTime, id: 0 } : placeOf(cursor, hex);
      const until = Math.min(place.at, before === undefined ? latestTime : Date.parse(before));
      return asking(async (cluster, since) => {
        await recorder.written(hex);
        const found = await history.tenanciesOf(cluster, hex, until, limit + 1, until === place.at ? place.id : 0);
        const tenancies = found.slice(0, limit);
        const last = tenancies.at(-1);
        const more = found.length > limit;
        const { tenancies: known } = await history.extent(cluster);
        const begun = last?.from;
        const first = begun?.earliest ?? begun?.latest ?? known;
        return {
          answer: {
            address: formatAddress(address),
            family: address.family,
            since: timeText(known),
            until: recorder.state.state === 'recording' ? null : timeOr(recorder.until ?? since),
            tenancies: tenancies.map((tenancy) => tenancyOf(tenancy, store)),
            more,
            next: more && last ? writeCursor(listOf(hex), order, { value: last.from.latest, unique: String(last.id) }) : null,
            marks: (await history.marks(cluster, { from: more ? first : Math.min(first, known), to: until })).map(markOf),
            made: tenancies.some(({ made }) => made),
          },
        };
      });
    },
    status() {
      const { since, tenanciesSince, ...rest } = recorder.state;
      const times = { since: timeOr(since), tenanciesSince: timeOr(tenanciesSince), until: timeOr(recorder.until) };
      return { engine: history.engine, where: history.where, ...rest, ...times };
    },
  };
}

/** Why a step, in seconds, cannot be had, and which one can. Times are milliseconds. */
function stepRefused(step: number, span: { readonly from: number; readonly to: number; readonly now: number }): string {
  if (step % 300 !== 0) return `A step is a multiple of 300 seconds: give ${Math.ceil(step / 300) * 300}, or leave it out.`;
  return `These are more than ${mostPoints} steps from "from" to "to": give ${chooseStep(span)?.step}, or leave it out.`;
}

const order = '-from';

function listOf(hex: string): string {
  return `history ${hex}`;
}

/** Where a page ended: when its last one began, and the number of that. Throws QueryError. */
function placeOf(cursor: string, hex: string): { readonly at: number; readonly id: number } {
  const { value, unique } = readCursor(cursor, listOf(hex), order);
  const [at, id] = [Number(value), Number(unique)];
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(id) || Math.abs(at) > latestTime)
    throw new QueryError('invalid-cursor', cursor, 'this is no cursor: take it from `next` of an answer');
  return { at, id };
}

function outOfRange(value: string | null, detail: string) {
  return { refused: { code: 'out-of-range', value, detail } as const };
}

function timeOr(time: number | null): string | null {
  return time === null ? null : timeText(time);
}

function text(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function pointOf({ at, pool: _pool, family: _family, count, imported, ...rest }: Sample): PoolHistory['points'][number] {
  return { ...rest, at: text(at), samples: count, origin: rest.made ? 'made' : imported > 0 ? 'imported' : 'counted' };
}

function boundsOf({ earliest, latest }: Bounds): { earliest: string | null; latest: string } {
  return { earliest: earliest === null ? null : text(earliest), latest: text(latest) };
}

function tenancyOf({ object, uid, as, from, to, made }: Tenancy, store: Pick<Store, 'get'>): AddressHistory['tenancies'][number] {
  const [kind = '', key = ''] = object.split(' ', 2);
  return {
    object: objectReference(object),
    uid,
    as: as as AddressHistory['tenancies'][number]['as'],
    from: boundsOf(from),
    to: to && boundsOf(to),
    exists: isHoldingKind(kind) && store.get(kind, key)?.uid === uid,
    made,
  };
}
