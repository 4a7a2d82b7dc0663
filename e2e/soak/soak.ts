import { setTimeout as sleep } from 'node:timers/promises';
import type { Demo } from '../../server/demo/startDemo.ts';
import type { Status } from '../../shared/wire/status.ts';
import type { Product } from '../cluster/product.ts';
import type { Churn } from './churn.ts';
import { clockText, type Round, roundLine } from './journal.ts';
import { look, untilWhole } from './look.ts';
import type { Player } from './player.ts';

const every = 10; // seconds from one comparison to the next
const faultyFor = 40; // seconds with faults, after which there are none until all kinds are synced
const wholeBound = 180_000; // the longest of the product's own pauses, two minutes after a 404, and what follows it
const lookBound = 15_000;

/**
 * Runs for so many seconds, or until the signal. Churn and faults pause for each comparison; before a whole one there are no faults, but
 * churn, until the product calls everything synced.
 */
export async function soak(
  parts: { readonly demo: Demo; readonly product: Product; readonly churn: Churn; readonly player: Player | null },
  { seconds, signal, say, fail }: { seconds: number; signal: AbortSignal; say: (line: string) => void; fail: (line: string) => void },
): Promise<readonly Round[]> {
  const { demo, product, churn, player } = parts;
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const isOver = () => signal.aborted || !product.runs();
  const rounds: Round[] = [];
  let wholeAt = 0;

  while (!isOver() && elapsed() < seconds) {
    churn.resume();
    player?.resume();
    await sleep(every * 1000, undefined, { signal }).catch(() => undefined);
    await player?.heal();
    if (isOver()) break;
    const isWhole = elapsed() - wholeAt >= faultyFor || elapsed() >= seconds;
    if (isWhole) {
      const late = await untilWhole(demo, product, wholeBound, isOver);
      if (isOver()) break;
      if (typeof late !== 'number') {
        const told = late.map(({ kind, state, error }) => `${kind} ${state} (${error})`).join(', ');
        fail(`${clockText(elapsed())} not synced ${wholeBound / 1000} s after the last fault: ${told}`);
      }
      wholeAt = elapsed();
    }
    churn.pause();
    const status = await product.get<Status>('/status');
    if (status.history.state !== 'recording')
      fail(`${clockText(elapsed())} the history is ${status.history.state}: ${status.history.error}`);
    const seen = await look(demo, product, isWhole, lookBound);
    const round = {
      seconds: elapsed(),
      isWhole,
      look: seen,
      status,
      events: churn.events,
      churned: churn.seconds,
      faults: player?.played ?? 0,
    };
    rounds.push(round);
    say(roundLine(round));
    if (seen.differences.length > 0) {
      for (const line of seen.differences.slice(0, 20)) say(`    ${line}`);
      for (const fault of player?.lately ?? []) say(`    after ${fault}`);
    }
  }
  if (!product.runs()) fail(`${clockText(elapsed())} the product has ended:\n${product.printed().slice(-4000)}`);
  return rounds;
}
