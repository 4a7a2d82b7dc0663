import { describe, expect, test } from 'vitest';
import type { Node } from '../../../shared/wire/nodes.ts';
import { limitWords } from './limitWords.ts';

const node = (remaining: number | null, hostNetwork: number) => ({ remaining, pods: { running: 61, hostNetwork, terminated: 0 } }) as Node;
const block = { inUse: 61n, usable: 253n, maxPods: 110, size: 256n };

describe('limitWords', () => {
  test('maxPods binds in a /24', () =>
    expect(limitWords(block, node(45, 4))).toEqual({
      bold: '45 more pods fit; maxPods binds.',
      rest: '4 of its pods use the host network. 143 addresses can never be handed out.',
    }));
  test('addresses bind in a /27', () =>
    expect(limitWords({ ...block, usable: 29n, size: 32n }, node(1, 0))).toEqual({ bold: '1 more pod fits; addresses bind.', rest: '' }));
  test('a full node says so', () => expect(limitWords(block, node(0, 0)).bold).toBe('Full; maxPods binds.'));
  test('2⁶⁴ addresses are no limit', () =>
    expect(limitWords({ inUse: 14n, usable: (1n << 64n) - 2n, maxPods: 110, size: 1n << 64n }, node(92, 0)).rest).toBe(
      'One /64 has 2⁶⁴ addresses: not a limit.',
    ));
  test('without its node how many fit is not guessed', () => expect(limitWords(block, null).bold).toBe('maxPods binds.'));
  test('nothing known is said to be unknown', () =>
    expect(limitWords({ ...block, usable: null, maxPods: null }, null).bold).toBe('What binds here is unknown.'));
});
