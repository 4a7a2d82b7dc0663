import { expect, test } from 'vitest';
import type { EndpointCounts, Service } from '../../../shared/wire/services.ts';
import { readiness } from './readiness.ts';

const counts = (ready: number, notReady: number): EndpointCounts => ({ ready, serving: ready, terminating: 0, notReady });
const service = (families: Service['families'], IPv4: EndpointCounts | null, IPv6: EndpointCounts | null) => ({
  families,
  endpoints: { IPv4, IPv6 },
});

test('36 ready of 38 is partial', () => {
  expect(readiness(service(['IPv4'], counts(36, 2), null), 'IPv4', true)).toEqual({ kind: 'partial', ready: 36, total: 38 });
});

test('all ready is fine', () => {
  expect(readiness(service(['IPv6'], null, counts(14, 0)), 'IPv6', true)).toEqual({ kind: 'fine', ready: 14, total: 14 });
});

test('none ready of two shouts', () => {
  expect(readiness(service(['IPv4', 'IPv6'], counts(36, 2), counts(0, 2)), 'IPv6', true)).toEqual({ kind: 'critical', ready: 0, total: 2 });
});

test('an empty slice shouts where the other family answers', () => {
  expect(readiness(service(['IPv4', 'IPv6'], counts(12, 0), counts(0, 0)), 'IPv6', true)).toEqual({ kind: 'critical', ready: 0, total: 0 });
});

test('empty slices in both families are a workload scaled to zero', () => {
  expect(readiness(service(['IPv4', 'IPv6'], counts(0, 0), counts(0, 0)), 'IPv6', true)).toEqual({ kind: 'partial', ready: 0, total: 0 });
});

test('no slice of a family it does not have is nothing to say', () => {
  expect(readiness(service(['IPv4'], counts(1, 0), null), 'IPv6', true)).toEqual({ kind: 'none' });
});

test('where EndpointSlices may not be read, a family is unknown and not zero', () => {
  expect(readiness(service(['IPv4'], null, null), 'IPv4', false)).toEqual({ kind: 'unknown' });
  expect(readiness(service(['IPv4'], null, null), 'IPv6', false)).toEqual({ kind: 'none' });
});
