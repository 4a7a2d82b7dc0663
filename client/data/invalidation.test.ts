import { expect, test } from 'vitest';
import type { StreamMessage } from '../../shared/wire/stream.ts';
import { concernOf, isConcerned } from './invalidation.ts';

const message = (topics: StreamMessage['topics'], prefixes: string[] | null = null): StreamMessage => ({ revision: '7', topics, prefixes });
const concerned = (key: readonly unknown[], ...messages: StreamMessage[]) => isConcerned(key, concernOf(messages));

test('a topic makes old what shows it, and nothing else', () => {
  expect(concerned(['overview'], message(['overview']))).toBe(true);
  expect(concerned(['forecasts', {}], message(['pools']))).toBe(true);
  expect(concerned(['forecasts', {}], message(['services']))).toBe(false);
  expect(concerned(['services', { q: 'web' }], message(['services']))).toBe(true);
  expect(concerned(['service', { namespace: 'shop', name: 'web' }], message(['services']))).toBe(true);
  expect(concerned(['namespaces'], message(['services']))).toBe(true);
  expect(concerned(['namespaces'], message(['nodes']))).toBe(false);
  expect(concerned(['nodePorts'], message(['services']))).toBe(true);
  expect(concerned(['findings', {}], message(['findings']))).toBe(true);
  expect(concerned(['findings', {}], message(['services']))).toBe(false);
  expect(concerned(['pool', { id: 'x' }], message(['pools']))).toBe(true);
  expect(concerned(['nodes', {}], message(['services']))).toBe(false);
  expect(concerned(['topology', { namespace: 'shop' }], message(['services']))).toBe(true);
  expect(concerned(['topology', { namespace: 'shop' }], message(['nodes']))).toBe(true);
  expect(concerned(['topology', { namespace: 'shop' }], message(['pools', 'findings']))).toBe(false);
  expect(concerned(['overview'], message([]))).toBe(false);
});

test('a map is old where its prefix overlaps one that changed', () => {
  const changed = message(['map'], ['10.244.7.0/24']);
  expect(concerned(['map', { cidr: '10.244.0.0/16' }], changed)).toBe(true);
  expect(concerned(['map', { cidr: '10.244.7.16/28' }], changed)).toBe(true);
  expect(concerned(['map', { cidr: '10.244.8.0/24' }], changed)).toBe(false);
  expect(concerned(['map', { cidr: 'fd00::/48' }], changed)).toBe(false);
});

test('a map of a moment that is over is never old', () => {
  const past = { cidr: '10.244.7.0/24', at: '2026-11-17T21:40:00Z' };
  expect(concerned(['map', past], message(['map'], ['10.244.7.0/24']))).toBe(false);
  expect(concerned(['map', { ...past, by: 'node' }], message(['map', 'nodes'], null))).toBe(false);
});

test('a map by findings is old with the findings, one by nodes, zones or ages with the nodes, whatever its prefix', () => {
  const cidr = '10.244.8.0/24';
  expect(concerned(['map', { cidr, by: 'findings' }], message(['findings'], []))).toBe(true);
  expect(concerned(['map', { cidr, by: 'findings' }], message(['nodes'], []))).toBe(false);
  for (const by of ['node', 'zone', 'age']) expect(concerned(['map', { cidr, by }], message(['nodes'], ['10.9.0.0/24']))).toBe(true);
  expect(concerned(['map', { cidr, by: 'namespace' }], message(['nodes', 'findings'], []))).toBe(false);
  expect(concerned(['map', { cidr, by: 'namespace' }], message(['map'], ['10.244.8.0/24']))).toBe(true);
  expect(concerned(['map', { cidr }], message(['nodes', 'findings'], []))).toBe(false);
});

test('addresses in no range are others with the ranges and with what holds addresses', () => {
  expect(concerned(['outside'], message(['pools'], ['10.9.0.0/24']))).toBe(true);
  expect(concerned(['outside'], message(['map'], ['10.9.0.0/24']))).toBe(true);
  expect(concerned(['outside'], message(['findings'], []))).toBe(false);
  expect(concerned(['ranges'], message(['pools'], ['10.9.0.0/24']))).toBe(true);
});

test('an address is compared as the IPv4 address it maps', () => {
  const changed = message(['addresses'], ['10.244.7.0/24']);
  expect(concerned(['address', { address: '::ffff:10.244.7.19' }], changed)).toBe(true);
  expect(concerned(['address', { address: '10.244.8.19' }], changed)).toBe(false);
});

test('who held an address before is another answer when its holder changes', () => {
  const changed = message(['addresses'], ['10.244.7.0/24']);
  expect(concerned(['addressHistory', { address: '10.244.7.19' }], changed)).toBe(true);
  expect(concerned(['addressHistory', { address: '10.244.8.19' }], changed)).toBe(false);
  expect(concerned(['addressHistory', { address: '10.244.7.19' }], message(['findings', 'status']))).toBe(false);
});

test('where more changed than is named, every map is old', () => {
  expect(concerned(['map', { cidr: '10.244.8.0/24' }], message(['map'], null))).toBe(true);
  expect(concerned(['map', { cidr: '10.244.8.0/24' }], message(['map'], ['10.0.0.0/24']), message(['map'], null))).toBe(true);
});

test('a prefix that cannot be read makes more old, never less', () => {
  expect(concerned(['map', { cidr: '10.244.8.0/24' }], message(['map'], ['what']))).toBe(true);
  expect(concerned(['map', { cidr: 'what' }], message(['map'], ['10.0.0.0/24']))).toBe(true);
});

test('a topic that this page does not know is passed over', () => {
  const later = { revision: '7', topics: ['history', 'nodes'], prefixes: null } as unknown as StreamMessage;
  expect(concerned(['nodes', {}], later)).toBe(true);
  expect(concerned(['overview'], later)).toBe(false);
});
