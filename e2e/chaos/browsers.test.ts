import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { live } from './life.ts';
import { type ChaosProxy, startProxy } from './proxy.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let front: ChaosProxy; // between the browsers and the product
let browsers: Browser[] = [];

beforeEach(async () => {
  stage = await Stage.start();
  await stage.synced();
  front = await startProxy({ target: stage.url, random: () => 0.5, clock: stage.clock });
});
afterEach(async () => {
  for (const browser of browsers) browser.close();
  browsers = [];
  await front.stop();
  await stage.stop();
});

const come = (count: number): Browser[] => {
  const more = Array.from({ length: count }, () => new Browser(front.url));
  browsers.push(...more);
  for (const browser of more) browser.connect();
  return more;
};

/** Waits for what needs no played time: connections, and bytes that are under way. */
async function becomes(condition: () => boolean): Promise<void> {
  while (!condition()) await pass(1);
}

/** How many streams the product says are open. */
async function streams(): Promise<number> {
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  return Number(/^cidrscape_stream_clients (\d+)$/m.exec(text)?.[1]);
}

test('browser reconnect storm', async () => {
  come(200);
  await becomes(() => browsers.every(({ open, heard }) => open && heard.length === 1));
  const asked = stage.asked.length;
  for (let storm = 1; storm <= 5; storm++) {
    for (const link of front.connections) link.reset(); // a load balancer that is restarted
    await becomes(() => browsers.every(({ open }) => !open));
    live(stage.demo.cluster);
    await stage.pass(1000);
    for (const browser of browsers) browser.connect();
    await becomes(() => browsers.every(({ open, heard }) => open && heard.length === storm + 1));
    // Each hears at once, in one message, that Services and addresses changed while it was away, and where things stand now.
    for (const { heard } of browsers) {
      expect(heard.at(-1)?.revision).toBe(String(stage.store.revision));
      expect(heard.at(-1)?.topics).toEqual(expect.arrayContaining(['addresses', 'services', 'overview']));
    }
  }
  expect(stage.asked.length).toBe(asked); // the API server knows of none of them
  await stage.right(1000);
});

test('more browsers than there is room for', async () => {
  come(256);
  await becomes(() => browsers.every(({ open }) => open));
  const late = come(44);
  await becomes(() => late.every(({ refused }) => refused.length === 1));
  expect(late.every(({ refused }) => refused[0] === 503)).toBe(true);
  for (const browser of browsers.slice(0, 44)) browser.close();
  await becomes(() => browsers.slice(0, 44).every(({ open }) => !open));
  await stage.settle();
  for (const browser of late) browser.connect();
  await becomes(() => late.every(({ open }) => open));
  live(stage.demo.cluster);
  await stage.right(1000);
});

test('slow browser', async () => {
  const [quick] = come(1) as [Browser];
  await becomes(() => quick.heard.length === 1);
  const [slow] = come(1) as [Browser];
  await becomes(() => slow.heard.length === 1);
  front.connections.at(-1)?.set({ does: 'trickle', bytes: 1, every: 60_000 });
  slow.sleep();
  const prefixes = Array.from({ length: 64 }, (_, n) => `2001:db8:${n}:${n}:ffff:ffff:ffff:ffff/128`);
  let told = 0;
  while ((await streams()) === 2 && told < 8000) {
    for (let n = 0; n < 100; n++, told++) {
      stage.tell({ topics: ['map'], prefixes });
      await stage.pass(250);
    }
  }
  // The system took some megabytes for it, then it was congested; five heartbeats later its place was taken away.
  expect(await streams()).toBe(1);
  expect(quick.open).toBe(true);
  expect(quick.heard.length).toBeGreaterThanOrEqual(told);
  live(stage.demo.cluster);
  await stage.right(1000);
  slow.close();
  slow.connect();
  await becomes(() => slow.heard.length === 2);
  expect(slow.heard.at(-1)?.revision).toBe(String(stage.store.revision));
  expect(slow.heard.at(-1)?.topics).toEqual(expect.arrayContaining(['map', 'services']));
});
