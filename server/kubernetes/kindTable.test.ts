import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds } from '../records/records.ts';
import { kindTable } from './kindTable.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
const { rules }: { readonly rules: readonly Rule[] } = parse(yaml);
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

test.each(kinds)('README.md’s ClusterRole lets %s be read, wherever it is', (kind) => {
  expect(kindTable[kind].kind).toBe(kind);
  for (const { group, plural, name } of kindTable[kind].resources) {
    const rule = rules.find(({ apiGroups, resources }) => apiGroups.includes(group) && resources.includes(plural));
    expect(rule?.verbs).toEqual(['get', 'list', 'watch']);
    if (name === '') expect(rule?.resourceNames).toBeUndefined();
    else expect(rule?.resourceNames).toContain(name);
  }
});

test('and nothing else', () => {
  const places = kinds.flatMap((kind) => kindTable[kind].resources);
  for (const { apiGroups, resources, resourceNames } of rules) {
    for (const group of apiGroups)
      for (const plural of resources) {
        const read = places.filter((place) => place.group === group && place.plural === plural);
        expect(read.length, `${group}/${plural}`).toBeGreaterThan(0);
        if (resourceNames) expect(read.map(({ name }) => name).sort()).toEqual([...resourceNames].sort());
      }
  }
});
