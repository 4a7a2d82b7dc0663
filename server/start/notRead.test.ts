import { expect, test } from 'vitest';
import type { Kind } from '../records/records.ts';
import type { Reading } from '../store/reading.ts';
import { notRead } from './notRead.ts';

const readings = (states: Partial<Record<Kind, Reading['state']>>) => (kind: Kind) => ({ state: states[kind] ?? 'synced' }) as const;

test.each<[Partial<Record<Kind, Reading['state']>>, string | null]>([
  [{}, null],
  [{ Node: 'stale', ServiceCIDR: 'not-served' }, null],
  [{ Ingress: 'forbidden' }, null],
  [{ Node: 'forbidden' }, 'nodes'],
  [{ Pod: 'syncing', Service: 'forbidden' }, 'pods and Services'],
  [{ Node: 'forbidden', Pod: 'forbidden', Service: 'forbidden', ServiceCIDR: 'forbidden' }, 'nodes, pods, Services and ServiceCIDRs'],
])('of %o a plan lacks %s', (states, words) => expect(notRead(readings(states))).toBe(words));
