import { expect, test } from 'vitest';
import { Stops } from './stops.ts';

test('the youngest is stopped first, and one that fails keeps no other from stopping', async () => {
  const stops = new Stops();
  const order: string[] = [];
  stops.add(() => order.push('store'));
  stops.add(() => {
    order.push('broken');
    throw new Error('cannot');
  });
  stops.add(() => Promise.reject(new Error('cannot either')));
  stops.add(() => order.push('server'));
  await stops.run(10_000);
  expect(order).toEqual(['server', 'broken', 'store']);
});

test('what never stops is not waited for longer than asked', async () => {
  const stops = new Stops();
  stops.add(() => new Promise(() => {}));
  await stops.run(1);
  expect(stops.signal.aborted).toBe(true);
});

test('what is added after the end has begun is stopped on the spot', async () => {
  const stops = new Stops();
  await stops.run(1);
  let stopped = false;
  stops.add(() => {
    stopped = true;
  });
  expect(stopped).toBe(true);
});
