import { afterEach, describe, expect, test } from 'vitest';
import { Random } from '../../server/demo/random.ts';
import type { Asked } from './asked.ts';
import { live } from './life.ts';
import { type Rule, Stage } from './stage.ts';

/**
 * How many requests an API server gets from the product in an hour: readers of kinds and of three ConfigMaps, and discovery: the groups, and
 * every few minutes what is served of the one in which a kind may come that was not there.
 * Played time; counted at the server, or as connections where none get through.
 */
let stage: Stage;
afterEach(() => stage.stop());

const hour = 3_600_000;
const seeded = (seed: number): (() => number) => {
  const random = new Random(seed);
  return () => random.next();
};
const begin = async (random: () => number) => {
  stage = await Stage.start({ random });
  await stage.synced();
};

describe('a quiet hour', () => {
  test.each([
    ['the least jitter', () => 0, { probe: 200, watch: 120, discovery: 70 }],
    ['the most jitter', () => 0.999, { probe: 120, watch: 60, discovery: 57 }],
    ['jitter as it comes', seeded(1), { probe: 160, watch: 90, discovery: 66 }],
  ])('a quiet hour with %s', async (_, random, most) => {
    await begin(random);
    const from = stage.asked.length;
    await stage.pass(hour);
    const counts: Record<string, number> = {};
    for (const { what } of stage.asked.slice(from)) counts[what] = (counts[what] ?? 0) + 1;
    expect(Object.keys(counts).sort()).toEqual(['discovery', 'probe', 'watch']);
    expect(counts.probe).toBeLessThanOrEqual(most.probe);
    expect(counts.watch).toBeLessThanOrEqual(most.watch);
    expect(counts.discovery).toBeLessThanOrEqual(most.discovery);
    live(stage.demo.cluster);
    await stage.right(1000);
  });

  test('an hour of changes asks for nothing more', async () => {
    await begin(seeded(2));
    const from = stage.asked.length;
    for (let minute = 0; minute < 60; minute++) {
      live(stage.demo.cluster);
      for (let i = 0; i < 20; i++) stage.demo.cluster.step();
      await stage.pass(hour / 60);
    }
    expect(stage.asked.length - from).toBeLessThanOrEqual(310);
    expect(stage.asked.slice(from).filter(({ what }) => what === 'list' || what === 'watchlist')).toEqual([]);
    await stage.right(1000);
  });
});

/** Pauses that are due within half a second of each other end at once, to play faster. */
const grain = 500;

const endAtOnce = (asked: Asked): boolean => {
  if (!asked.isWatch) return false;
  asked.response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf;stream=watch' }).end();
  return true;
};
const resetInside = ({ request, response }: Asked): boolean => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  setImmediate(() => request.socket.resetAndDestroy());
  return true;
};

/** Requests while this rule answers them for so long; then it is gone, and all is well in five minutes. */
async function under(rule: Rule, milliseconds: number): Promise<number> {
  await begin(seeded(3));
  const undo = stage.rule(rule);
  for (const link of stage.proxy.connections) link.reset();
  const from = stage.asked.length;
  live(stage.demo.cluster);
  await stage.pass(milliseconds, grain);
  const count = stage.asked.length - from;
  undo();
  await stage.right(300_000);
  return count;
}

describe('a bad hour', () => {
  // Ten readers, each with a pause of 15 s on average once it has failed six times, and discovery once in 65 to 81 s: 2450.
  test.each<[string, number, number, Rule]>([
    ['everything is answered with 503', 2300, 2700, (asked) => asked.refuse(503, 'not now')],
    // At most six times a minute once more at once, with credentials read anew.
    ['everything is answered with 401', 2700, 3400, (asked) => asked.refuse(401, 'Unauthorized')],
    ['every answer is reset in its middle', 2300, 2700, resetInside],
    ['watches end at once', 2300, 3100, endAtOnce], // probes, and a look at the past a minute, find all well
    ['no answer ever comes', 480, 660, () => true], // 65 s and a pause
  ])('a bad hour: %s', async (_, least, most, rule) => {
    const count = await under(rule, hour);
    expect(count).toBeGreaterThanOrEqual(least); // nobody gave up
    expect(count).toBeLessThanOrEqual(most);
  });

  test('a bad hour: nobody listens', async () => {
    await begin(seeded(4));
    await stage.proxy.down();
    live(stage.demo.cluster);
    const before = stage.warned;
    await stage.pass(hour, grain);
    const attempts = stage.warned - before; // each is a line of the log
    expect(attempts).toBeGreaterThanOrEqual(2300);
    expect(attempts).toBeLessThanOrEqual(2700);
    await stage.proxy.up();
    await stage.right(60_000);
  });

  test('a bad hour: the server comes and goes every half minute', async () => {
    await begin(seeded(5));
    const from = stage.asked.length;
    for (let minute = 0; minute < 60; minute++) {
      await stage.demo.server.restart(async () => {
        live(stage.demo.cluster);
        await stage.pass(hour / 120, grain);
      });
      await stage.pass(hour / 120, grain);
    }
    // Each time ten readers find their position gone (410 inside a watch) and read anew.
    expect(stage.asked.length - from).toBeLessThanOrEqual(1700);
    await stage.right(60_000);
  });
});

describe('ten bad minutes', () => {
  test.each<[string, number, number, Rule]>([
    ['everything is answered with 429', 380, 500, (asked) => asked.answer(429, 'Too many requests, please try again later.')],
    ['everything is answered with 403', 100, 180, (asked) => asked.refuse(403, 'forbidden')],
    ['everything is answered with 404', 60, 110, (asked) => asked.answer(404, '404 page not found')],
    ['everything is answered with 410', 380, 500, (asked) => asked.refuse(410, 'Expired')],
    ['everything is answered with 400', 380, 520, (asked) => asked.refuse(400, 'what?')],
    ['everything is a page of HTML', 380, 500, (asked) => asked.answer(200, '<html>', { 'content-type': 'text/html' })],
  ])('ten bad minutes: %s', async (_, least, most, rule) => {
    const count = await under(rule, 600_000);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });
});
