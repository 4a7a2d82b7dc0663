import type { Written } from './programs/cluster.ts';
import type { Taken } from './programs/follow.ts';
import type { Message } from './stream.ts';

/** Milliseconds from the writing of an event to the store, and to the first message of a revision that has it. */
export interface Latencies {
  readonly toModel: number[];
  readonly toStream: number[];
}

/** Events that never came in (superseded by the next, or of a kind that is not followed) or were told of by no message are left out. */
export function latencies(written: readonly Written[], taken: readonly Taken[], messages: readonly Message[]): Latencies {
  const takenAt = new Map(taken.map((one) => [one.version, one]));
  const told = messages.toSorted((a, b) => a.revision - b.revision);
  const toModel: number[] = [];
  const toStream: number[] = [];
  for (const { version, at } of written) {
    const one = takenAt.get(version);
    if (!one) continue;
    toModel.push(one.at - at);
    const message = firstFrom(told, one.revision);
    if (message) toStream.push(message.at - at);
  }
  return { toModel, toStream };
}

function firstFrom(messages: readonly Message[], revision: number): Message | undefined {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.revision ?? 0) < revision) low = middle + 1;
    else high = middle;
  }
  return messages[low];
}
