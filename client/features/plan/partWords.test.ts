import { expect, test } from 'vitest';
import { answer } from './answersForTests.ts';
import { applySummary, hasGraveNotes, notesSummary } from './partWords.ts';

const note = (severity: 'critical' | 'warning' | 'info') => ({ code: severity, severity, text: severity });

test('notes are counted by how grave they are', () => {
  const plan = answer([], {
    nodesWithout: [{ day: '2027-01-11', added: 24, without: 2, lacks: 'IPv4', mask: null }],
    overlaps: [{ proposed: '10.0.0.0/20', of: 'services', how: 'inside', known: 'the office', range: '10.0.0.0/16' }],
    notes: [note('critical'), note('info'), note('info')],
  });
  expect(notesSummary(plan)).toBe('2 critical, 1 warning, 2 to know');
  expect(hasGraveNotes(plan)).toBe(true);
});

test('what is only good to know is not grave', () => {
  expect(notesSummary(answer([], { notes: [note('info')] }))).toBe('1 to know');
  expect(hasGraveNotes(answer([], { notes: [note('info')] }))).toBe(false);
  expect(hasGraveNotes(answer([], { notes: [note('warning')] }))).toBe(true);
});

test('what there is to apply is counted', () => {
  const flags = [
    { program: 'kube-apiserver' as const, flags: ['--a=1'] },
    { program: 'kube-controller-manager' as const, flags: ['--a=1', '--b=2'] },
  ];
  expect(applySummary({ serviceCIDRs: 'a: 1\n---\nb: 2\n', flags })).toBe('2 ServiceCIDRs, 3 flags');
  expect(applySummary({ serviceCIDRs: '', flags: [] })).toBe('');
  expect(applySummary({ serviceCIDRs: 'a: 1\n', flags: [] })).toBe('1 ServiceCIDR');
});
