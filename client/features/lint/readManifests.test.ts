import { expect, test } from 'vitest';
import { pathText, readManifests } from './readManifests.ts';

const read = (text: string) => [...readManifests({ name: 'a.yaml', text })];
const told = (text: string) =>
  read(text).map((found) =>
    'kind' in found ? `${found.line} ${found.kind} ${found.namespace ?? '-'}/${found.name}` : `${found.line} ${found.code}`,
  );

test('each document of a YAML file is an object with its line', () => {
  expect(
    told(
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n---\n# nothing\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: x}\n',
    ),
  ).toEqual(['1 Service shop/web', '9 Pod -/x']);
});

test('a field is on the line of its name, an item on its own, and what is not there on that of what is around it', () => {
  const [found] = read(
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: 10.96.0.9\n  ipFamilies:\n    - IPv4\n    - IPv6\n',
  );
  if (!found || !('kind' in found)) throw new Error('no object');
  expect(found.lineOf(['spec', 'clusterIP'])).toBe(6);
  expect(found.lineOf(['spec', 'ipFamilies'])).toBe(7);
  expect(found.lineOf(['spec', 'ipFamilies', 1])).toBe(9);
  expect(found.lineOf(['spec', 'ipFamilyPolicy'])).toBe(5);
});

test('JSON is read with its lines, tabs and all', () => {
  expect(
    told(
      '{\n\t"apiVersion": "v1",\n\t"kind": "List",\n\t"items": [\n\t\t{"apiVersion": "v1", "kind": "Service",\n\t\t "metadata": {"name": "a"}}\n\t]\n}',
    ),
  ).toEqual(['5 Service -/a']);
});

test('items of a ServiceList are Services without saying so', () => {
  expect(told('apiVersion: v1\nkind: ServiceList\nitems:\n- metadata:\n    name: a\n- metadata:\n    name: b\n')).toEqual([
    '4 Service -/a',
    '6 Service -/b',
  ]);
});

test('a syntax error has its line, and the documents around it are read', () => {
  expect(told('apiVersion: v1\nkind: Pod\n---\nspec:\n  a: [1\n---\napiVersion: v1\nkind: Pod\n')[0]).toBe('1 Pod -/');
  expect(told('spec:\n  clusterIP: fd00::\n  x: 1: 2\n')).toContain('3 syntax');
  expect(told('a: 1\na: 2\n')).toEqual(['2 syntax']);
});

test('what is no Kubernetes object is said to be none, and nothing at all is nothing', () => {
  expect(told('hello there')).toEqual(['1 not-kubernetes']);
  expect(told('a: 1\n')).toEqual(['1 not-kubernetes']);
  expect(told('')).toEqual([]);
  expect(told('---\n---\n')).toEqual([]);
});

test('aliases that multiply are refused, not followed', () => {
  const bomb = Array.from(
    { length: 12 },
    (_, at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}, *a${at - 1}, *a${at - 1}, *a${at - 1}, *a${at - 1}`}]`,
  ).join('\n');
  expect(told(bomb)).toEqual(['1 syntax']);
});

test('a path is written as Kubernetes writes it', () => {
  expect(pathText(['spec', 'clusterIPs', 0])).toBe('spec.clusterIPs[0]');
});
