import { expect, test } from 'vitest';
import { HandClock } from '../testing/handClock.ts';
import { followVersion } from './version.ts';

test('a server that does not answer is asked again after 5 s, one that did after 10 min', async () => {
  const clock = new HandClock();
  const answers = [Promise.reject(new Error('unreachable')), Promise.resolve('v1.37.2'), Promise.resolve('v1.38.0')];
  let asked = 0;
  const version = followVersion(
    { version: () => answers[asked++] ?? Promise.reject(new Error('asked too often')) },
    { timer: clock.delay },
  );
  await version.asked;
  expect(version.current()).toBeNull();
  clock.advance(4999);
  expect(asked).toBe(1);
  clock.advance(1);
  await expect.poll(() => version.current()).toBe('v1.37.2');
  clock.advance(599_999);
  expect(asked).toBe(2);
  clock.advance(1);
  await expect.poll(() => version.current()).toBe('v1.38.0');
  version.stop();
  expect(clock.waiting).toBe(0);
});
