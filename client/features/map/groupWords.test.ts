import { expect, test } from 'vitest';
import { ageText, groupLines, groupText } from './groupWords.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const groups = {
  groups: [
    { name: 'payments', count: 12 },
    { name: null, count: 3 },
  ],
  more: 0,
  unlooked: 0,
  since: null,
};

test('a cell of two groups says both', () => expect(groupText('namespace', groups, now)).toBe('payments 12, no namespace 3'));
test('a cell of one group needs no number', () =>
  expect(groupText('node', { ...groups, groups: [{ name: 'worker-a01', count: 1 }] }, now)).toBe('worker-a01'));
test('what was not listed and what was not looked at is said', () =>
  expect(groupLines('namespace', { ...groups, more: 40, unlooked: 1200 }).remark).toBe(
    '40 more in others; at least: 1,200 more not looked at',
  ));
test('a finding is said in its words', () =>
  expect(groupText('findings', { ...groups, groups: [{ name: 'node-full', count: 1 }] }, now)).toBe('takes no more pods'));
test('an age is that of the newest and of the oldest', () => {
  const since = { oldest: '2026-10-17T12:00:00Z', newest: '2026-11-26T08:40:00Z' };
  expect(ageText(since, now)).toBe('newest 3 h 20 min, oldest 40 d');
  expect(ageText({ oldest: since.newest, newest: since.newest }, now)).toBe('3 h 20 min');
});
test('nothing asked, nothing said', () => expect([groupText('zone', null, now), groupText('age', groups, now)]).toEqual([null, null]));
