import { expect, test } from 'vitest';
import { answer, date, never, row, side, today } from './answersForTests.ts';
import { limitChange, maskHint, nodesHint, perWeekOf, rateText, usableHint } from './hints.ts';

const plan = answer([row('blocks', 'IPv4', date('2027-03-02'))]);
const halved = (blockLength: number, usable: string) => {
  const { base } = plan;
  const pods = base.today.pods.map((space) => (space.family === 'IPv4' ? { ...space, blockLength, usable } : space));
  return {
    ...plan,
    base: { ...base, scenario: { ...base.scenario, pods } },
    rows: [{ ...row('blocks', 'IPv4', never), scenario: side(never, { left: 82 }) }],
  };
};

test.each([
  [25, '125', 'A /25 has 125 usable: 110 fit, 15 stay unused.'],
  [26, '61', 'A /26 has 61 usable: fewer than maxPods, so 61 pods fit on a new node.'],
])('what a /%i holds against maxPods', (blockLength, usable, words) => {
  expect(maskHint(halved(blockLength, usable), 'IPv4')).toBe(`82 further nodes fit; 41 with the /24 of today. ${words}`);
});

test('exactly maxPods, and a /64, which never binds', () => {
  const space = { family: 'IPv4' as const, ranges: [], blockLength: 25, usable: '125', ofControllerManager: true };
  expect(usableHint(space, 125)).toBe('A /25 has 125 usable: exactly maxPods.');
  expect(usableHint({ ...space, family: 'IPv6', blockLength: 64, usable: '18446744073709551614' }, 110)).toBe(
    'A /64 is never what binds: maxPods is, with 110.',
  );
});

test('without an edit there is no before', () => {
  expect(maskHint(plan, 'IPv4')).toBe('41 further nodes fit. A /24 has 253 usable: 110 fit, 143 stay unused.');
  expect(maskHint(answer([]), 'IPv4')).toBeUndefined();
});

test('how many nodes get a block is that of the family with the fewest', () => {
  const both = answer([row('blocks', 'IPv4', never), { ...row('blocks', 'IPv6', never), scenario: side(never, { left: 12 }) }]);
  expect(nodesHint(both)).toBe('12 further nodes get a block today: IPv6 has the fewest left.');
  expect(nodesHint(answer([]))).toBe('No pod range with node blocks is known: nodes change nothing here.');
});

test('how far a limit is moved', () => {
  expect(limitChange(row('services', 'IPv4', never))).toBeUndefined();
  const wider = { ...row('services', 'IPv4', never), scenario: side(never, { limits: [{ day: today, limit: 4350 }] }) };
  expect(limitChange(wider)).toBe('+4,094');
});

test('growth a week is unknown without growth', () => {
  expect(perWeekOf(side(never))).toBeNull();
  expect(perWeekOf(null)).toBeNull();
  const growth = { day: today, level: 215, steady: 3 / 7, fading: 0, season: [], errors: { low: -1, high: 1, exponent: 1, days: 60 } };
  expect(perWeekOf(side(never, { growth }))).toBeCloseTo(3);
});

test.each([
  [1.617, '1.6'],
  [38.21, '38'],
  [1234, '1,230'],
  [0.0241, '0.024'],
  [0, '0'],
  [-2.5, '-2.5'],
])('%d a week is written %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});
