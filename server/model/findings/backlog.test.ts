import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyRecord } from '../../records/records.ts';
import { HandClock } from '../../testing/handClock.ts';
import type { ModelEvent } from '../model.ts';
import { controlPlane, modelOf, modelWith, node, pod, service, subjectsOf } from '../samples.ts';
import { Backlog } from './backlog.ts';

const code = 'pod-outside-node-block';
const manager = controlPlane('kube-controller-manager', '--cluster-cidr=10.244.0.0/16');

/** Time in which every look at the clock takes a millisecond: no slice of work is longer than five looks. */
function slowClock() {
  const hand = new HandClock(0);
  let looks = 0;
  return { hand, clock: { now: () => hand.now() + looks++, timer: hand.delay } };
}

test('a job goes on where it stopped, and the next one follows', () => {
  let now = 0;
  const backlog = new Backlog(() => now++);
  const done: string[] = [];
  function* job(name: string) {
    for (let i = 0; i < 4; i++) yield done.push(`${name}${i}`);
  }
  backlog.add(job('a'));
  backlog.add(job('b'));
  backlog.run(3);
  expect(done).toEqual(['a0', 'a1', 'a2']);
  backlog.run(3);
  expect(done).toEqual(['a0', 'a1', 'a2', 'a3', 'b0']);
  backlog.run(Number.POSITIVE_INFINITY);
  expect([done.length, backlog.empty]).toEqual([8, true]);
});

test('pods that came before their node are looked at some at a time, and listeners hear of it', () => {
  const { hand, clock } = slowClock();
  const pods = Array.from({ length: 40 }, (_, i) => pod(`a/p${i}`, 'n', [`10.244.9.${i}`]));
  const { store, model } = modelWith({ clock }, manager, ...pods);
  hand.advance(1000);
  const told: ModelEvent[] = [];
  model.subscribe((event) => told.push(event));
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: node('n', { podCIDRs: ['10.244.1.0/24'] }) }]);
  expect(subjectsOf(model, code).length).toBeLessThan(40);
  hand.advance(3000);
  expect(subjectsOf(model, code)).toHaveLength(40);
  expect(told.some(({ topics }) => topics.includes('findings'))).toBe(true);
  model.stop();
  expect(hand.waiting).toBe(0);
});

test('a finding that no longer holds, and is still to be looked at, says so', () => {
  const { hand, clock } = slowClock();
  const pods = Array.from({ length: 40 }, (_, i) => pod(`a/p${i}`, 'n', [`10.244.9.${i}`]));
  const { store, model } = modelWith({ clock }, manager, node('n', { podCIDRs: ['10.244.1.0/24'] }), ...pods);
  hand.advance(1000);
  store.apply([{ put: node('n', { podCIDRs: ['10.244.9.0/24'] }) }]);
  const [found] = model.findings({ code }).items;
  expect(found?.detail).toMatch(/is being looked at again\.$/);
  hand.advance(3000);
  expect(subjectsOf(model, code)).toEqual([]);
});

test("a pod that is nowhere strays once another node's block has its address, and no longer when that goes", () => {
  const { store, model } = modelOf(node('n', { podCIDRs: ['10.1.0.0/24'] }), pod('a/p', 'n', ['10.2.0.5']));
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: node('m', { podCIDRs: ['10.2.0.0/24'] }) }]);
  expect(subjectsOf(model, code)).toEqual(['a/p']);
  store.apply([{ put: node('m', { podCIDRs: ['10.3.0.0/24'] }) }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('whatever comes first, nodes, pods or flags, the findings are those of a cluster read at once', () => {
  const blocks = ['10.244.1.0/24', '10.244.2.0/24', '10.7.0.0/24', '10.244.0.0/16', 'fd00::/64'];
  const ips = ['10.244.1.5', '10.244.2.5', '10.7.0.5', '10.9.0.5', 'fd00::5', 'fd01::5'];
  const records = fc.oneof(
    fc
      .record({ name: fc.constantFrom('m', 'n', 'o'), podCIDRs: fc.subarray(blocks) })
      .map(({ name, podCIDRs }) => node(name, { podCIDRs })),
    fc
      .record({ name: fc.nat(9), on: fc.constantFrom('m', 'n', 'o', ''), ips: fc.subarray(ips, { maxLength: 2 }) })
      .map(({ name, on, ips: podIPs }) => pod(`a/p${name}`, on, podIPs)),
    fc
      .constantFrom('10.244.0.0/16', '10.9.0.0/16', '10.0.0.0/8,fd01::/48')
      .map((range) => controlPlane('kube-controller-manager', `--cluster-cidr=${range}`)),
    fc
      .constantFrom('10.96.0.0/16', '10.96.0.0/16,fd00:96::/112')
      .map((range) => controlPlane('kube-apiserver', `--service-cluster-ip-range=${range}`)),
    fc.constantFrom('a/s', 'a/t').map((name) => service(name, ['10.96.0.1', 'fd00:96::1'], { policy: 'RequireDualStack' })),
  );
  const step = fc.record({ record: records, remove: fc.boolean(), wait: fc.constantFrom(0, 1, 1000) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { hand, clock } = slowClock();
      const { store, model } = modelWith({ clock });
      for (const { record, remove, wait } of steps) {
        const key = record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
        store.apply([remove ? { remove: { kind: record.kind, key } } : { put: record }]);
        hand.advance(wait);
      }
      hand.advance(60_000);
      const left: AnyRecord[] = [...store.all('Node'), ...store.all('Pod'), ...store.all('Service')];
      const words = (of: typeof model) => of.findings({ limit: 1000 }).items.map(({ since, ...item }) => item);
      expect(words(model)).toEqual(words(modelOf(...left).model));
    }),
  );
});
