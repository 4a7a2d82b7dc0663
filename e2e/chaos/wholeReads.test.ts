import { afterEach, describe, expect, test } from 'vitest';
import { keyOf } from '../../server/records/records.ts';
import type { Asked } from './asked.ts';
import { live } from './life.ts';
import { type Rule, Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const pods = () => stage.readingOf('Pod');

/** A server without WatchList, whose pages hold as few as ten objects. */
const inPages: Rule = (asked) => {
  if (asked.what === 'watchlist') return asked.refuse(422, 'sendInitialEvents is forbidden for watch');
  asked.request.url = asked.request.url?.replace(/limit=\d{3,}/, 'limit=10') ?? '';
  return false;
};

/** Cuts the answer to the next request of a full read of pods after so many bytes; tells how many there were. */
function cutNext(after: number): { bytes: () => number } {
  let link: Stage['proxy']['connections'][number] | undefined;
  let before = 0;
  const undo = stage.rule((asked: Asked) => {
    if (asked.plural !== 'pods' || !['watchlist', 'list', 'page'].includes(asked.what)) return false;
    undo();
    // A connection that carried the read before may still be kept, younger than the one that carries this.
    link = stage.proxy.connections.find(({ open, port }) => open && port === asked.request.socket.remotePort);
    before = link?.came ?? 0;
    link?.set({ does: 'cut', after });
    return false;
  });
  return { bytes: () => (link?.came ?? 0) - before };
}

describe('a full read', () => {
  test.each<[string, Rule]>([
    ['by WatchList', () => false],
    ['in pages', inPages],
  ])('full read cut anywhere, %s: nothing that is there goes meanwhile', async (_, rule) => {
    stage = await Stage.start({ before: (stage) => void stage.rule(rule) });
    await stage.synced();
    const lost: string[] = [];
    stage.store.subscribe(({ changes }) => {
      for (const { kind, key, after } of changes)
        if (kind === 'Pod' && !after && stage.demo.cluster.storage.get('Pod', key)) lost.push(key);
    });
    const whole = cutNext(Number.MAX_SAFE_INTEGER);
    stage.demo.server.expireWatches();
    await stage.right(60_000);
    const length = whole.bytes();
    expect(length).toBeGreaterThan(10_000);
    let reads = 0;
    for (let after = 0; after < length; after += Math.ceil(length / 25), reads++) {
      cutNext(after);
      live(stage.demo.cluster); // what went before the read goes with it, however often it begins
      stage.demo.server.expireWatches();
      live(stage.demo.cluster);
      await stage.until(() => pods().state === 'stale');
      expect(stage.store.count('Pod')).toBeGreaterThanOrEqual(40);
      await stage.holds(120_000);
    }
    expect(reads).toBe(25);
    expect(lost).toEqual([]);
    expect(pods()).toMatchObject({ state: 'synced', connected: true, error: null });
    await stage.right(1000);
  });

  test('first read cut anywhere', async () => {
    for (let after = 0; after < 60_000; after += 6000) {
      stage = await Stage.start(); // its requests are still to come
      cutNext(after);
      await stage.holds(120_000);
      expect(stage.warned).toBe(1);
      expect([...stage.store.all('Pod')].map(keyOf).length).toBe(40);
      expect(pods()).toMatchObject({ relists: 0, error: null });
      await stage.stop();
    }
    stage = await Stage.start();
  });

  test('one WatchList that is silent costs its own kind alone, and not for ever', async () => {
    let silent = 0;
    stage = await Stage.start({
      before: (stage) => {
        stage.rule((asked) => {
          if (asked.plural !== 'services' || asked.what !== 'watchlist' || silent++ > 0) return false;
          asked.response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf;stream=watch' }).flushHeaders();
          return true;
        });
      },
    });
    await stage.right(120_000);
    await stage.pass(3_600_000, 500);
    stage.demo.server.expireWatches();
    live(stage.demo.cluster);
    await stage.right(60_000);
    const lists = stage.asked.filter(({ what }) => what === 'list').map(({ plural }) => plural);
    expect([...new Set(lists)].filter((plural) => plural !== 'services')).toEqual([]);
    expect(stage.asked.findLast(({ what, plural }) => what === 'watchlist' && plural === 'services')?.at).toBeGreaterThan(3_600_000);
  });
});
