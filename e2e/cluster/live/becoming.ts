import { agree } from '../agreement.ts';
import { ApiError } from '../api.ts';
import { differences } from '../differences.ts';
import { checkFindings } from '../findings.ts';
import { type Node, type Pod, paths, type Service } from '../snapshot.ts';
import { untilThere } from '../until.ts';
import { playFlags } from './flags.ts';
import type { Stage } from './stage.ts';

/** The objects that outlive a phase are the shapes': shapes/becoming. */
const namespace = 'becoming';

/** One family, as the cluster began. */
export async function playSingle(stage: Stage): Promise<void> {
  const { report, product } = stage;
  await playFlags(stage);
  await podsAre(stage, 'web', 2);
  await agree('one family', stage.api, product, report);
  await checkFindings(report, product, 'nothing is missing where there is one family', 'node-lacks-family', (found) =>
    found.map(({ title }) => title),
  );
}

/** The same data under two families: what was there stays as it was, and only what is new gets both. */
export async function playDual(stage: Stage): Promise<void> {
  const { api, product, report } = stage;
  await playFlags(stage);
  await untilThere('the new nodes to have two blocks', async () =>
    (await blocks(stage, 'new')).every((count) => count === 2) ? true : undefined,
  );
  await podsAre(stage, 'web', 4);
  await podsAre(stage, 'later', 4);
  await agree('two families', api, product, report);
  const old = await families(stage, 'old-');
  report.check(
    'Services are not upgraded by themselves',
    differences({ 'old-single': 1, 'old-prefer': 1, 'old-headless': 1, 'old-bare': 2 }, old),
  );
  report.check('nodes that were there keep their one podCIDR', differences([1, 1], await blocks(stage, 'old')));
  await checkFindings(report, product, 'old nodes stay with one family', 'node-lacks-family', (found) =>
    differences(['old-0', 'old-1'], found.map(({ objects }) => objects[0]?.name).sort()),
  );
  await checkFindings(report, product, 'it prefers two and has one', 'service-prefers-dual-has-one', (found) =>
    differences(
      ['old-prefer'],
      found.map(({ objects }) => objects[0]?.name),
    ),
  );

  // Listing both families is one of the ways that do upgrade it (measured).
  await api.merge(service('old-headless'), { spec: { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] } });
  await agree('one Service upgraded by hand', api, product, report);
}

/**
 * One Service range again. The controller manager does not start with one pod range while nodes have two podCIDRs (measured), so it runs
 * without any here, and the nodes keep what they have.
 */
export async function playBack(stage: Stage): Promise<void> {
  const { api, product, report } = stage;
  await playFlags(stage);
  await agree('one family again', api, product, report);
  report.check('Services keep the addresses of the family that is gone', differences({ 'new-require': 2 }, await families(stage, 'new-')));
  // The API server is asked, by a label that is not stored yet, which Services refuse every write.
  const frozen = await refusals(stage, '?dryRun=All');
  report.check('some Services are frozen', frozen.length > 0 ? [] : ['every Service takes a label']);
  await checkFindings(report, product, 'Services that refuse every write', 'service-frozen', (found) =>
    differences(frozen, found.map(({ objects }) => objects[0]?.name).sort()),
  );

  // Now in earnest: who preferred two families loses an address by it, whose IPAddress stays until the API server's resync: each look compares those that no Service has.
  report.check('Services refuse in earnest what they refused on trial', differences(frozen, await refusals(stage, '')));
  await agree('every other Service is touched', api, product, report);
}

/** The Services that refuse a label, by name. */
async function refusals({ api, report }: Stage, query: string): Promise<string[]> {
  const refused: string[] = [];
  for (const { metadata } of (await api.list<Service>(paths.Service)) ?? []) {
    if (metadata.namespace !== namespace) continue;
    try {
      await api.merge(`${service(metadata.name)}${query}`, { metadata: { labels: { touched: 'yes' } } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refused.push(metadata.name);
      report.fact(`${metadata.name} refuses a label: ${error.message.slice(0, 200)}`);
    }
  }
  return refused.sort();
}

const service = (name: string) => `/api/v1/namespaces/${namespace}/services/${name}`;

async function podsAre({ api }: Stage, app: string, count: number): Promise<void> {
  await untilThere(`${count} pods of ${app}`, async () => {
    const pods = ((await api.list<Pod>(paths.Pod)) ?? []).filter(({ metadata }) => metadata.labels?.app === app);
    return pods.filter(({ status }) => (status.podIPs ?? []).length > 0).length === count ? true : undefined;
  });
}

/** How many podCIDRs each node of a prefix has. */
async function blocks({ api }: Stage, prefix: string): Promise<number[]> {
  const nodes = ((await api.list<Node>(paths.Node)) ?? []).filter(({ metadata }) => metadata.name.startsWith(`${prefix}-`));
  return nodes.map(({ spec }) => spec.podCIDRs?.length ?? 0);
}

/** How many families each Service of a prefix has. */
async function families({ api }: Stage, prefix: string): Promise<Record<string, number>> {
  const services = ((await api.list<Service>(paths.Service)) ?? []).filter(({ metadata }) => metadata.namespace === namespace);
  const own = services.filter(({ metadata }) => metadata.name.startsWith(prefix));
  return Object.fromEntries(own.map(({ metadata, spec }) => [metadata.name, spec.ipFamilies?.length ?? 0]));
}
