import { describe, expect, test } from 'vitest';
import { wireCell, wireMap } from './answersForTests.ts';
import { cellPairs, changeOf, changeSentence, countsSentence } from './cellPairs.ts';
import { type Moment, momentOfExport, readMoment, writeMoment } from './moment.ts';
import { momentName } from './momentName.ts';
import { keepMoment, keptMoment, keptMoments, type MomentStorage } from './momentStore.ts';
import { type Scene, sceneOf } from './scene.ts';

const node = (name: string) => ({ holders: [{ kind: 'Node', name }] });
function sceneWith(cells: Parameters<typeof wireMap>[2]): Scene {
  const whole = wireMap('10.244.0.0/16', 8, cells);
  return sceneOf(
    {
      range: { family: 'IPv4', value: 0x0af40000n, prefixLength: 16 },
      cellPrefix: 24,
      sparse: false,
      by: undefined,
      whole,
      parts: [whole],
    },
    24,
  );
}
const before = sceneWith([
  wireCell(0, '10.244.0.0/24', { inUse: '5', handedOut: '256', usable: '253', maxPods: 110, ...node('a') }),
  wireCell(1, '10.244.1.0/24', { inUse: '7', handedOut: '256', ...node('b') }),
  wireCell(2, '10.244.2.0/24', { inUse: '7', handedOut: '256', ...node('c') }),
]);
const now = sceneWith([
  wireCell(0, '10.244.0.0/24', { inUse: '6', handedOut: '256', usable: '253', maxPods: 110, ...node('a') }),
  wireCell(2, '10.244.2.0/24', { inUse: '7', handedOut: '256', ...node('c') }),
  wireCell(9, '10.244.9.0/24', { inUse: '1', handedOut: '256', ...node('d') }),
]);
const kept: Moment = { id: 'a1', cluster: 'demo', taken: '2026-11-26T19:00:00.000Z', source: 'kept', scene: before };

function storage(room = 5_000_000): MomentStorage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
  };
}

describe('a moment', () => {
  test('is read back as it was written', () => expect(readMoment(writeMoment(kept))).toEqual(kept));
  test('of a text that is none there is none', () => {
    expect(readMoment('nonsense')).toBeUndefined();
    expect(readMoment('{"id":"x","scene":{"range":"nowhere"}}')).toBeUndefined();
  });
  test('is kept, and found by its id', () => {
    const held = storage();
    expect(keepMoment(held, kept)).toBe(true);
    expect(keptMoment(held, 'a1')).toEqual(kept);
    expect(keptMoment(held, 'other')).toBeUndefined();
  });
  test('of nine the oldest goes, and the latest comes first', () => {
    const held = storage();
    for (let k = 1; k <= 9; k++) keepMoment(held, { ...kept, id: `m${k}`, taken: `2026-11-26T19:00:0${k}.000Z` });
    expect(keptMoments(held).map((moment) => moment.id)).toEqual(['m9', 'm8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm2']);
  });
  test('one that is too large, or that the browser refuses, is not kept', () => {
    expect(keepMoment(storage(10), kept)).toBe(false);
    expect(keepMoment(storage(), { ...kept, cluster: 'x'.repeat(400_000) })).toBe(false);
  });
  test('is named by its cluster, one from a file by the file', () => {
    expect(momentName(kept)).toMatch(/^demo, 2\d Nov 2026 /);
    expect(momentName({ ...kept, source: 'map.json' })).toMatch(/^map\.json, loaded /);
  });
});

describe('an export as a moment', () => {
  const rows = JSON.stringify([
    { cidr: '10.244.0.0/24', state: 'handed out', holder: 'node a', inUse: '5', usable: '253', handedOut: '256', maxPods: '110' },
    { cidr: '10.244.3.0/24', state: 'free', holder: '', inUse: '0', usable: null, handedOut: null, maxPods: null },
  ]);
  const { scene: _, ...born } = kept;
  test('has the cells of its rows', () => {
    const { scene } = momentOfExport(rows, now, born);
    expect([...scene.cells.keys()]).toEqual([0n]);
    expect(scene.cells.get(0n)).toMatchObject({ inUse: 5n, handedOut: 256n, holders: [{ kind: 'Node', name: 'a' }] });
    expect(scene.inUse).toBe(5n);
  });
  test.each([
    ['{', 'The file is not JSON'],
    ['{"a":1}', 'The file is no list of rows'],
    ['[{"name":"x"}]', '"" is not a cell: the file is no JSON export of a map'],
    ['[{"cidr":"10.96.0.0/24"}]', '10.96.0.0/24 is no cell of 10.244.0.0/16, which is drawn in /24s'],
  ])('%s is refused: %s', (text, why) => expect(() => momentOfExport(text, now, born)).toThrow(why));
});

describe('two moments', () => {
  const changes = cellPairs(before, now).flatMap((pair) => {
    const change = changeOf(now, pair);
    return change ? [[pair.offset, change] as const] : [];
  });
  test('a cell was changed, lost or gained; one that is as it was is not told of', () =>
    expect(changes).toEqual([
      [0n, 'changed'],
      [1n, 'lost'],
      [9n, 'gained'],
    ]));
  test('in a sentence', () => {
    expect(changeSentence(changes.map(([, change]) => change))).toBe('1 cell gained, 1 lost, 1 changed.');
    expect(changeSentence(['changed', 'changed'])).toBe('2 cells changed.');
    expect(changeSentence([])).toBe('Nothing has changed in these cells.');
  });
  test('and their counts in another', () => {
    expect(countsSentence(216n, 6n, ['A', 'B'])).toBe('A has 216 addresses in use and B has 6: 210 fewer.');
    expect(countsSentence(1n, 1n, ['A', 'B'])).toBe('A has 1 address in use and B has 1: as many.');
    expect(countsSentence(null, 1n, ['A', 'B'])).toBe('In use of A is unknown, so the counts cannot be compared.');
  });
});
