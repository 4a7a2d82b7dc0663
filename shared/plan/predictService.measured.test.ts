import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Family, parseAddress } from '../net/address.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { type Prediction, predictService } from './predictService.ts';
import { otherFamily, type ServiceCluster, type ServiceRequest, type StoredService } from './serviceFields.ts';

/** Every answer of kube-apiserver 1.37.2 that was written down, line by line, held against what is predicted. */

interface Answer {
  accepted: boolean;
  type?: string;
  policy?: string | null;
  families?: Family[] | null;
  clusterIPs?: string[];
  status?: number;
  causes?: { field: string }[];
}

interface Create {
  cluster: Family[];
  kind: string;
  policy: string | null;
  families: Family[] | null;
  clusterIPs: string[] | null;
  result: Answer;
}

interface Update {
  cluster: Family[];
  kind: string;
  before: Required<Pick<Answer, 'type' | 'policy' | 'families' | 'clusterIPs'>>;
  change: { type?: string; policy?: string | null; families?: Family[] | 'keep' | null; clusterIPs?: 'keep' | 'first' | 'swap' | null };
  result: Answer;
}

interface Fields {
  type: string;
  ipFamilyPolicy: string | null;
  ipFamilies: Family[] | null;
  clusterIPs: string[] | null;
}

interface Transition {
  phase: string;
  clusterFamilies: Family[];
  service: string;
  touch: string;
  before?: Fields;
  accepted: boolean;
  after: Fields | null;
  status?: number;
  message?: string;
}

const creates = lines<Create>('service-create.jsonl.gz');
const updates = lines<Update>('service-update.jsonl.gz');
const transitions: Transition[] = JSON.parse(unpacked('service-transitions.json.gz')).services;

function unpacked(name: string): string {
  return gunzipSync(readFileSync(new URL(`./fixtures/${name}`, import.meta.url))).toString();
}

function lines<T>(name: string): T[] {
  return unpacked(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

const ranges: Record<Family, Cidr> = { IPv4: cidr('10.96.0.0/20'), IPv6: cidr('fd00:96::/112') };

function cidr(text: string): Cidr {
  const read = parseCidr(text);
  if (!read) throw new Error(`not a CIDR: ${text}`);
  return read;
}

/** A cluster whose ranges are those of its flag, unless others are named. */
function clusterOf(families: Family[], ofRanges = families): ServiceCluster {
  return { families, ranges: ofRanges.map((family) => ({ cidr: ranges[family], gives: true })) };
}

/** Addresses stand for families in the files: the n-th one of a family. */
const address = (family: string, n: number): string => (family.endsWith('4') ? `10.96.1.${n}` : `fd00:96::${n}`);
const addresses = (families: readonly string[]): string[] =>
  families.map((family, at) => (family === 'None' ? family : address(family, at + 1)));
const asFamilies = (clusterIPs: readonly string[]): string[] => clusterIPs.map((entry) => parseAddress(entry)?.family ?? entry);

/** As the files write it: families in the place of addresses; and what is blamed, one field for each reason. */
function told(prediction: Prediction): object {
  if (prediction.result === 'rejected') {
    expect(prediction.reason).toMatch(/\.$/);
    return {
      accepted: false,
      status: prediction.status,
      causes: prediction.faults.map(({ field }) => field).filter((field) => field !== null),
    };
  }
  const { type, policy, families, clusterIPs } = prediction;
  return { accepted: true, type, policy, families, clusterIPs: asFamilies(clusterIPs) };
}

function answered(answer: Answer): object {
  if (!answer.accepted) return { accepted: false, status: answer.status, causes: (answer.causes ?? []).map(({ field }) => field) };
  const { type, policy = null, families, clusterIPs = [] } = answer;
  return { accepted: true, type, policy, families: families ?? [], clusterIPs };
}

function createOf({ kind, policy, families, clusterIPs }: Create): ServiceRequest {
  const headless = kind.startsWith('headless');
  return {
    type: headless ? 'ClusterIP' : kind,
    policy,
    families,
    clusterIPs: headless ? ['None'] : clusterIPs && addresses(clusterIPs),
    selector: kind !== 'headless-no-selector',
  };
}

function storedOf({ kind, before }: Update): StoredService {
  return {
    type: before.type ?? '',
    policy: before.policy ?? null,
    families: before.families ?? [],
    clusterIPs: addresses(before.clusterIPs),
    selector: kind !== 'headless-no-selector',
  };
}

function changeOf({ change }: Update, { clusterIPs }: StoredService): ServiceRequest {
  if (change.type !== undefined) return change.type === 'headless' ? { type: 'ClusterIP', clusterIPs: ['None'] } : { type: change.type };
  const changed = { first: clusterIPs.slice(0, 1), swap: clusterIPs.toReversed(), keep: undefined };
  return {
    policy: change.policy === 'keep' ? undefined : change.policy,
    families: change.families === 'keep' ? undefined : change.families,
    clusterIPs: change.clusterIPs == null ? null : changed[change.clusterIPs],
  };
}

/** Whole lines that differ: all of them at once say more than the first. */
const differing = <T>(rows: readonly T[], predicted: (row: T) => object, measured: (row: T) => object): object[] =>
  rows
    .map((row) => ({ row, predicted: predicted(row), measured: measured(row) }))
    .filter((one) => JSON.stringify(one.predicted) !== JSON.stringify(one.measured));

test('all that was measured is there', () => {
  expect([creates.length, updates.length, transitions.length]).toEqual([1034, 2614, 638]);
});

test('each of the 1034 new Services gets the policy, families and addresses it got, or is refused for the same fields', () => {
  const predicted = (row: Create) => told(predictService(clusterOf(row.cluster), null, createOf(row)));
  expect(differing(creates, predicted, (row) => answered(row.result))).toEqual([]);
});

test('each of the 2614 changes of a stored Service ends as it did', () => {
  const predicted = (row: Update) => {
    const before = storedOf(row);
    return told(predictService(clusterOf(row.cluster), before, changeOf(row, before)));
  };
  expect(differing(updates, predicted, (row) => answered(row.result))).toEqual([]);
});

/** A Service as its name in the file says that it was written. */
function manifestOf(service: string): ServiceRequest {
  const bare = service.replace(' (created when dual-stack)', '');
  const [, fields] = /^new ClusterIP (.*)$/.exec(bare) ?? [];
  if (fields !== undefined) {
    const { ipFamilyPolicy: policy, ipFamilies: families } = JSON.parse(fields) as Partial<Fields>;
    return { type: 'ClusterIP', policy, families };
  }
  const [, families] = /\[([^\]]+)\]/.exec(bare) ?? [];
  const headless = bare.startsWith('headless');
  return {
    type: headless ? 'ClusterIP' : /^\w+/.exec(bare)?.[0],
    policy: /\w+DualStack|SingleStack/.exec(bare)?.[0],
    families: families?.split(','),
    clusterIPs: headless ? ['None'] : null,
    selector: !bare.includes('without selector'),
  };
}

/** What each touch of the file asks for. */
function touchOf({ touch, service, before }: Transition): ServiceRequest {
  const families = before?.ipFamilies ?? ['IPv4'];
  const both = [...new Set([...families, otherFamily(families[0] ?? 'IPv4')])];
  const [, policy] = /policy (\w+Stack)$/.exec(touch) ?? [];
  if (touch === 'create') return manifestOf(service);
  if (/replace/.test(touch)) {
    const { type, policy = null, families = null, clusterIPs = null } = manifestOf(service);
    return { type, policy, families, clusterIPs };
  }
  if (/null$/.test(touch)) return { families: null };
  if (/\[IPv4,IPv6\]$/.test(touch)) return { families: ['IPv4', 'IPv6'] };
  if (touch === 'second family added, policy kept') return { families: both };
  if (touch.startsWith('second family added')) return { families: both, policy };
  if (touch.startsWith('families in the other order')) return { families: both.toReversed(), policy };
  if (touch === 'policy field removed') return { policy: null };
  if (policy !== undefined) return { policy };
  expect(touch).toMatch(/^(no-op PUT|label PATCH|kubectl label|kubectl apply)/);
  return {};
}

const storedFields = (fields: Fields): object => ({
  type: fields.type,
  policy: fields.ipFamilyPolicy,
  families: fields.ipFamilies ?? [],
  clusterIPs: fields.clusterIPs ?? [],
});

/** Ranges are those of the ServiceCIDR object, which does not follow the flag: it stays what it once was. */
function transitionCluster({ phase, clusterFamilies }: Transition): ServiceCluster {
  const once: Family[] = phase.startsWith('1') || phase.startsWith('4') ? ['IPv4'] : ['IPv4', 'IPv6'];
  return clusterOf(clusterFamilies, once);
}

function predictedTransition(row: Transition): object {
  const { before } = row;
  const stored = before && {
    type: before.type,
    policy: before.ipFamilyPolicy,
    families: before.ipFamilies ?? [],
    clusterIPs: addresses(before.clusterIPs ?? []),
    selector: !row.service.includes('without selector'),
  };
  return told(predictService(transitionCluster(row), stored ?? null, touchOf(row)));
}

function measuredTransition(row: Transition): object {
  if (row.accepted) return row.after ? { accepted: true, ...storedFields(row.after) } : {};
  const causes = row.message?.match(/spec\.[\w[\]]+(?=: )/g) ?? [];
  return { accepted: false, status: row.status ?? 422, causes };
}

test('what every Service went through while its cluster got a second family, lost it, or had them swapped', () => {
  const touched = transitions.filter(({ touch }) => touch !== 'read only');
  expect(touched).toHaveLength(568);
  expect(differing(touched, predictedTransition, measuredTransition)).toEqual([]);
});

test('no Service changes with its cluster alone', () => {
  for (const { before, after } of transitions.filter(({ touch }) => touch === 'read only')) expect(after).toEqual(before);
});

test('a Service that needs a family which left the cluster is refused even with nothing changed', () => {
  const frozen = transitions.filter(({ touch, accepted }) => /no-op|label/.test(touch) && !accepted);
  expect(frozen.length).toBeGreaterThan(0);
  for (const row of frozen) expect(predictedTransition(row)).toMatchObject({ accepted: false, status: 422 });
});
