import { expect, test } from 'vitest';
import { toCsv } from '../../kit/exportRows.ts';
import { tenancyColumns } from './tenancyColumns.ts';

test('who held an address as CSV: both bounds of both ends, empty where there is none', () => {
  const rows = [
    {
      object: { kind: 'Pod', namespace: 'shop', name: 'cart-0' },
      uid: 'u1',
      as: 'podIP' as const,
      from: { earliest: null, latest: '2026-11-17T21:40:00.000Z' },
      to: null,
      exists: true,
      made: false,
    },
    {
      object: { kind: 'Node', name: 'worker-1' },
      uid: 'u2',
      as: 'nodeAddress' as const,
      from: { earliest: '2026-11-01T00:00:00.000Z', latest: '2026-11-01T00:05:00.000Z' },
      to: { earliest: '2026-11-02T00:00:00.000Z', latest: '2026-11-02T00:00:00.000Z' },
      exists: false,
      made: true,
    },
  ];
  expect(toCsv(tenancyColumns('10.244.0.9'), rows).split('\r\n')).toEqual([
    'address,as,kind,namespace,name,uid,fromEarliest,fromLatest,toEarliest,toLatest,exists,made',
    '10.244.0.9,podIP,Pod,shop,cart-0,u1,,2026-11-17T21:40:00.000Z,,,true,false',
    '10.244.0.9,nodeAddress,Node,,worker-1,u2,2026-11-01T00:00:00.000Z,2026-11-01T00:05:00.000Z,2026-11-02T00:00:00.000Z,2026-11-02T00:00:00.000Z,false,true',
    '',
  ]);
});
