import { expect, test } from 'vitest';
import { cidr, wireCell, wireMap, wirePool } from './answersForTests.ts';
import { freeCell } from './cells.ts';
import { headlineOf, spokenScene } from './headline.ts';
import { sceneOf } from './scene.ts';

const said = (...input: Parameters<typeof headlineOf>) => headlineOf(...input).map((fact) => `${fact.value} ${fact.words}`);
const answer = wireMap('10.244.0.0/16', 8, [wireCell(0, '10.244.0.0/24', { count: 51, handedOut: '256', inUse: '30' })]);
const scene = sceneOf({ range: cidr('10.244.0.0/16'), cellPrefix: 24, sparse: false, whole: answer, parts: [answer] }, 24);
const pool = wirePool('pod', '10.244.0.0/16', { blocks: { prefixLength: 24, total: 256, handedOut: 51, free: 205 } });

test('a pool of blocks has both numerators and what is left', () => {
  expect(said(scene, pool, null)).toEqual(['51 of 256 /24s handed out', '1,530 addresses in use', '205 left']);
});
test('an inferred pool does not say what is left', () => {
  const inferred = wirePool('pod', '10.244.0.0/16', { blocks: { prefixLength: 24, total: 256, handedOut: 51, free: null } });
  expect(said(scene, inferred, null)).toEqual(['51 of 256 /24s handed out', '1,530 addresses in use']);
});

const inside = wireMap('10.244.7.0/24', 8, [wireCell(2, '10.244.7.2/32', { inUse: '1', count: 61 })]);
const block = sceneOf({ range: cidr('10.244.7.0/24'), cellPrefix: 32, sparse: false, whole: inside, parts: [inside] }, 24);
test('a block is counted against what is usable of it', () => {
  expect(said(block, null, { ...freeCell(cidr('10.244.7.0/24'), []), usable: 253n })).toEqual(['61 of 253 usable in use']);
});
test('where the usable addresses are unknown, only what is in use is said', () => {
  expect(said(block, null, null)).toEqual(['61 addresses in use']);
});
test('a range without blocks says what is free of it', () => {
  const services = wirePool('service', '10.244.7.0/24', {
    addresses: { total: '256', reserved: '2', usable: '254', handedOut: null, recorded: null, inUse: '61', free: '193' },
  });
  expect(said({ ...block, blockPrefix: null }, services, null)).toEqual(['61 of 254 usable in use', '193 free']);
});
test('what the allocator has written down is a number of its own, and what is free is what it says', () => {
  const edge = wirePool('loadBalancer', '10.244.7.0/24', {
    addresses: { total: '256', reserved: '0', usable: '256', handedOut: null, recorded: '70', inUse: '61', free: '180' },
  });
  expect(said({ ...block, blockPrefix: null }, edge, null)).toEqual([
    '61 of 256 usable in use',
    '70 recorded by the allocator',
    '180 free',
  ]);
});
test('an opened map says what it shows', () => expect(spokenScene(block)).toBe('10.244.7.0/24: 256 addresses, 61 addresses in use'));
test('where pods are not read, what is in use is unknown and nothing is called free', () => {
  expect(said({ ...block, inUse: null }, null, { ...freeCell(cidr('10.244.7.0/24'), []), usable: 253n })).toEqual([
    'unknown of 253 usable in use',
  ]);
  expect(spokenScene({ ...block, inUse: null })).toBe('10.244.7.0/24: 256 addresses, in use unknown');
});
