import { expect, test } from 'vitest';
import { modelOf, serviceCIDR } from '../model/samples.ts';
import { counted, dailySamples } from '../testing/dailySamples.ts';
import { goneOf, pastOf } from './past.ts';
import { targetsOf } from './targets.ts';

const old = { id: 'service/kubernetes/10.96.0.0-24', ranges: ['10.96.0.0/24'] };
const further = { id: 'service/more/10.97.0.0-25', ranges: ['10.97.0.0/25'] };
const around = { id: 'service/wide/10.96.0.0-20', ranges: ['10.96.0.0/20'] };
const values = (series: readonly { day: number; value: number }[]) => series.map(({ day, value }) => [day, value]);

test('days of one pool, as they were counted; a day that was not is a gap', () => {
  const past = pastOf([old], 'addresses', counted(dailySamples(old.id, 100, [5, 6, null, 8], { usable: '254' })));
  expect(values(past.counts)).toEqual([
    [100, 5],
    [101, 6],
    [103, 8],
  ]);
  expect(values(past.totals)).toEqual([
    [100, 254],
    [101, 254],
    [103, 254],
  ]);
  expect(past.made).toBe(false);
});

test('several are added up from the day that each was there', () => {
  const samples = counted(dailySamples(old.id, 100, [5, 6, 7], { usable: '254' }), dailySamples(further.id, 102, [1], { usable: '126' }));
  const past = pastOf([old, further], 'addresses', samples);
  expect(values(past.counts)).toEqual([
    [100, 5],
    [101, 6],
    [102, 8],
  ]);
  expect(past.totals.map(({ value }) => value)).toEqual([254, 254, 380]);
});

test('one that is gone counts while it was there, up to its last day', () => {
  const samples = counted(
    dailySamples(old.id, 100, [5, 6, 7, 8], { usable: '254' }),
    dailySamples(further.id, 101, [1, 2], { usable: '126' }),
  );
  const past = pastOf([old, { ...further, isGone: true }], 'addresses', samples);
  expect(values(past.counts)).toEqual([
    [100, 5],
    [101, 7],
    [102, 9],
    [103, 8],
  ]);
  expect(past.totals.map(({ value }) => value)).toEqual([254, 380, 380, 254]);
});

test('one that is gone and lay in another, or around it, was counted once', () => {
  const samples = counted(
    dailySamples(old.id, 100, [200, 201, 202], { usable: '254' }),
    dailySamples(around.id, 101, [250], { usable: '4094' }),
  );
  const gone = pastOf([old, { ...around, isGone: true }], 'addresses', samples);
  expect([values(gone.counts).map(([, value]) => value), gone.totals.map(({ value }) => value)]).toEqual([
    [200, 250, 202],
    [254, 4094, 254],
  ]);
});

test('one that is gone and whose range nobody knows counts where it was alone, and makes no sum with others', () => {
  const samples = counted(dailySamples(old.id, 102, [7, 8]), dailySamples('service/was/x', 100, [5, 6, 6]));
  const past = pastOf([old, { id: 'service/was/x', ranges: [], isGone: true }], 'addresses', samples);
  expect(values(past.counts)).toEqual([
    [100, 5],
    [101, 6],
    [103, 8],
  ]);
});

test('what is gone belongs to those of its kind, family and unit, and to no pool alone', () => {
  const { model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('more', ['10.97.0.0/25']));
  const targets = targetsOf(model.pools({ limit: 10 }).items);
  const ids = [
    'service/was/10.98.0.0-24',
    'service/was/fd00:98::-112',
    'pod/was/10.244.0.0-16',
    'service/name',
    'service/never/10.99.0.0-24',
  ];
  const samples = counted(...ids.slice(0, 4).map((id) => dailySamples(id, 100, [1])));
  const gone = (id: string) => goneOf(targets.find((one) => one.id === id) as never, ids, samples);
  expect(gone('service/IPv4')).toEqual([
    { id: 'service/was/10.98.0.0-24', ranges: ['10.98.0.0/24'], isGone: true },
    { id: 'service/name', ranges: [], isGone: true },
  ]);
  expect(gone('service/more/10.97.0.0-25')).toEqual([]);
});

test('a day on which one of them was not counted is no sum of the others', () => {
  const samples = counted(
    dailySamples(old.id, 100, [5, 6, 7], { usable: '254' }),
    dailySamples(further.id, 100, [1, null, 1], { usable: '126' }),
  );
  expect(values(pastOf([old, further], 'addresses', samples).counts)).toEqual([
    [100, 6],
    [102, 8],
  ]);
});

test('a range around another takes its place on the day that it comes', () => {
  const samples = counted(
    dailySamples(old.id, 100, [200, 201, 202], { usable: '254' }),
    dailySamples(around.id, 102, [202], { usable: '4094' }),
  );
  const past = pastOf([around, old], 'addresses', samples);
  expect(values(past.counts)).toEqual([
    [100, 200],
    [101, 201],
    [102, 202],
  ]);
  expect(past.totals.map(({ value }) => value)).toEqual([254, 254, 4094]);
});

test('blocks where nodes get blocks, what is in use beside, and what is written down counts as used', () => {
  const blocks = { prefixLength: 24, total: 256, handedOut: 7 };
  const samples = counted(dailySamples(old.id, 100, [90], { blocks, recorded: '95', usable: '254', made: true }));
  expect(pastOf([old], 'blocks', samples)).toEqual({
    counts: [{ day: 100, value: 7 }],
    totals: [{ day: 100, value: 256 }],
    made: true,
    imported: false,
  });
  expect(pastOf([old], 'inUse', samples).counts).toEqual([{ day: 100, value: 90 }]);
  expect(pastOf([old], 'addresses', samples).counts).toEqual([{ day: 100, value: 95 }]);
});

test('what was not known on a day is a gap; a pool that was never counted is no part of a sum', () => {
  const samples = counted(dailySamples(old.id, 100, [90], { inUse: null, usable: null }));
  expect(pastOf([old], 'addresses', samples)).toEqual({ counts: [], totals: [], made: false, imported: false });
  expect(pastOf([old, further], 'addresses', counted(dailySamples(old.id, 100, [90]))).counts).toEqual([{ day: 100, value: 90 }]);
});

test('where a day was imported, that is said', () => {
  const rows = dailySamples(old.id, 100, [90, 91]);
  expect(pastOf([old], 'inUse', counted(rows)).imported).toBe(false);
  expect(pastOf([old], 'inUse', counted(rows.map((row, i) => ({ ...row, imported: i })))).imported).toBe(true);
});
