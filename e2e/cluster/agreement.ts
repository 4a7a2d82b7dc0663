import type { Api } from './api.ts';
import { compareAddresses } from './compare/addresses.ts';
import { compareAtlas } from './compare/atlas.ts';
import { compareAudit } from './compare/audit.ts';
import { compareFindings } from './compare/findings.ts';
import { compareMaps } from './compare/maps.ts';
import { compareNamespaces } from './compare/namespaces.ts';
import { compareNodePorts } from './compare/nodePorts.ts';
import { compareNodes } from './compare/nodes.ts';
import { compareOverview } from './compare/overview.ts';
import { comparePools } from './compare/pools.ts';
import { compareServices } from './compare/services.ts';
import { compareStatus } from './compare/status.ts';
import type { Answers } from './product.ts';
import type { Report } from './report.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { untilRight } from './until.ts';

/** One comparison: a name, and where the product differs from the objects. */
export interface Compared {
  readonly name: string;
  readonly differences: readonly string[];
}

/** By route, each comparison of it with the objects. */
export type Comparisons = Readonly<Record<string, (snapshot: Snapshot, product: Answers) => Promise<Compared[]>>>;

/** Whatever the cluster's CNI writes down, these are counted from Kubernetes' own objects alone. */
export const besidesPools: Comparisons = {
  '/status': compareStatus,
  '/services': compareServices,
  '/namespaces': compareNamespaces,
  '/nodeports': compareNodePorts,
};

/** Who holds what: for a play that is about nothing else. */
export const addressesAlone: Comparisons = { '/status': compareStatus, '/addresses': compareAddresses };

export const everything: Comparisons = {
  ...besidesPools,
  '/pools': comparePools,
  '/nodes': compareNodes,
  '/overview': compareOverview,
  '/findings': compareFindings,
  '/audit': compareAudit,
  '/map': compareMaps,
  '/map by': compareAtlas,
  '/addresses': compareAddresses,
};

/** What was wrong once is not waited for again: it would only hide the rest of the run. */
const wrongBefore = new Set<string>();

/**
 * Recounts everything from the objects and holds the product's answers to it; tries again while they differ, because lists and
 * answers are of different instants. The last try is what is reported: one check a comparison.
 */
export async function agree(
  title: string,
  api: Api,
  product: Answers,
  report: Report,
  comparisons: Comparisons = everything,
): Promise<void> {
  let compared: Compared[] = [];
  await untilRight(
    async () => {
      const snapshot = await takeSnapshot(api);
      const found = Object.entries(comparisons).map(([route, compare]) =>
        // One that could not even be made is a difference like any other.
        compare(snapshot, product).catch((error: unknown) => [{ name: `${route} can be compared`, differences: [String(error)] }]),
      );
      compared = (await Promise.all(found)).flat();
      return compared.flatMap(({ name, differences }) => (wrongBefore.has(name) ? [] : differences));
    },
    undefined,
    500,
  );
  // The cluster's own API server may be away: then there is nothing to compare with.
  if (compared.length === 0) compared = [{ name: 'the objects can be listed', differences: ['they cannot'] }];
  for (const { name, differences } of compared) {
    report.check(`${title}: ${name}`, differences);
    if (differences.length > 0) wrongBefore.add(name);
  }
}
