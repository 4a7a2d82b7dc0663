import { setTimeout as pause } from 'node:timers/promises';
import { latencies } from '../latencies.ts';
import type { Written } from '../programs/cluster.ts';
import type { Taken } from '../programs/follow.ts';
import type { Stage, Subject } from '../stage.ts';
import { percentile } from '../statistics.ts';
import { openStream } from '../stream.ts';
import { alone, bytes, compared, type Row } from '../table.ts';

const window = 250; // milliseconds in which the product gathers changes into one message

interface Lived {
  readonly name: string;
  readonly events: number;
  readonly seconds: number;
  readonly cores: number;
  readonly allocated: number; // bytes an event
  readonly collections: number;
  readonly longestTurn: number;
  readonly requests: number;
  readonly messages: number;
  readonly toModel: readonly number[];
  readonly toStream: readonly number[];
}

/** What a cluster that lives costs, and how long its events take to a page, on the largest cluster beside the smallest. */
export async function live(stage: Stage): Promise<Row[]> {
  const subjects = await stage.subjects();
  const [smallest, largest] = [subjects[0], subjects.at(-1)];
  if (!smallest || !largest) return [];
  const small = await liveOn(smallest, stage);
  const large = await liveOn(largest, stage);
  const { name, toModel, toStream } = large;
  const at = `at ${small.name}`;
  const matched = `${toStream.length} events of ${large.events}, ${large.messages} messages`;
  return [
    compared(
      `processor of the product at ${Math.round(large.events / large.seconds)} events/s, ${name}`,
      'cores',
      large.cores,
      at,
      small.cores,
      {
        mostFigure: 0.25,
        counts: `${bytes(large.allocated)} allocated an event, ${large.collections} collections in ${stage.flags.seconds} s, ${large.requests} requests to the API server`,
      },
    ),
    alone('event → /stream, p50', 'ms', percentile(toStream, 50), { counts: matched }),
    alone('event → /stream, p99', 'ms', percentile(toStream, 99), { mostFigure: window + 50 }),
    compared('event → store, p50', 'ms', percentile(toModel, 50), at, percentile(small.toModel, 50)),
    compared('event → store, p99', 'ms', percentile(toModel, 99), at, percentile(small.toModel, 99)),
    compared('longest turn of the event loop meanwhile', 'ms', large.longestTurn, at, small.longestTurn, { mostFigure: 50 }),
  ];
}

async function liveOn({ cluster, product }: Subject, { flags }: Stage): Promise<Lived> {
  const { demo, name } = cluster;
  if (!demo) throw new Error(`${name} is only read`);
  const { rate, seconds } = flags;
  await demo.ask('live', { rate, seconds: 1 }); // both programs warm up
  const stream = await openStream(`${product.url}/api/v1/stream`);
  await product.ask('forget');
  await product.ask('follow');
  const before = await product.figures();
  const { events, written } = await demo.ask<{ events: number; written: Written[] }>('live', { rate, seconds });
  const after = await product.figures();
  await pause(2 * window); // the last message
  const taken = await product.ask<Taken[]>('followed');
  stream.close();
  const took = (after.now - before.now) / 1000;
  return {
    name,
    events,
    seconds: took,
    cores: (after.used.cpu - before.used.cpu) / took,
    allocated: (after.used.allocated - before.used.allocated) / events,
    collections: after.collections,
    longestTurn: after.longestTurn,
    requests: after.asked.length,
    messages: stream.messages.length,
    ...latencies(written, taken, stream.messages),
  };
}
