import { expect, test } from 'vitest';
import { serviceFinding } from './serviceFinding.ts';

const none = { ready: 0, serving: 0, terminating: 0, notReady: 2 };
const some = { ready: 3, serving: 3, terminating: 0, notReady: 0 };
const code = 'service-family-without-ready-endpoints';

test('the family without a ready endpoint is named', () => {
  expect(serviceFinding({ families: ['IPv4', 'IPv6'], endpoints: { IPv4: some, IPv6: none } }, code).short).toBe(
    'IPv6 has no ready endpoint',
  );
});

test('so are both, in the order of the Service', () => {
  expect(serviceFinding({ families: ['IPv6', 'IPv4'], endpoints: { IPv4: none, IPv6: null } }, code).short).toBe(
    'IPv6 and IPv4 have no ready endpoint',
  );
});

test('other findings keep their words', () => {
  expect(serviceFinding({ families: ['IPv4'], endpoints: { IPv4: some, IPv6: null } }, 'service-prefers-dual-has-one').short).toBe(
    'prefers two families, has one',
  );
});
