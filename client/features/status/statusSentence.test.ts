import { expect, test } from 'vitest';
import type { KindStatus } from '../../../shared/wire/status.ts';
import { statusSentence } from './statusSentence.ts';

const kind = (
  name: string,
  state: KindStatus['state'],
  connected = true,
  lastEvent: string | null = '2026-11-23T09:00:00Z',
): KindStatus => ({
  kind: name,
  optional: false,
  resource: name,
  state,
  connected,
  objects: 1,
  lastEvent,
  error: null,
  missing: null,
  rule: null,
  restarts: 0,
  relists: 0,
  decodeErrors: 0,
});

test.each([
  [[kind('Pod', 'synced'), kind('IPAddress', 'not-served', false)], true, 'Everything is read and follows the cluster.'],
  [[kind('Pod', 'syncing'), kind('Node', 'syncing')], true, 'Pods and Nodes are still being read.'],
  [
    [kind('Pod', 'stale', false), kind('EndpointSlice', 'forbidden', false)],
    true,
    'Pods are stale: what is shown of them is old. EndpointSlices may not be read: what they would tell is unknown.',
  ],
  [[kind('Pod', 'synced', false)], true, 'Pods are stale: what is shown of them is old.'],
  [
    [kind('Pod', 'stale', false)],
    false,
    'The cluster does not answer. What is shown is what was read before; it is tried again by itself.',
  ],
  [
    [kind('Pod', 'forbidden', false, null), kind('Ingress', 'not-served', false, null)],
    false,
    'The cluster answers, and forbids all of it: the rules that are missing stand below.',
  ],
  [[kind('Pod', 'syncing', false, null)], false, 'The cluster does not answer. Nothing was read yet; it is tried again by itself.'],
])('case %#', (kinds, connected, sentence) => {
  expect(statusSentence({ kinds, connected, history: { state: 'recording' } })).toBe(sentence);
});

test('a history that is not written is said, too', () => {
  const words = (state: 'failing' | 'refused' | 'starting') =>
    statusSentence({ kinds: [kind('Pod', 'synced')], connected: true, history: { state } });
  expect(words('failing')).toBe('Everything is read and follows the cluster. Its history is not written.');
  expect(words('refused')).toContain('Its history is not written.');
  expect(words('starting')).toBe('Everything is read and follows the cluster.');
});
