import type { Api } from './api.ts';
import { compareAddresses } from './compare/addresses.ts';
import { compareMaps } from './compare/maps.ts';
import { compareNamespaces } from './compare/namespaces.ts';
import { compareNodes } from './compare/nodes.ts';
import { compareOverview } from './compare/overview.ts';
import { comparePools } from './compare/pools.ts';
import { compareServices } from './compare/services.ts';
import { compareStatus } from './compare/status.ts';
import type { Product } from './product.ts';
import type { Report } from './report.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { patience, untilRight } from './until.ts';

/** One comparison: a name, and where the product differs from the objects. */
export interface Finding {
  readonly name: string;
  readonly differences: readonly string[];
}

/** Once something is wrong for good, waiting a minute at every step would only hide the rest of the run. */
let isWrong = false;
const shortPatience = 15_000;

const comparisons: readonly ((snapshot: Snapshot, product: Product) => Promise<Finding[]>)[] = [
  compareStatus,
  comparePools,
  compareNodes,
  compareServices,
  compareNamespaces,
  compareOverview,
  compareMaps,
  compareAddresses,
];

/**
 * Recounts everything from the objects and holds the product's answers to it; tries again while they differ, because lists and
 * answers are of different instants. The last try is what is reported: one check a comparison.
 */
export async function agree(title: string, api: Api, product: Product, report: Report): Promise<void> {
  let findings: Finding[] = [];
  const attempt = async () => {
    const snapshot = await takeSnapshot(api);
    findings = [];
    for (const compare of comparisons) findings.push(...(await compare(snapshot, product)));
    return findings.flatMap(({ differences }) => differences);
  };
  const complaints = await untilRight(attempt, isWrong ? shortPatience : patience, 500);
  isWrong ||= complaints.length > 0;
  // A comparison that could not even be made has no finding of its own.
  if (findings.length === 0) findings = [{ name: 'the product can be compared', differences: complaints }];
  for (const { name, differences } of findings) report.check(`${title}: ${name}`, differences);
}
