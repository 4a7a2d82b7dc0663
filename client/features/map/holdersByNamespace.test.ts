import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { freeCell } from './cells.ts';
import { holdersByNamespace } from './holdersByNamespace.ts';

const held = (namespace: string | undefined) => ({
  ...freeCell(cidr('10.0.0.1/32'), []),
  holders: [{ kind: 'Pod', name: 'p', ...(namespace === undefined ? {} : { namespace }) }],
});

test('most first, the rest together', () => {
  expect(holdersByNamespace([held('b'), held('a'), held('b'), held('c'), held(undefined), freeCell(cidr('10.0.0.2/32'), [])], 2)).toEqual({
    shares: [
      { namespace: 'b', count: 2 },
      { namespace: null, count: 1 },
    ],
    more: { namespaces: 2, count: 2 },
  });
});
