import { afterEach, expect, test } from 'vitest';
import { live } from './life.ts';
import { Stage } from './stage.ts';

/**
 * Faults that the product does not survive yet: each test says what goes wrong, so that it fails once that is mended. What should be
 * stands in its last comment.
 */
let stage: Stage;
afterEach(() => stage.stop());

test('not survived: a listener of the store that throws', async () => {
  let throws = 0;
  stage = await Stage.start({
    first: ({ changes }) => {
      if (changes.some(({ key }) => key === 'default/poison') && throws++ === 0) throw new Error('a fault elsewhere');
    },
  });
  await stage.synced();
  stage.demo.cluster.createService({ namespace: 'default', name: 'poison', app: 'poison', policy: 'SingleStack' });
  await stage.settle();
  expect(throws).toBe(1);
  live(stage.demo.cluster);
  await expect(stage.holds(600_000)).rejects.toThrow('services.total: the API says 16, the product 15');
  // The kind was read again, and that told nobody, for the store had the Service. The model should have it, too.
  expect(stage.readingOf('Service')).toMatchObject({ state: 'synced', relists: 1, error: null });
  expect(stage.store.get('Service', 'default/poison')).toBeDefined();
  expect(stage.model.service('default', 'poison')).toBeUndefined();
});

test('not survived: an etcd restored from a backup, whose revision has passed ours meanwhile', async () => {
  stage = await Stage.start();
  await stage.synced();
  live(stage.demo.cluster);
  await stage.right(1000);
  const demo = await stage.another(); // without what live did
  for (let i = 0; i < 40; i++) demo.cluster.createNamespace(`since-${i}`); // and further than that
  await stage.replaceServer(demo);
  live(demo.cluster);
  // Our position exists in both histories. That it is another one should be noticed, and everything read again.
  await expect(stage.holds(3_600_000)).rejects.toThrow('Namespace since-0 is missing');
  expect(stage.reading?.warnings()).toEqual([]);
});
