import { expect, test } from 'vitest';
import { matrixCellText } from './matrixWords.ts';

test('a cell says its Service, its node, and each family that the Service has or that is there', () => {
  const both = (IPv4: number, IPv6: number) => ({ IPv4, IPv6 });
  const matrix = {
    rows: [
      {
        service: { kind: 'Service', namespace: 'shop', name: 'web' },
        families: ['IPv4', 'IPv6'] as ('IPv4' | 'IPv6')[],
        silent: [],
        ready: both(2, 0),
        endpoints: both(3, 0),
        cells: [{ node: 0, ready: both(2, 0), endpoints: both(3, 0) }],
      },
    ],
    nodes: [
      { name: 'worker-1', zone: null },
      { name: 'worker-2', zone: null },
    ],
    moreNodes: 0,
  };
  expect(matrixCellText(matrix, { row: 0, column: 0 })).toBe('shop/web on worker-1: IPv4 2 of 3 ready, IPv6 none');
  expect(matrixCellText(matrix, { row: 0, column: 1 })).toBe('shop/web on worker-2: IPv4 none, IPv6 none');
});
