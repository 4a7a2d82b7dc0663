import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/wire/pools.ts';
import { blockKey } from '../holdings.ts';
import { HeldOver, slotLength } from './heldOver.ts';

const begin = 1_795_435_200_000;
const at = (slot: number) => begin + slot * slotLength;

function pool(kind: Pool['kind'], ranges: readonly string[], blockLength?: number): Pool {
  const blocks = blockLength === undefined ? null : { prefixLength: blockLength, total: 256, handedOut: 1, free: 255 };
  return { kind, family: 'IPv4', ranges, blocks } as unknown as Pool;
}

function counted(pools: readonly Pool[], shared: readonly string[], fill: (held: HeldOver) => void) {
  const held = new HeldOver(pools, begin, 6, new Set(shared));
  fill(held);
  return held.counts().map(({ addresses, blocks }) => ({ addresses: [...addresses], blocks: [...blocks] }));
}

test('a slot counts what was held at its very moment: the first of a stay is part of it, its end is not', () => {
  const stays = [
    { from: at(1), to: at(3) },
    { from: at(4) + 1, to: Number.POSITIVE_INFINITY },
  ];
  const [one] = counted([pool('pod', ['10.244.0.0/16'])], [], (held) => held.add({ address: '0af40005', as: 'podIP' }, stays));
  expect(one?.addresses).toEqual([0, 1, 1, 0, 0, 1]);
});

test('what began before the first slot is there from the first on', () => {
  const [one] = counted([pool('node', ['10.0.0.0/8'])], [], (held) =>
    held.add({ address: '0a000001', as: 'nodeAddress' }, [{ from: begin - 1, to: at(2) - 1 }]),
  );
  expect(one?.addresses).toEqual([1, 1, 0, 0, 0, 0]);
});

test('an address that several hold counts once, whoever of them is there', () => {
  const [one] = counted([pool('loadBalancer', ['192.0.2.0/24'])], ['c0000201'], (held) => {
    held.add({ address: 'c0000201', as: 'loadBalancer' }, [{ from: at(3), to: at(5) }]);
    held.add({ address: 'c0000201', as: 'externalIP' }, [{ from: at(0), to: at(4) }]);
  });
  expect(one?.addresses).toEqual([1, 1, 1, 1, 1, 0]);
});

test('a pool counts what is in one of its ranges, held as it counts: nodes are no pods, IPv6 is no IPv4', () => {
  const stay = [{ from: at(0), to: at(6) }];
  const pools = [pool('pod', ['10.244.0.0/24', '10.244.9.0-10.244.9.5']), pool('service', ['10.96.0.0/24'])];
  const [pods, services] = counted(pools, [], (held) => {
    for (const address of ['0af40001', '0af40905', '0af40906', '0af40102']) held.add({ address, as: 'podIP' }, stay);
    held.add({ address: '0af40002', as: 'nodeAddress' }, stay);
    held.add({ address: '0a600001', as: 'clusterIP' }, stay);
    held.add({ address: `0af40001${'0'.repeat(24)}`, as: 'podIP' }, stay);
  });
  expect([pods?.addresses[0], services?.addresses[0]]).toEqual([2, 1]);
});

test('blocks count in a pool that is cut into blocks of their length, and are no addresses', () => {
  const key = (prefixLength: number) => blockKey({ family: 'IPv4', value: 0x0af4_0100n, prefixLength });
  const [one] = counted([pool('pod', ['10.244.0.0/16'], 24)], [], (held) => {
    held.add({ address: key(24), as: 'podCIDR' }, [{ from: at(2), to: Number.POSITIVE_INFINITY }]);
    held.add({ address: key(25), as: 'podCIDR' }, [{ from: at(0), to: Number.POSITIVE_INFINITY }]);
  });
  expect(one).toEqual({ addresses: [0, 0, 0, 0, 0, 0], blocks: [0, 0, 1, 1, 1, 1] });
});
