import { expect, test } from 'vitest';
import { answer, date, first, never, row, unknown } from './answersForTests.ts';
import { headline } from './headline.ts';

test('with edits, the first end of the scenario, and a sentence for the other family', () => {
  const plan = answer(
    [
      row('blocks', 'IPv4', date('2027-03-02'), date('2027-04-12')),
      row('services', 'IPv4', date('2027-05-23')),
      row('services', 'IPv6', date('2031-01-01')),
    ],
    first({ IPv4: 'blocks', IPv6: 'services' }),
  );
  expect(headline(plan, true)).toEqual({
    title: 'With these edits, IPv4 node blocks last until about 12 Apr 2027.',
    rest: ['IPv6 Service addresses last until about 1 Jan 2031.'],
  });
});

test('without edits it speaks of today', () => {
  const plan = answer([row('services', 'IPv6', date('2027-05-23')), row('blocks', 'IPv4', never)], first({ IPv6: 'services', IPv4: null }));
  expect(headline(plan, false)).toEqual({
    title: 'IPv6 Service addresses last until about 23 May 2027.',
    rest: ['IPv4: nothing that is known ends within ten years.'],
  });
});

test('full is said, of pods as what they are', () => {
  const plan = answer(
    [row('services', 'IPv4', { kind: 'full' }), row('pods', 'IPv6', { kind: 'full' })],
    first({ IPv4: 'services', IPv6: 'pods' }),
  );
  expect(headline(plan, true)).toEqual({
    title: 'With these edits, IPv4 Service addresses are full.',
    rest: ['No further IPv6 pod fits on these nodes.'],
  });
});

test('ranges are spoken of first, and pods that fill the nodes before after them', () => {
  const plan = answer(
    [
      row('blocks', 'IPv4', date('2028-05-22')),
      row('pods', 'IPv4', date('2027-11-15')),
      row('services', 'IPv4', date('2028-06-01')),
      row('blocks', 'IPv6', never),
      row('pods', 'IPv6', date('2028-06-20')),
    ],
    first({ IPv4: 'blocks', IPv6: 'pods' }),
  );
  expect(headline(plan, false)).toEqual({
    title: 'IPv4 node blocks last until about 22 May 2028.',
    rest: [
      'IPv4 pods fit on these nodes until about 15 Nov 2027, and longer with more of them.',
      'IPv6 pods fit on these nodes until about 20 Jun 2028, and longer with more of them.',
    ],
  });
  const later = [row('services', 'IPv4', date('2027-05-23')), row('pods', 'IPv4', date('2027-11-15'))];
  expect(headline(answer(later, first({ IPv4: 'services' })), false).rest).toEqual([]);
});

test('a range is spoken of before pods of another family that end sooner', () => {
  const plan = answer([row('services', 'IPv4', date('2029-01-01')), row('pods', 'IPv6', date('2027-01-01'))], {
    ...first({ IPv4: 'services', IPv6: 'pods' }),
  });
  expect(headline(plan, false).title).toBe('IPv4 Service addresses last until about 1 Jan 2029.');
});

test('what ends first is what the answer says does', () => {
  const rows = [row('blocks', 'IPv4', date('2027-03-02')), row('services', 'IPv4', date('2027-05-23'))];
  expect(headline(answer(rows, first({ IPv4: 'services' })), false).title).toBe('IPv4 Service addresses last until about 23 May 2027.');
});

test('nodes that get no block come before the other family', () => {
  const plan = answer([row('blocks', 'IPv4', date('2027-03-02'))], {
    ...first({ IPv4: 'blocks' }),
    nodesWithout: [{ day: '2027-01-11', added: 24, without: 2, lacks: 'IPv4', mask: null }],
  });
  expect(headline(plan, true).rest).toEqual(['2 of the 24 nodes added on 11 Jan 2027 get no podCIDR: no IPv4 block is left.']);
});

test('what ends never and what nobody knows are not the same', () => {
  expect(headline(answer([row('blocks', 'IPv4', never), row('services', 'IPv4', unknown)]), true)).toEqual({
    title: 'With these edits, nothing that is known ends within ten years.',
    rest: ['Of IPv4 Service addresses not enough is known yet.'],
  });
  expect(headline(answer([row('blocks', 'IPv4', unknown)]), false).title).toBe('Not enough is known yet to say when anything ends.');
  expect(headline(answer([]), false).title).toBe('There is no range to plan with yet.');
});
