import type { Demo } from '../../server/demo/startDemo.ts';
import { rangeOf } from '../cluster/numbers.ts';

/**
 * What the demo's own life leaves alone: namespaces, Service ranges and custom objects come and go. Returns what does one such thing
 * and says how many events that made.
 */
export function extraLife({ cluster }: Demo): () => number {
  const { storage, random } = cluster;
  let serial = 0;
  const namespaces: string[] = [];
  const ranges: string[] = [];
  const acts = [
    () => {
      serial += 1;
      const name = `soak-${serial}`;
      cluster.createNamespace(name);
      namespaces.push(name);
    },
    () => {
      const name = namespaces.length > 3 ? namespaces.shift() : undefined;
      if (name !== undefined) storage.remove('Namespace', name);
    },
    () => {
      if (ranges.length > 2) return;
      serial += 1;
      const name = `soak-${serial}`;
      const { family, first, prefixLength } = rangeOf(`172.31.${serial % 256}.0/28`);
      cluster.createServiceCIDR(name, [{ family, value: first, prefixLength }]);
      ranges.push(name);
    },
    () => {
      const name = ranges.length > 1 ? ranges.shift() : undefined;
      if (name !== undefined) cluster.deleteServiceCIDR(name);
    },
  ];
  return () => {
    const before = storage.version;
    random.pick(acts)();
    return storage.version - before;
  };
}
