import { expect, test } from 'vitest';
import { calicoBlock, calicoPool } from './ipam/samples.ts';
import { cidrOfText as cidr, modelOf, node, pod, service, serviceCIDR } from './samples.ts';

test('held addresses as runs of offsets, those that are claimed twice, and no other family', () => {
  const { model } = modelOf(
    node('a', { podCIDRs: ['10.244.0.0/24', 'fd00::/64'] }),
    pod('x/1', 'a', ['10.244.0.2', 'fd00::2']),
    pod('x/2', 'a', ['10.244.0.3']),
    pod('x/3', 'a', ['10.244.0.5']),
    pod('x/4', 'a', ['10.244.0.5']),
    pod('x/5', 'a', ['10.244.0.255']),
    pod('x/6', 'a', ['10.244.1.0']),
  );
  expect(model.mapAddresses(cidr('10.244.0.0/24'))).toEqual({
    cidr: '10.244.0.0/24',
    family: 'IPv4',
    held: [
      [2, 2],
      [5, 1],
      [255, 1],
    ],
    conflicts: [5],
    recorded: [],
  });
  expect(model.mapAddresses(cidr('fd00::/112')).held).toEqual([[2, 1]]);
  expect(model.mapAddresses(cidr('10.244.0.3/32')).held).toEqual([[0, 1]]);
});

test('65,536 addresses at most: a wider prefix is refused by its name', () => {
  const { model } = modelOf(serviceCIDR('k', ['10.96.0.0/12']), service('a/b', ['10.96.0.9']));
  expect(model.mapAddresses(cidr('10.96.0.0/16')).held).toEqual([[9, 1]]);
  expect(() => model.mapAddresses(cidr('10.96.0.0/15'))).toThrowError(
    expect.objectContaining({
      code: 'out-of-range',
      value: '10.96.0.0/15',
      detail: 'It has more than 65,536 addresses: ask for a /16 or a longer prefix.',
    }),
  );
  expect(() => model.mapAddresses(cidr('fd00::/111'))).toThrowError(expect.objectContaining({ code: 'out-of-range', value: 'fd00::/111' }));
});

test('where those who hold addresses are not read, which are held is not known', () => {
  const { store, model } = modelOf(node('a', { podCIDRs: ['10.244.0.0/24'] }), pod('x/1', 'a', ['10.244.0.2']));
  store.setReading('Pod', { state: 'forbidden' });
  expect(model.mapAddresses(cidr('10.244.0.0/24')).held).toBeNull();
});

test('addresses that an allocator has written down and nobody is seen to hold', () => {
  const taken = [1, 2, 9].map((ordinal) => [ordinal, { namespace: 'x', pod: `${ordinal}` }] as const);
  const { model } = modelOf(
    node('a'),
    calicoPool('p', '10.0.0.0/16', { blockSize: 26 }),
    calicoBlock('10.0.0.0/26', 'a', taken),
    pod('x/9', 'a', ['10.0.0.9']),
  );
  expect(model.mapAddresses(cidr('10.0.0.0/26'))).toMatchObject({ held: [[9, 1]], recorded: [[1, 2]] });
});
