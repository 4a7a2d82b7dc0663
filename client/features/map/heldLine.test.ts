import { expect, test } from 'vitest';
import type { Holder } from '../../../shared/wire/addresses.ts';
import { heldLine } from './heldLine.ts';

const pod: Holder = {
  object: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  as: 'podIP',
  pool: null,
  since: null,
  state: 'live',
  note: null,
  by: null,
};
const block = { kind: 'IPAMBlock', group: 'crd.projectcalico.org', name: '10-244-7-0-26' };
const record = (state: Holder['state']): Holder => ({ object: block, as: 'record', pool: null, since: null, state, note: null, by: null });

test('one holder is named by what the address is to it', () => {
  expect(heldLine({ state: 'in-use' }, [pod], [])).toBe('podIP of one Pod, the only holder');
  expect(heldLine({ state: 'conflict' }, [pod, pod], [])).toBe('2 holders');
});

test('a record is no holder', () => {
  expect(heldLine({ state: 'in-use' }, [pod], [record('live')])).toBe('podIP of one Pod, the only holder');
  expect(heldLine({ state: 'leaked' }, [], [record('leaked')])).toBe('nobody holds it, but the allocator has it down as taken');
  expect(heldLine({ state: 'reserved' }, [], [record('kept')])).toBe('nobody holds it; the allocator keeps it on purpose');
  expect(heldLine({ state: 'in-use' }, [], [record('live')])).toBe('taken, as the allocator has it; no holder is seen');
});

test('in somebody else’s range it is said whose', () => {
  const vpn = { id: 'x', family: 'IPv4' as const, range: '10.20.0.0/16', owner: 'netops', note: 'offices', kind: 'vpn' as const };
  expect(heldLine({ state: 'outside', declared: [vpn] }, [], [])).toBe('nobody in the cluster holds it; it lies in VPN (netops, offices)');
  expect(heldLine({ state: 'free', declared: [vpn] }, [], [])).toBe('nobody holds it');
});

test('without either it is nobody’s', () => {
  expect(heldLine({ state: 'free' }, [], [])).toBe('nobody holds it');
  expect(heldLine({ state: 'reserved' }, [], [])).toBe('the allocator never gives it out');
});
