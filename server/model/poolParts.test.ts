import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelOf, node } from './samples.ts';

const cidrs = Array.from({ length: 12 }, (_, i) => [`10.244.${i}.0/24`, `10.244.${i}.128/25`]).flat();
const nodes = fc.uniqueArray(fc.record({ name: fc.constantFrom(...'abcdefgh'), podCIDRs: fc.subarray(cidrs, { maxLength: 3 }) }), {
  selector: ({ name }) => name,
});

test('node blocks page by page are all of them by address, each as often as there are nodes that have it', () => {
  fc.assert(
    fc.property(nodes, fc.integer({ min: 1, max: 5 }), (all, limit) => {
      const { model } = modelOf(...all.map(({ name, podCIDRs }) => node(name, { podCIDRs })));
      for (const { id, name } of model.pools().items) {
        // A filter that lets everything through takes the other way: every block is read and sorted.
        const whole = model.poolBlocks(id, { q: '10.244', limit: 1000 });
        const paged: unknown[] = [];
        let cursor: string | undefined;
        do {
          const found = model.poolBlocks(id, { limit, cursor });
          expect([name, found?.total]).toEqual([name, whole?.total]);
          paged.push(...(found?.items ?? []));
          cursor = found?.next ?? undefined;
        } while (cursor !== undefined);
        expect([name, paged]).toEqual([name, whole?.items]);
      }
    }),
  );
});
