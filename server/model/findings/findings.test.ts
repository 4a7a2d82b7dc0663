import { describe, expect, test } from 'vitest';
import { findingList } from '../../../shared/wire/findings.ts';
import { HandClock } from '../../testing/handClock.ts';
import type { ModelEvent } from '../model.ts';
import { endpoint, modelOf, modelWith, node, service, serviceCIDR, slice } from '../samples.ts';

const silent = (name: string) => [
  service(name, ['10.96.0.1'], { families: ['IPv4', 'IPv6'] }),
  slice(name, '4', 'IPv4', [endpoint('10.244.0.1')]),
];
const blocked = node('ok', { podCIDRs: ['10.244.0.0/24'] });
const records = [
  serviceCIDR('full', ['10.97.0.0/30']),
  ...silent('shop/web'),
  ...silent('back/db'),
  service('shop/a', ['10.97.0.1']),
  service('shop/b', ['10.97.0.2']),
  blocked,
  node('bare'),
];
/** What these tests speak of; other rules may hold as well. */
const codes = ['service-family-without-ready-endpoints', 'node-without-block', 'service-range-full'];

function clockOf(hand: HandClock) {
  return { now: hand.now, timer: hand.delay };
}

test('a finding says what is wrong with what, since when, and what to do', () => {
  const hand = new HandClock(Date.UTC(2026, 10, 23));
  const { model } = modelWith({ clock: clockOf(hand) }, ...records);
  hand.advance(60_000);
  const { items } = model.findings({ code: 'node-without-block' });
  expect(items).toEqual([
    {
      id: 'node-without-block/bare',
      code: 'node-without-block',
      severity: 'critical',
      title: 'Node bare has no podCIDR',
      detail:
        'Other nodes have one; pods on this one get no address. The pod range of the controller is not known, so neither is whether it has a block left.',
      objects: [{ kind: 'Node', name: 'bare' }],
      more: 0,
      pools: [],
      address: null,
      since: '2026-11-23T00:00:01.000Z', // looked at within a second of the first change
      remedy:
        'See whether kube-controller-manager runs and allocates node CIDRs (--allocate-node-cidrs), and what it logs about this node.',
    },
  ]);
  const all = model.findings();
  expect(findingList.strict().parse({ ...all, revision: '1' })).toEqual({ ...all, revision: '1' });
});

test('the gravest come first, and groups count what matches', () => {
  const { items, groups, counts, total } = modelOf(...records).model.findings();
  expect(items.map(({ id }) => id).filter((id) => codes.some((code) => id.startsWith(code)))).toEqual([
    'node-without-block/bare',
    'service-family-without-ready-endpoints/back/db',
    'service-family-without-ready-endpoints/shop/web',
    'service-range-full/service/full/10.97.0.0-30',
  ]);
  expect(groups).toContainEqual({
    code: 'service-family-without-ready-endpoints',
    severity: 'critical',
    title: '2 Services have a family without ready endpoints',
    count: 2,
  });
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  expect(counts.critical + counts.warning + counts.info).toBe(total);
});

describe('filters', () => {
  test.each([
    [{ severity: 'warning' as const, code: 'service-range-full' }, ['service-range-full/service/full/10.97.0.0-30']],
    [{ severity: 'info' as const, code: 'service-range-full' }, []],
    [{ namespace: 'back' }, ['service-family-without-ready-endpoints/back/db']],
    [{ kind: 'Node' }, ['node-without-block/bare']],
    [{ kind: 'constructor' }, []],
    [{ pool: 'service/full/10.97.0.0-30', kind: 'ServiceCIDR' }, ['service-range-full/service/full/10.97.0.0-30']],
    [{ q: 'SHOP/W' }, ['service-family-without-ready-endpoints/shop/web']],
    [{ q: '10.97.0.0/30' }, ['service-range-full/service/full/10.97.0.0-30']],
    [{ q: 'no podcidr' }, ['node-without-block/bare']],
  ])('%j leaves %j', (query, ids) => {
    const found = modelOf(...records)
      .model.findings(query)
      .items.map(({ id }) => id);
    expect(found.filter((id) => codes.some((code) => id.startsWith(code)))).toEqual(ids);
  });
});

describe('orders and pages', () => {
  const { model } = modelOf(...records);
  test.each(['severity', '-severity', 'code', '-code', 'since', 'title', '-title'])(
    'by %s, a page of one at a time is the whole list',
    (sort) => {
      const whole = model.findings({ sort }).items.map(({ id }) => id);
      const paged: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const { items, next } = model.findings({ sort, limit: 1, cursor });
        paged.push(...items.map(({ id }) => id));
        if (next === null) break;
        cursor = next;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(model.findings().total);
    },
  );
});

test('a finding keeps its time while it holds, and gets a new one when it comes back', () => {
  const hand = new HandClock(1000);
  const { store, model } = modelWith({ clock: clockOf(hand) }, ...records);
  const since = (code: string) => model.findings({ code }).items.map((item) => Date.parse(item.since));
  expect([since('node-without-block'), since('service-range-full')]).toEqual([[1000], [1000]]);
  hand.advance(5000);
  store.apply([{ put: node('bare', { zone: 'b' }) }, { put: service('shop/c', ['10.98.0.1']) }]);
  expect([since('node-without-block'), since('service-range-full')]).toEqual([[1000], [1000]]);
  store.apply([{ put: node('bare', { podCIDRs: ['10.244.1.0/24'] }) }, { remove: { kind: 'Service', key: 'shop/a' } }]);
  expect([since('node-without-block'), since('service-range-full')]).toEqual([[], []]);
  hand.advance(2000);
  store.apply([{ put: node('bare') }, { put: service('shop/a', ['10.97.0.1']) }]);
  expect([since('node-without-block'), since('service-range-full')]).toEqual([[8000], [8000]]);
});

test('a rule that could not speak holds since it can', () => {
  const hand = new HandClock(1000);
  const { store, model } = modelWith({ clock: clockOf(hand) }, ...silent('shop/web'));
  const since = () => model.findings({ code: 'service-family-without-ready-endpoints' }).items.map((item) => Date.parse(item.since));
  expect(since()).toEqual([1000]);
  hand.advance(1000);
  store.setReading('EndpointSlice', { state: 'forbidden' });
  expect(since()).toEqual([]);
  hand.advance(1000);
  store.setReading('EndpointSlice', { state: 'synced' });
  expect(since()).toEqual([3000]);
});

describe('those who listen', () => {
  function followed() {
    const hand = new HandClock(0);
    const { store, model } = modelWith({ clock: clockOf(hand) }, ...records);
    const events: ModelEvent[] = [];
    hand.advance(1000);
    model.subscribe((event) => events.push(event));
    return { hand, store, model, told: () => events.filter(({ topics }) => topics.includes('findings')) };
  }

  test('hear within a second that the findings are others than before', () => {
    const { hand, store, told } = followed();
    store.apply([{ remove: { kind: 'Node', key: 'bare' } }]);
    expect(told()).toEqual([]);
    hand.advance(1000);
    expect(told()).toEqual([{ topics: ['findings', 'overview'], prefixes: [] }]);
    hand.advance(10_000);
    expect(told()).toHaveLength(1);
  });

  test('hear of a range that fills up, which is no object', () => {
    const { hand, store, told } = followed();
    store.apply([{ remove: { kind: 'Service', key: 'shop/a' } }]);
    hand.advance(1000);
    expect(told()).toHaveLength(1);
  });

  test('hear nothing of changes that leave the findings as they are', () => {
    const { hand, store, told } = followed();
    store.apply([{ put: node('bare', { zone: 'c' }) }]);
    hand.advance(1000);
    expect(told()).toEqual([]);
  });

  test('hear once a second at most, however much changes', () => {
    const { hand, store, told } = followed();
    for (let i = 0; i < 30; i++) {
      store.apply([{ put: node(`new-${i}`) }]);
      hand.advance(100);
    }
    expect(told()).toHaveLength(3);
  });

  test('hear nothing after the model has stopped, and no timer is left', () => {
    const { hand, store, model, told } = followed();
    store.apply([{ remove: { kind: 'Node', key: 'bare' } }]);
    model.stop();
    hand.advance(5000);
    expect(told()).toEqual([]);
    expect(hand.waiting).toBe(0);
  });
});

test('the overview groups the very same findings', () => {
  const { model } = modelOf(...records);
  const { items, ...counts } = model.overview().findings;
  const { groups, counts: same } = model.findings();
  expect(counts).toEqual(same);
  expect(items.map(({ objects, ...group }) => group)).toEqual(groups);
});

test('more than twenty objects are counted, not listed', () => {
  const held = Array.from({ length: 25 }, (_, i) => service(`a/${i}`, [`10.97.0.${i + 1}`]));
  const { model } = modelOf(serviceCIDR('going', ['10.97.0.0/24'], { deletedAt: 4, ready: false }), ...held);
  const [found] = model.findings({ code: 'service-range-deletion-blocked' }).items;
  expect([found?.objects.length, found?.more]).toEqual([20, 6]); // the ServiceCIDR itself is the first
});

test('of thousands of findings of one rule, those past the first 2000 are found by what they are about', () => {
  const many = Array.from({ length: 2100 }, (_, i) => silent(`shop/s${String(i).padStart(4, '0')}`)).flat();
  const { model } = modelOf(...many, ...silent('zoo/ape'), node('bare'), blocked);
  const code = 'service-family-without-ready-endpoints';
  const found = (query: object) => {
    const { total, items } = model.findings({ ...query, limit: 2 });
    return [total, items.map(({ id }) => id)];
  };
  expect(found({ code, q: 's2099' })).toEqual([1, [`${code}/shop/s2099`]]);
  expect(found({ code, namespace: 'zoo' })).toEqual([1, [`${code}/zoo/ape`]]);
  expect(found({ code, kind: 'Service' })[0]).toBe(2101);
  expect(found({ code, kind: 'Pod' })[0]).toBe(0);
  expect(found({ code, sort: '-title' })).toEqual([2101, [`${code}/zoo/ape`, `${code}/shop/s2099`]]);
  expect(found({ kind: 'Node', code: 'node-without-block' })).toEqual([1, ['node-without-block/bare']]);
});

test('a look that takes long is made once a second, whoever asks in between', () => {
  const hand = new HandClock(0);
  let step = 1;
  let passed = 0;
  const now = () => {
    passed += step;
    return hand.now() + passed;
  };
  const { store, model } = modelWith({ clock: { now, timer: hand.delay } }, ...records);
  const full = () => model.findings({ code: 'service-range-full' }).total;
  step = 20;
  expect(full()).toBe(1);
  step = 0;
  store.apply([{ remove: { kind: 'Service', key: 'shop/a' } }]);
  expect(full()).toBe(1);
  hand.advance(1000);
  expect(full()).toBe(0);
});
