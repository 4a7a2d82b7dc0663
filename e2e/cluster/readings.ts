import type { KindStatus, Status } from '../../shared/wire/status.ts';
import { differences } from './differences.ts';
import type { Product } from './product.ts';

/** Complaints for as long as not every kind is followed: read whole, connected, and without an error. */
export async function notFollowed(product: Product): Promise<string[]> {
  const { kinds, connected, synced } = await product.get<Status>('/status');
  const behind = kinds
    .filter(({ state, connected: flows, error }) => state !== 'not-served' && (state !== 'synced' || !flows || error !== null))
    .map(({ kind, state, error }) => `${kind} is ${state}${error === null ? '' : `: ${error}`}`);
  return [...(connected ? [] : ['not connected']), ...(synced ? [] : ['not synced']), ...behind];
}

/** What /readyz answers. */
export async function readyz({ url }: Product): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, text: await answer.text() };
}

/** Complaints where /readyz says anything but yes. */
export async function notReady(product: Product): Promise<string[]> {
  return differences({ status: 200, text: 'ok\n' }, await readyz(product));
}

/** One kind as /status tells it. Throws where it is not named there. */
export async function kindOf(product: Product, kind: string): Promise<KindStatus> {
  const { kinds } = await product.get<Status>('/status');
  const found = kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`/status has no kind ${kind}`);
  return found;
}
