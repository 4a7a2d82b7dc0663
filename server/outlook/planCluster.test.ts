import { expect, test } from 'vitest';
import { formatAddressRange, parseAddressRange } from '../../shared/net/addressRange.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import { outsideKnown } from './planCluster.ts';

function range(text: string, contains: boolean | null = null): OutsideRange {
  const parsed = parseAddressRange(text);
  if (!parsed) throw new Error(`not a range: ${text}`);
  return { range: parsed, owner: 'it', note: null, kind: null, contains };
}

const known = (...outside: OutsideRange[]) => outsideKnown(outside).map(({ range: of, what }) => `${formatAddressRange(of)}: ${what}`);

test('what is declared is in the way, but what is meant for the cluster is not, nor the wider range around it there', () => {
  expect(known(range('10.0.0.0/8'), range('fd00::/16'))).toEqual(['10.0.0.0/8: it 10.0.0.0/8', 'fd00::/16: it fd00::/16']);
  expect(known(range('10.0.0.0/8'), range('10.128.0.0/9', true), range('10.200.0.0/16'))).toEqual([
    '10.0.0.0/9: it 10.0.0.0/8',
    '10.200.0.0/16: it 10.200.0.0/16',
  ]);
});
