import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

const never = new AbortController().signal;

test('one at a time, in the order they came', async () => {
  const gate = new Gate();
  const order: string[] = [];
  const first = await gate.enter(never);
  const second = gate.enter(never).then((leave) => {
    order.push('second');
    leave();
  });
  const third = gate.enter(never).then((leave) => {
    order.push('third');
    leave();
  });
  order.push('first');
  first();
  first(); // leaving twice lets nobody in too early
  await Promise.all([second, third]);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('who leaves the queue does not hold up those behind', async () => {
  const gate = new Gate();
  const first = await gate.enter(never);
  const impatient = new AbortController();
  const second = gate.enter(impatient.signal);
  const third = gate.enter(never);
  impatient.abort(new Error('no longer'));
  await expect(second).rejects.toThrow('no longer');
  first();
  (await third)();
});
