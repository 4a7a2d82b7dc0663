import { addressBits, type Family } from '../../shared/net/address.ts';
import type { PrometheusClient, Series, Span } from './client.ts';
import { PrometheusError } from './client.ts';
import type { Question } from './questions.ts';
import { halvesOf } from './spacing.ts';

/** What was counted at a moment: addresses, or blocks by their length. */
export type Counted = ReadonlyMap<number, ReadonlyMap<string, number>>;

type Ask = Pick<PrometheusClient, 'queryRange'>;

/** The moments of a span that a Prometheus has a count for. A moment of which it knows nothing is missing, and no 0. */
export async function countOver(client: Ask, { ways }: Question, span: Span): Promise<Counted> {
  const counted = new Map<number, ReadonlyMap<string, number>>();
  const missing = new Set(momentsOf(span));
  for (const { query, presence } of ways) {
    if (missing.size === 0) break;
    for (const { labels, points } of await askInPieces(client, query, span)) {
      for (const [at, value] of points) {
        if (!missing.has(at)) continue;
        const each = new Map(counted.get(at)).set(labels.length ?? '', value);
        counted.set(at, each);
      }
    }
    for (const at of counted.keys()) missing.delete(at);
    if (missing.size === 0) break;
    for (const { points } of await askInPieces(client, presence, span)) {
      for (const [at, value] of points) if (value > 0 && missing.delete(at)) counted.set(at, new Map());
    }
  }
  return counted;
}

/** Less at once where it was too much, down to one day. */
export async function askInPieces(client: Ask, query: string, span: Span): Promise<readonly Series[]> {
  try {
    return await client.queryRange(query, span);
  } catch (error) {
    const halves = halvesOf(span);
    if (!(error instanceof PrometheusError) || error.fault !== 'too-much' || !halves) throw error;
    const parts = [];
    for (const half of halves) parts.push(...(await askInPieces(client, query, half)));
    return parts;
  }
}

function momentsOf({ from, to, step }: Span): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** Addresses at a moment. */
export function addressesOf(counted: ReadonlyMap<string, number>): bigint {
  return BigInt(counted.get('') ?? 0);
}

/** Blocks at a moment, and the addresses in them. */
export function blocksOf(counted: ReadonlyMap<string, number>, family: Family): { readonly blocks: number; readonly addresses: bigint } {
  let blocks = 0;
  let addresses = 0n;
  for (const [length, count] of counted) {
    blocks += count;
    addresses += BigInt(count) << BigInt(addressBits(family) - Number(length));
  }
  return { blocks, addresses };
}
