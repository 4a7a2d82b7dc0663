import { describe, expect, test } from 'vitest';
import type { NodeRecord } from '../../records/records.ts';
import { controlPlane, modelOf, modelWith, node, pod, serviceCIDR, subjectsOf } from '../samples.ts';

const ranges = (text: string, ...args: string[]) => controlPlane('kube-controller-manager', `--cluster-cidr=${text}`, ...args);
const block = (name: string, ...podCIDRs: string[]): NodeRecord => node(name, { podCIDRs });
const gone = (key: string) => ({ remove: { kind: 'Node' as const, key } });

test('a pod range is nearly out of blocks from 80 % on, and out of them at the last', () => {
  const { store, model } = modelOf(ranges('10.244.0.0/21'), ...[0, 1, 2, 3, 4, 5].map((n) => block(`n${n}`, `10.244.${n}.0/24`)));
  const found = () => [subjectsOf(model, 'pod-blocks-nearly-full'), subjectsOf(model, 'pod-blocks-full')];
  expect(found()).toEqual([[], []]);
  store.apply([{ put: block('n6', '10.244.6.0/24') }]);
  expect(found()).toEqual([['pod/cluster-cidr/10.244.0.0-21'], []]);
  expect(model.findings({ code: 'pod-blocks-nearly-full' }).items[0]?.detail).toBe(
    '7 of 8 blocks of /24 belong to nodes (87 %): 1 more node gets one.',
  );
  store.apply([{ put: block('n7', '10.244.7.0/24') }]);
  expect(found()).toEqual([[], ['pod/cluster-cidr/10.244.0.0-21']]);
  store.apply([gone('n6'), gone('n7')]);
  expect(found()).toEqual([[], []]);
});

test('a range that is only inferred may go on: it is never out of blocks', () => {
  expect(subjectsOf(modelOf(block('n', '10.244.0.0/24')).model, 'pod-blocks-full')).toEqual([]);
});

describe('a node without a block says why', () => {
  const detail = (...records: Parameters<typeof modelOf>) =>
    modelOf(...records, block('a', '10.244.0.0/24', 'fd00::/64'), node('late')).model.findings({ code: 'node-without-block' }).items[0]
      ?.detail;
  const start = 'Other nodes have one; pods on this one get no address. ';

  test.each([
    ['10.244.0.0/24', 'IPv4 10.244.0.0/24 has no block left of 1.'],
    [
      '10.244.0.0/24,fd00::/56',
      'IPv4 10.244.0.0/24 has no block left of 1. The other family has some, but a node gets both blocks or none.',
    ],
    ['10.244.0.0/16', 'The pod ranges have blocks left: the controller has not given it one yet, or does not run.'],
  ])('with --cluster-cidr=%s', (text, why) => expect(detail(ranges(text))).toBe(`${start}${why}`));

  test('without a flag', () =>
    expect(detail()).toBe(`${start}The pod range of the controller is not known, so neither is whether it has a block left.`));
});

test('blocks that look free are lost to the controller while nodes wait for the other family', () => {
  const { store, model } = modelOf(ranges('10.244.0.0/24,fd00::/56'), block('a', '10.244.0.0/24', 'fd00::/64'), node('late'));
  const [found] = model.findings({ code: 'node-blocks-leaked' }).items;
  expect(found?.pools).toEqual(['pod/cluster-cidr/fd00::-56', 'pod/cluster-cidr/10.244.0.0-24']);
  expect(found?.detail).toBe(
    '1 node waits for a podCIDR while IPv4 has no block left. Each attempt to give one loses a block of IPv6: of the 255 that no node has, the controller may have fewer or none.',
  );
  store.apply([gone('late')]);
  expect(subjectsOf(model, 'node-blocks-leaked')).toEqual([]);
});

describe('a node that stayed at one podCIDR', () => {
  const code = 'node-lacks-family';

  test('is seen beside nodes that have two, and not once it was replaced', () => {
    const { store, model } = modelOf(block('old', '10.244.0.0/24'), block('new', '10.244.1.0/24', 'fd00::/64'));
    expect(subjectsOf(model, code)).toEqual(['old']);
    expect(model.findings({ code }).items[0]).toMatchObject({ title: 'Node old has no IPv6 podCIDR', address: '10.244.0.0/24' });
    expect(model.nodes({ finding: code }).items.map(({ name }) => name)).toEqual(['old']);
    store.apply([gone('old'), { put: block('old', '10.244.0.0/24', 'fd00:0:0:1::/64') }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is seen where the controller has a range of both families', () => {
    const { store, model } = modelOf(block('old', '10.244.0.0/24'));
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([{ put: ranges('10.244.0.0/16,fd00::/48') }]);
    expect(subjectsOf(model, code)).toEqual(['old']);
  });
});

test('one podCIDR of two nodes is one finding, which both nodes have', () => {
  const { store, model } = modelOf(block('a', '10.244.1.0/24'), block('b', '10.244.1.0/24'));
  expect(subjectsOf(model, 'node-block-shared')).toEqual(['10.244.1.0/24']);
  expect(model.nodes({ finding: 'node-block-shared' }).items.map(({ name }) => name)).toEqual(['a', 'b']);
  store.apply([{ put: block('b', '10.244.2.0/24') }]);
  expect(subjectsOf(model, 'node-block-shared')).toEqual([]);
});

test('a podCIDR outside every declared pod range, of each family by itself', () => {
  const code = 'node-block-outside-range';
  const odd = block('odd', '10.99.0.0/24', 'fd99::/64');
  const { store, model } = modelOf(ranges('10.244.0.0/16'), block('ok', '10.244.1.0/24'), odd);
  expect(subjectsOf(model, code)).toEqual(['10.99.0.0/24']); // no IPv6 range is declared: nothing to be outside of
  expect(model.node('odd')?.findings).toContain(code);
  store.apply([{ put: ranges('10.244.0.0/16,fd00::/48') }]);
  expect(subjectsOf(model, code)).toEqual(['10.99.0.0/24', 'fd99::/64']);
  store.apply([gone('odd')]);
  expect(subjectsOf(model, code)).toEqual([]);
});

test('a ServiceCIDR made over node blocks, or inside one, is seen', () => {
  const code = 'node-block-overlaps-service-range';
  const { store, model } = modelOf(block('a', '10.244.1.0/24'), block('b', '10.244.2.0/24'), serviceCIDR('k', ['10.96.0.0/24']));
  expect(subjectsOf(model, code)).toEqual([]);
  store.apply([{ put: serviceCIDR('over', ['10.244.0.0/23']) }, { put: serviceCIDR('in', ['10.244.2.0/28']) }]);
  expect(subjectsOf(model, code)).toEqual(['10.244.1.0/24 service/over/10.244.0.0-23', '10.244.2.0/24 service/in/10.244.2.0-28']);
  store.apply([{ remove: { kind: 'ServiceCIDR', key: 'over' } }, { remove: { kind: 'ServiceCIDR', key: 'in' } }]);
  expect(subjectsOf(model, code)).toEqual([]);
});

describe('room on a node', () => {
  const pods = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => pod(`a/${from + i}`, 'n', [`10.244.0.${from + i + 2}`]));

  test('is nearly gone from 80 % of maxPods on, and gone at the last', () => {
    const { store, model } = modelOf(node('n', { podCIDRs: ['10.244.0.0/24'], maxPods: 10 }), ...pods(7));
    const found = () => [subjectsOf(model, 'node-nearly-full'), subjectsOf(model, 'node-full')];
    expect(found()).toEqual([[], []]);
    store.apply([{ put: pods(1, 7)[0] as ReturnType<typeof pod> }]);
    expect(found()).toEqual([['n'], []]);
    expect(model.findings({ code: 'node-nearly-full' }).items[0]).toMatchObject({
      title: 'Node n takes 2 more pods',
      detail: '8 of 10 pods; IPv4: 8 of 253 addresses.',
      pools: ['pod/nodes/10.244.0.0-24'],
    });
    store.apply(pods(2, 8).map((put) => ({ put })));
    expect(found()).toEqual([[], ['n']]);
    expect(model.findings({ code: 'node-full' }).items[0]?.title).toBe('Node n takes no more pods: its maxPods is reached');
    store.apply(pods(5).map(({ name }) => ({ remove: { kind: 'Pod', key: `a/${name}` } })));
    expect(found()).toEqual([[], []]);
  });

  test('ends with the addresses where the block is small', () => {
    const { model } = modelOf(node('n', { podCIDRs: ['10.244.0.0/29'], maxPods: 110 }), ...pods(5));
    expect(model.findings({ code: 'node-full' }).items[0]).toMatchObject({
      title: 'Node n takes no more pods: its addresses have run out',
      detail: '5 of 110 pods; IPv4: 5 of 5 addresses. The scheduler still places pods here; they stay in ContainerCreating.',
    });
  });

  test('is unknown where pods are not read', () => {
    const { store, model } = modelOf(node('n', { podCIDRs: ['10.244.0.0/29'] }), ...pods(5));
    store.setReading('Pod', { state: 'forbidden' });
    expect(subjectsOf(model, 'node-full')).toEqual([]);
  });

  test('is nearly gone where the threshold says', () => {
    const records = [node('n', { podCIDRs: ['10.244.0.0/24'], maxPods: 10 }), ...pods(5)];
    expect(subjectsOf(modelWith({ warnAt: 50 }, ...records).model, 'node-nearly-full')).toEqual(['n']);
  });
});

test('blocks too large and too small for maxPods are one finding each length and maxPods, however many nodes there are', () => {
  const { store, model } = modelOf(
    ...Array.from({ length: 40 }, (_, n) => node(`n${n}`, { podCIDRs: [`10.244.${n}.0/24`, `fd00:0:0:${n}::/64`] })),
    node('small', { podCIDRs: ['10.244.99.0/26'] }),
    node('fits', { podCIDRs: ['10.244.98.0/25'] }),
    node('large', { podCIDRs: ['10.244.97.0/24'], maxPods: 250 }),
  );
  expect(subjectsOf(model, 'node-mask-wastes')).toEqual(['IPv4/24/110']);
  expect(model.findings({ code: 'node-mask-wastes' }).items[0]).toMatchObject({
    title: '40 nodes have a /24 for 110 pods',
    detail: 'A /24 has 253 addresses for pods; with maxPods 110 at least 143 of each are never used: n0, n1 and 38 more.',
  });
  expect(model.node('n0')?.findings).not.toContain('node-mask-wastes');
  expect(subjectsOf(model, 'node-mask-starves')).toEqual(['IPv4/26/110']);
  expect(model.findings({ code: 'node-mask-starves' }).items[0]?.title).toBe('1 node takes 110 pods and has a /26 of IPv4');
  store.apply([gone('small'), ...Array.from({ length: 40 }, (_, n) => gone(`n${n}`))]);
  expect(subjectsOf(model, 'node-mask-wastes')).toEqual([]);
  expect(subjectsOf(model, 'node-mask-starves')).toEqual([]);
});

describe('a pod outside the block of its node', () => {
  const code = 'pod-outside-node-block';
  const [a, b] = [block('a', '10.244.1.0/24'), block('b', '10.244.2.0/24')];

  test('is one with an address of another node, until it is recreated', () => {
    const { store, model } = modelOf(a, b, pod('x/1', 'a', ['10.244.1.2']), pod('x/2', 'a', ['10.244.2.2']));
    expect(subjectsOf(model, code)).toEqual(['x/2']);
    expect(model.findings({ code }).items[0]).toMatchObject({
      title: 'Pod x/2 has 10.244.2.2, outside the block of its node',
      detail: 'Node a has 10.244.1.0/24. It lies in 10.244.2.0/24 of b: packets for the pod go there.',
      address: '10.244.2.2',
    });
    store.apply([{ put: pod('x/2', 'a', ['10.244.1.3']) }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is one with an address that no node has, where the pod range has it', () => {
    const { store, model } = modelOf(a, pod('x/1', 'a', ['10.244.9.2']), pod('x/2', 'a', ['10.32.0.2']));
    expect(subjectsOf(model, code)).toEqual([]); // of a CNI that says nothing of its range, for all that is known
    store.apply([{ put: ranges('10.244.0.0/16') }]);
    expect(subjectsOf(model, code)).toEqual(['x/1']);
    store.apply([{ remove: { kind: 'Pod', key: 'kube-system/kube-controller-manager-cp' } }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is seen when its node is made again with another block, and when the pod was read before the node', () => {
    const { store, model } = modelOf(ranges('10.244.0.0/16'), pod('x/1', 'a', ['10.244.1.2']), a);
    expect(subjectsOf(model, code)).toEqual([]);
    store.apply([gone('a')]);
    expect(subjectsOf(model, code)).toEqual([]); // its node is not there: nothing to be outside of
    store.apply([{ put: block('a', '10.244.7.0/24') }]);
    expect(subjectsOf(model, code)).toEqual(['x/1']);
    store.apply([{ put: a }]);
    expect(subjectsOf(model, code)).toEqual([]);
  });

  test('is none on the host network, none that has ended, and none of a family that its node has no block of', () => {
    const { model } = modelOf(
      ranges('10.244.0.0/16,fd00::/48'),
      a,
      b,
      pod('x/host', 'a', ['10.244.2.2'], { hostNetwork: true }),
      pod('x/over', 'a', ['10.244.2.3'], { phase: 'Succeeded' }),
      pod('x/six', 'a', ['10.244.1.4', 'fd00::4']),
    );
    expect(subjectsOf(model, code)).toEqual([]);
  });
});
