import { expect, test } from 'vitest';
import type { NetworkAttachmentRecord } from '../../records/ipam.ts';
import { modelOf } from '../samples.ts';
import { object } from './samples.ts';

type Range = NetworkAttachmentRecord['ranges'][number];

const given = (name: string, offsets: readonly string[] = [], range = '192.168.50.0/24') =>
  object('IPPool.whereabouts.cni.cncf.io', `kube-system/${name}`, {
    range,
    allocations: offsets.map((offset) => ({ offset, pod: 'x/gone', interface: 'net1' })),
  });

const attached = (name: string, range: Partial<Range>, networkName = '') =>
  object('NetworkAttachmentDefinition.k8s.cni.cncf.io', `x/${name}`, {
    ipam: 'whereabouts',
    networkName,
    ranges: [{ range: '192.168.50.0/24', start: '', end: '', gateway: '', exclude: [], ...range }],
  });

const slices = (name: string, range: string, sliceSize: string) =>
  object('NodeSlicePool.whereabouts.cni.cncf.io', `kube-system/${name}`, { range, sliceSize, slices: [{ node: 'n', range: 'ten' }] });

function reserved(...records: Parameters<typeof modelOf>): (string | null)[][] {
  return modelOf(...records)
    .model.pools()
    .items.map(({ name, addresses }) => [name, addresses.reserved]);
}

test('a range of its own keeps its first and its last address; range_start, range_end and exclude keep what they leave out', () => {
  expect(reserved(given('192.168.50.0-24'))).toEqual([['192.168.50.0-24', '2']]);
  expect(reserved(given('192.168.50.0-24'), attached('a', { start: '192.168.50.10', end: '192.168.50.19' }))).toEqual([
    ['192.168.50.0-24', '246'],
  ]);
  expect(reserved(given('192.168.50.0-24'), attached('a', { exclude: ['192.168.50.16/28', 'ten'] }))).toEqual([['192.168.50.0-24', '18']]);
});

test('the same is read from a range written a-b/length', () => {
  expect(reserved(given('192.168.50.0-24'), attached('a', { range: '192.168.50.10-192.168.50.19/24' }))).toEqual([
    ['192.168.50.0-24', '246'],
  ]);
});

test('the gateway is given out like any other address', () => {
  expect(reserved(given('192.168.50.0-24'), attached('a', { gateway: '192.168.50.1' }))).toEqual([['192.168.50.0-24', '2']]);
});

test('of two configurations that share a range, what one excludes the other still gives out', () => {
  const halves = [attached('a', { exclude: ['192.168.50.0/25'] }), attached('b', { exclude: ['192.168.50.128/25'] })];
  expect(reserved(given('192.168.50.0-24'), ...halves)).toEqual([['192.168.50.0-24', '2']]);
  expect(reserved(given('192.168.50.0-24'), ...halves.slice(0, 1))).toEqual([['192.168.50.0-24', '129']]);
});

test('a network with a name gives the same range out again, by its own configuration', () => {
  const blue = attached('a', { exclude: ['192.168.50.16/28'] }, 'blue');
  expect(reserved(given('192.168.50.0-24'), given('blue-192.168.50.0-24'), blue)).toEqual([
    ['192.168.50.0-24', '2'],
    ['blue-192.168.50.0-24', '18'],
  ]);
});

test('a pool of a node that is a slice is none of its own, and one of the same range without slices is', () => {
  const sliced = slices('fast', '192.168.50.0/24', '/26');
  expect(reserved(sliced, given('n-192.168.50.0-26', [], '192.168.50.0/26'))).toEqual([['fast', '8']]);
  expect(reserved(sliced, attached('fast', { exclude: ['192.168.50.0/28'] }))).toEqual([['fast', '23']]);
  expect(reserved(slices('blue', '192.168.50.0/24', '/26'), given('192.168.50.0-24'))).toEqual([
    ['192.168.50.0-24', '2'],
    ['blue', '8'],
  ]);
});

test('a size that cuts nothing is no pool, and offsets past the range are unreadable, as is a slice that is no CIDR', () => {
  for (const size of ['', '/23', '/33', '/x', '/-1']) expect(reserved(slices('fast', '192.168.50.0/24', size))).toEqual([]);
  expect(modelOf(given('192.168.50.0-24', ['255', '256', '-1', '1e3'])).model.unreadable).toBe(3);
  expect(modelOf(slices('fast', '192.168.50.0/24', '/26')).model.unreadable).toBe(1);
});
