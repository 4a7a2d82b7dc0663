import { expect, test } from 'vitest';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Severity } from '../../../shared/wire/findings.ts';
import { findingsAbout } from './findingsAbout.ts';

const web: Reference = { kind: 'Service', namespace: 'shop', name: 'web' };
const finding = (id: string, severity: Severity, objects: Reference[], address: string | null = null) => ({
  id,
  severity,
  objects,
  address,
});

test('an address has the findings about itself and about its holders, the gravest first, each once', () => {
  const double = finding('held-twice/10.0.0.1', 'critical', [web], '10.0.0.1');
  const frozen = finding('frozen/shop/web', 'warning', [web]);
  expect(findingsAbout([frozen, double, double], '10.0.0.1', [web])).toEqual([double, frozen]);
});
test('what is about another address or an object of a longer name is not about it', () => {
  const other = finding('frozen/shop/web-2', 'warning', [{ ...web, name: 'web-2' }]);
  const node = finding('node/web', 'warning', [{ kind: 'Node', name: 'web' }]);
  const near = finding('leaked/10.0.0.10', 'warning', [], '10.0.0.10');
  expect(findingsAbout([other, node, near], '10.0.0.1', [web])).toEqual([]);
});
