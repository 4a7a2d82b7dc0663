import { expect, test } from 'vitest';
import { servicesSearch } from './search.ts';

test('a whole link is read', () => {
  const link = {
    namespace: 'shop',
    policy: 'SingleStack',
    family: 'IPv6',
    type: 'NodePort',
    problems: true,
    q: 'web',
    sort: '-name',
    service: 'shop/web',
  };
  expect(servicesSearch(link)).toEqual(link);
});

test('what makes no sense is dropped', () => {
  expect(
    servicesSearch({
      namespace: '',
      policy: 'Dual',
      family: 'ipv6',
      type: ['ClusterIP'],
      problems: 'perhaps',
      q: 'x'.repeat(257),
      service: 'web',
      other: 1,
    }),
  ).toEqual({});
});

test('a name that the path of a request would swallow is no name', () => {
  for (const service of ['../nodes', './web', 'shop/..', 'shop/.']) expect(servicesSearch({ service })).toEqual({});
  expect(servicesSearch({ service: 'shop/.web' })).toEqual({ service: 'shop/.web' });
});

test('problems is read from the text of a link', () => {
  expect(servicesSearch({ problems: 'true' })).toEqual({ problems: true });
  expect(servicesSearch({ problems: 'false' })).toEqual({});
});
