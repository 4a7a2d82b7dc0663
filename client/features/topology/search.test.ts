import { expect, test } from 'vitest';
import { topologySearch } from './search.ts';

test.each([
  [{}, {}],
  [
    { service: 'shop/web', view: 'matrix' },
    { service: 'shop/web', view: 'matrix' },
  ],
  [{ service: 'shop/web', namespace: 'shop', node: 'n1' }, { service: 'shop/web' }],
  [{ namespace: 'shop', node: 'n1' }, { namespace: 'shop' }],
  [{ service: 'web', node: 'n1' }, { node: 'n1' }],
  [{ service: '../web' }, {}],
  [{ service: 'shop/..' }, {}],
  [{ service: 'shop/web/x' }, {}],
  [{ namespace: '..' }, {}],
  [
    { node: 12, family: 'IPv6', problems: 'true' },
    { node: '12', family: 'IPv6', problems: true },
  ],
  [{ zoom: '75', view: 'force', family: 'ipv4' }, { zoom: 75 }],
  [{ zoom: '5' }, {}],
])('%j is the view %j', (raw, view) => {
  expect(topologySearch(raw)).toEqual(view);
});
