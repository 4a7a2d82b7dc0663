import type { MapAnswer } from '../../shared/wire/map.ts';
import { type Address, prefixAt, rangeText, width } from './numbers.ts';
import type { Answers } from './product.ts';
import { untilThere } from './until.ts';

/** Collects how long the product took to show a change, counted from the moment the API server acknowledged it. */
export interface Delays {
  /** Waits until it is right, and notes the time since `from` (of performance.now()). Throws where it never is. */
  until(what: string, from: number, isRight: () => Promise<boolean>): Promise<void>;
  /** One line, or undefined where nothing was measured. */
  summary(): string | undefined;
}

export function collectDelays(): Delays {
  const measured: number[] = [];
  return {
    async until(what, from, isRight) {
      await untilThere(what, async () => ((await isRight().catch(() => false)) ? true : undefined), undefined, 15);
      measured.push(performance.now() - from);
    },
    summary() {
      const sorted = measured.toSorted((a, b) => a - b);
      const [least, most] = [sorted[0], sorted.at(-1)];
      if (least === undefined || most === undefined) return undefined;
      const middle = sorted[Math.floor(sorted.length / 2)] ?? least;
      const quick = sorted.filter((time) => time <= 2000).length;
      const ms = (time: number) => `${Math.round(time)} ms`;
      return `from the API server's answer to the map: ${ms(least)} to ${ms(most)}, median ${ms(middle)}; within two seconds: ${quick} of ${sorted.length}`;
    },
  };
}

/** Whether the map shows an address as in use. */
export async function isOnMap({ family, value }: Address, product: Answers): Promise<boolean> {
  const prefix = prefixAt(family, value, width(family) - 8);
  const index = Number(value - prefix.first);
  const { cells } = await product.get<MapAnswer>(`/map?cidr=${encodeURIComponent(rangeText(prefix))}&bits=8`);
  return cells.some((cell) => cell.index <= index && index < cell.index + cell.count && cell.inUse === '1');
}
