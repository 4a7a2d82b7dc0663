import { mkdirSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';
import { type Demo, type DemoOptions, startDemo } from '../../server/demo/startDemo.ts';
import { untilSynced } from './api.ts';
import { type Faults, watchFaults } from './faults.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { type Product, startProduct } from './product.ts';

/** Clusters that many tests read and none changes: one product each, started when a worker first needs it. */
const variants = {
  // It stands still, so that what is on the screen can be held to what the API says.
  demo: ['--demo', '--demo-churn', '0'],
  empty: ['--demo', '--demo-empty', '--demo-churn', '0'],
  ipv6: ['--demo', '--demo-families', 'IPv6', '--demo-churn', '0'],
  large: ['--demo', '--demo-churn', '0', '--demo-nodes', '5000', '--demo-pods', '20000', '--demo-services', '2000'],
} as const satisfies Record<string, readonly string[]>;
type Variant = keyof typeof variants;

interface Clusters {
  /** Where the product that reads this cluster is served; it is in sync. */
  url(variant: Variant): Promise<string>;
}

interface OfATest {
  /** Starts a product for this test alone. */
  launch: (args: readonly string[]) => Promise<Product>;
  /** Starts a simulated API server in this process, so that the test can change its cluster and play its faults; it stands still by itself. */
  simulate: (options?: Partial<DemoOptions>) => Promise<Demo>;
  /** A kubeconfig of this test's own that points at an API server. */
  kubeconfigFor: (server: string) => string;
  faults: Faults;
}

interface OfAWorker {
  seed: string;
  clusters: Clusters;
}

/** Playwright's test with the product around it: it fails on any fault that the page commits (see Faults). */
export const test = base.extend<OfATest, OfAWorker>({
  seed: ['1', { scope: 'worker', option: true }],

  clusters: [
    async ({ seed }, use) => {
      const started = new Map<Variant, Promise<Product>>();
      await use({
        async url(variant) {
          const product = started.get(variant) ?? startProduct([...variants[variant], '--demo-seed', seed]);
          started.set(variant, product);
          const { url } = await product;
          await untilSynced(url);
          return url;
        },
      });
      await Promise.all([...started.values()].map(async (product) => (await product).stop()));
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  launch: async ({ seed, context, faults }, use, testInfo) => {
    const products: Product[] = [];
    await use(async (args) => {
      const product = await startProduct(args.includes('--demo') ? [...args, '--demo-seed', seed] : args);
      products.push(product);
      return product;
    });
    // The pages go first: that the server goes away at the end is no fault of theirs.
    await context.close();
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [index, product] of products.entries())
        await testInfo.attach(`product-${index}.log`, { body: product.log(), contentType: 'text/plain' });
    }
    await Promise.all(products.map((product) => product.stop()));
    expect(faults.list()).toEqual([]);
  },

  simulate: async ({ seed }, use) => {
    const demos: Demo[] = [];
    await use(async (options) => {
      const demo = await startDemo({ nodes: 6, pods: 40, services: 12, seed: Number(seed), churn: 0, ...options });
      demos.push(demo);
      return demo;
    });
    await Promise.all(demos.map((demo) => demo.stop()));
  },

  kubeconfigFor: async ({ seed }, use, testInfo) => {
    await use((server) => {
      const folder = testInfo.outputPath();
      mkdirSync(folder, { recursive: true });
      return writeKubeconfig(folder, server, `test-${seed}`);
    });
  },

  faults: [
    async ({ context }, use) => {
      const faults = await watchFaults(context);
      await use(faults);
      expect(faults.list()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
