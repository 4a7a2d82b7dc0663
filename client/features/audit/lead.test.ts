import { expect, test } from 'vitest';
import type { AuditStep } from '../../../shared/wire/audit.ts';
import { lead } from './lead.ts';

const step = (state: AuditStep['state']): AuditStep => ({ id: state, title: '', state, done: 0, total: 0, what: '', list: null });

test('the page begins with where the cluster stands', () => {
  expect(lead({ families: ['IPv6', 'IPv4'], steps: [step('open'), step('done'), step('unknown')] })).toBe(
    'Services of this cluster can have both families, IPv6 first. 1 step to two families is open, 1 not known. This page changes nothing: it counts, and gives commands to copy.',
  );
  expect(lead({ families: ['IPv4'], steps: [step('done'), step('not-needed')] })).toBe(
    'Services of this cluster can have IPv4 alone. Nothing is left to do for two families. This page changes nothing: it counts, and gives commands to copy.',
  );
  expect(lead({ families: ['IPv4'], steps: [step('done'), step('unknown'), step('unknown')] })).toContain(
    '. Of 2 steps to two families it is not known whether they are done. ',
  );
  expect(lead({ families: [], steps: [] })).toMatch(/^Which families Services can have is not known\./);
});
