import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from '../features/audit/search.ts';
import { findingsSearch } from '../features/findings/search.ts';
import { lintSearch } from '../features/lint/search.ts';
import { mapSearch } from '../features/map/search.ts';
import { nodesSearch } from '../features/nodes/search.ts';
import { planSearch } from '../features/plan/search.ts';
import { servicesSearch } from '../features/services/search.ts';
import { topologySearch } from '../features/topology/search.ts';
import { Loading } from '../kit/Loading.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';
import { parseSearchText, searchText } from './searchText.ts';
import { ViewError } from './ViewError.tsx';

// Each view is a chunk of its own, loaded when its place is opened (or pointed at). A view's search.ts is not: links need it at once.

const root = createRootRouteWithContext()({ component: Shell, notFoundComponent: NotFound });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/route.tsx'), 'Overview'),
});
const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  validateSearch: mapSearch,
  component: lazyRouteComponent(() => import('../features/map/route.tsx'), 'MapPage'),
});
const services = createRoute({
  getParentRoute: () => root,
  path: '/services',
  validateSearch: servicesSearch,
  component: lazyRouteComponent(() => import('../features/services/route.tsx'), 'ServicesPage'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/dual-stack',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/route.tsx'), 'AuditPage'),
});
const topology = createRoute({
  getParentRoute: () => root,
  path: '/topology',
  validateSearch: topologySearch,
  component: lazyRouteComponent(() => import('../features/topology/route.tsx'), 'TopologyPage'),
});
/** Has no tab of its own: the Services lead to it. */
const lint = createRoute({
  getParentRoute: () => root,
  path: '/lint',
  validateSearch: lintSearch,
  component: lazyRouteComponent(() => import('../features/lint/route.tsx'), 'LintPage'),
});
const nodes = createRoute({
  getParentRoute: () => root,
  path: '/nodes',
  validateSearch: nodesSearch,
  component: lazyRouteComponent(() => import('../features/nodes/route.tsx'), 'NodesPage'),
});
const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  validateSearch: planSearch,
  component: lazyRouteComponent(() => import('../features/plan/route.tsx'), 'PlanPage'),
});
const findings = createRoute({
  getParentRoute: () => root,
  path: '/findings',
  validateSearch: findingsSearch,
  component: lazyRouteComponent(() => import('../features/findings/route.tsx'), 'FindingsPage'),
});
const status = createRoute({
  getParentRoute: () => root,
  path: '/status',
  component: lazyRouteComponent(() => import('../features/status/route.tsx'), 'StatusPage'),
});

/** Fetches the code of all views ahead: a press opens them at once, and also while the server is away. */
export async function preloadViews(): Promise<void> {
  for (const view of [overview, map, services, topology, audit, lint, nodes, plan, findings, status])
    await view.options.component?.preload?.();
}

/** The places of the page, below the path prefix it is served under. */
export function createPageRouter(base: string) {
  return createRouter({
    routeTree: root.addChildren([overview, map, services, topology, audit, lint, nodes, plan, findings, status]),
    basepath: base === '' ? '/' : base,
    parseSearch: parseSearchText,
    stringifySearch: searchText,
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingComponent: () => <Loading label="Opening the page" />,
    defaultErrorComponent: ViewError,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
