import { expect, test } from 'vitest';
import { answer, date, row } from './answersForTests.ts';
import { planMarkdown } from './planMarkdown.ts';
import { planRows } from './planRows.ts';
import { byGravity, withoutText } from './planSaid.ts';

const plan = answer([row('blocks', 'IPv4', date('2027-03-02'), date('2027-04-12'))], {
  nodesWithout: [{ day: '2027-01-11', added: 24, without: 2, lacks: 'IPv4', mask: null }],
  overlaps: [{ proposed: '10.0.0.0/20', of: 'services', how: 'inside', known: 'the office | 10.0.0.0/16', range: '10.0.0.0/16' }],
  notes: [
    { code: 'a', severity: 'info', text: 'Something to know.' },
    { code: 'b', severity: 'critical', text: 'Something that breaks.' },
  ],
  manifests: {
    serviceCIDRs: 'kind: ServiceCIDR\n',
    flags: [{ program: 'kube-controller-manager', flags: ['--node-cidr-mask-size=25'] }],
  },
});

test('all of a plan in Markdown', () => {
  expect(planMarkdown('With these edits, …', 'http://a/plan', planRows(plan, []), plan)).toBe(`# With these edits, …

<http://a/plan>

As of 2026-11-26, without edits.

| family | what | limited by | used | left today | ends today | earliest today | latest today | left in the scenario | ends in the scenario | earliest in the scenario | latest in the scenario | change |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| IPv4 | Node blocks | blocks | 215 | 41 | 2027-03-02 | 2027-03-02 | 2027-03-02 | 41 | 2027-04-12 | 2027-04-12 | 2027-04-12 | +41 days |

- 2 of the 24 nodes added on 11 Jan 2027 get no podCIDR: no IPv4 block is left.
- 10.0.0.0/20 lies inside the office | 10.0.0.0/16.
- Something that breaks.
- Something to know.

\`\`\`yaml
kind: ServiceCIDR
\`\`\`

kube-controller-manager:

\`\`\`
--node-cidr-mask-size=25
\`\`\`
`);
});

test('a plan that has nothing to say or to apply is its table', () => {
  const quiet = answer([row('blocks', 'IPv4', date('2027-03-02'))]);
  expect(planMarkdown('Today', 'http://a/plan', planRows(quiet, []), quiet).split('\n\n')).toHaveLength(4);
});

test('the gravest first, else in their order', () => {
  const note = (code: string, severity: 'critical' | 'warning' | 'info') => ({ code, severity, text: code });
  const sorted = byGravity([note('a', 'info'), note('b', 'warning'), note('c', 'critical'), note('d', 'warning')]);
  expect(sorted.map(({ code }) => code)).toEqual(['c', 'b', 'd', 'a']);
});

test.each([
  [24, 24, 'None of the 24 nodes added on 11 Jan 2027 gets a podCIDR: no IPv6 block is left.'],
  [24, 1, '1 of the 24 nodes added on 11 Jan 2027 gets no podCIDR: no IPv6 block is left.'],
  [1, 1, 'The node added on 11 Jan 2027 gets no podCIDR: no IPv6 block is left.'],
])('of %i nodes %i without a block', (added, without, words) => {
  expect(withoutText({ day: '2027-01-11', added, without, lacks: 'IPv6', mask: null })).toBe(words);
  expect(withoutText({ day: '2027-01-11', added, without, lacks: 'IPv6', mask: 68 })).toBe(
    `${words} With a /68 for new nodes ${added === 1 ? 'it' : 'each'} would get one.`,
  );
});
