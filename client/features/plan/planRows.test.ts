import { expect, test } from 'vitest';
import { toCsv } from '../../kit/exportRows.ts';
import { answer, balancer, date, first, never, row, unknown } from './answersForTests.ts';
import { otherPools, planFile, planRows } from './planRows.ts';

const plan = answer(
  [
    row('blocks', 'IPv4', date('2027-03-02'), date('2027-04-12')),
    row('services', 'IPv4', date('2027-05-23'), date('2029-06-15')),
    row('blocks', 'IPv6', never),
    row('services', 'IPv6', null, unknown),
  ],
  first({ IPv4: 'blocks', IPv6: null }),
);
const balancers = [balancer('edge-v4', date('2027-08-18')), balancer('spare', never)];

test('what ends first today is first, and what the answer says ends first in the scenario is marked, of each family', () => {
  expect(planRows(plan, balancers).map(({ family, name, change, isFirst }) => [family, name, change, isFirst])).toEqual([
    ['IPv4', 'Node blocks', '+41 days', true],
    ['IPv4', 'Services', '+754 days', false],
    ['IPv4', 'Load balancers edge-v4', 'same', false],
    ['IPv6', 'Node blocks', 'same', false],
    ['IPv6', 'Services', 'new', false],
  ]);
});

test('pools of load balancers that do not end have no row, and are counted in words', () => {
  expect(otherPools(balancers)).toBe('One further pool of load balancers: its end is not within ten years, or not known.');
  expect(otherPools([balancer('a', never), balancer('b', null)])).toBe(
    '2 pools of load balancers: their end is not within ten years, or not known.',
  );
  expect(otherPools([balancer('edge-v4', date('2027-08-18'))])).toBeUndefined();
});

test('the file has days as ISO 8601, what is unknown is empty or said, and a side that is not there has no zero', () => {
  const lines = toCsv(planFile, planRows(plan, balancers)).split('\r\n');
  expect(lines[0]).toBe(
    'family,what,limited by,used,left today,ends today,earliest today,latest today,left in the scenario,ends in the scenario,earliest in the scenario,latest in the scenario,change',
  );
  expect(lines[1]).toBe("IPv4,Node blocks,blocks,215,41,2027-03-02,2027-03-02,2027-03-02,41,2027-04-12,2027-04-12,2027-04-12,'+41 days");
  expect(lines[4]).toBe('IPv6,Node blocks,blocks,215,41,not within 10 years,,,41,not within 10 years,,,same');
  expect(lines[5]).toBe('IPv6,Services,addresses,215,,,,,41,not enough history: 3 of 7 days,,,new');
});
