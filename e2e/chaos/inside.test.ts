import { afterEach, expect, test } from 'vitest';
import { coreKinds } from '../../server/records/records.ts';
import { live } from './life.ts';
import { Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

test('a listener of the store that throws leaves the model nothing behind', async () => {
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
  await stage.right(600_000);
  for (const kind of coreKinds) expect(stage.readingOf(kind).error).toBeNull();
});

test('an etcd restored from a backup, whose revision has passed ours meanwhile', async () => {
  stage = await Stage.start();
  await stage.synced();
  live(stage.demo.cluster);
  await stage.right(1000);
  const demo = await stage.another(); // without what live did
  for (let i = 0; i < 40; i++) demo.cluster.createNamespace(`since-${i}`); // and further than that
  // Measured on 1.37: a watch from our position is served by the new server, for it has that position, too, in another past.
  await stage.replaceServer(demo);
  live(demo.cluster);
  await stage.right(600_000);
  expect(stage.reading?.warnings().join()).toMatch(/went back: at resourceVersion \d+ .*, as after restoring etcd from a backup/);
});
