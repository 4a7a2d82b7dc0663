import { startDemo } from '../../../server/demo/startDemo.ts';
import { answering } from './answering.ts';
import { now } from './now.ts';

/** A demo cluster that stands still until it is told to live, and notes when it wrote what. */
export interface Size {
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
}

/** When an object got a resourceVersion. Deletions are left out: who holds an object never learns their version. */
export interface Written {
  readonly version: string;
  readonly at: number;
}

const watched = ['Pod', 'Service', 'EndpointSlice'] as const;
const size: Size = JSON.parse(process.argv[2] ?? '{}');
const demo = await startDemo({ ...size, churn: 0 });
const { cluster } = demo;
const { storage } = cluster;

answering({
  url: () => demo.url,
  counts: () => Object.fromEntries([...watched, 'Node' as const].map((kind) => [kind, storage.count(kind)])),
  /** So many events a second for so many seconds; returns how many there were, and those of watched kinds. */
  async live({ rate, seconds }: { readonly rate: number; readonly seconds: number }): Promise<{ events: number; written: Written[] }> {
    const written: Written[] = [];
    const undo = watched.map((kind) =>
      storage.subscribe(kind, () => {
        const [event] = storage.eventsAfter(kind, storage.version - 1, 1) ?? []; // the one that just happened
        if (event && event.type !== 'DELETED') written.push({ version: String(event.version), at: now() });
      }),
    );
    const events = await stepping(rate, seconds);
    for (const one of undo) one();
    return { events, written };
  },
});

/** Steps as evenly as timers allow. What a machine does not manage is not caught up with for longer than a second. */
function stepping(rate: number, seconds: number): Promise<number> {
  const from = now();
  let events = 0;
  let credit = 0;
  let last = from;
  return new Promise((resolve) => {
    const turn = () => {
      const time = now();
      credit = Math.min(rate, credit + ((time - last) * rate) / 1000);
      last = time;
      while (credit >= 1) {
        const made = cluster.step();
        if (made === 0) break;
        credit -= made;
        events += made;
      }
      if (time - from >= seconds * 1000) resolve(events);
      else setTimeout(turn, 2);
    };
    turn();
  });
}
