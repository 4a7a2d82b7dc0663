import { type PrometheusClient, PrometheusError, type Series, type Span } from './client.ts';
import { askInPieces } from './counting.ts';

/**
 * Whose series of kube-state-metrics a Prometheus has. Another cluster's look alike, down to the addresses, and one that is gone has left its
 * own behind: so the whole time that is asked about is looked at, and not how it stands now.
 */

export interface WhoseOptions {
  readonly client: Pick<PrometheusClient, 'queryRange' | 'where'>;
  /** Of the Service default/kubernetes: what tells the cluster from others. Null where it may not be read. */
  readonly uid: string | null;
  /** Further label matchers, or ''. */
  readonly selector: string;
  /** Null: as far back as the Prometheus goes, two years at most. */
  readonly from: number | null;
  readonly to: number;
  readonly now: number;
  readonly say: (line: string) => void;
}

export interface OwnSeries {
  /** The day, in UTC, on which they begin. */
  readonly begin: number;
  /** Whether what is counted at a moment is this cluster's. */
  readonly isOwn: (at: number) => boolean;
}

type Labels = Readonly<Record<string, string>>;

const day = 86_400_000;
const farthest = 731 * day;
/** Divides a day: what is there at some moment of a quarter of it is seen. */
const quarter = day / 4;
/** Labels of a Service, not of its cluster. */
const ofService: ReadonlySet<string> = new Set(['__name__', 'uid', 'cluster_ip', 'instance', 'pod']);
const choose = 'give a --selector that is true of this one';
/** What tells whose series are, where nothing else does: what is customary for clusters, and who scrapes. */
const customary = ['cluster', 'cluster_name', 'cluster_id', 'k8s_cluster', 'k8s_cluster_name', 'kubernetes_cluster', 'kube_cluster', 'job'];

/**
 * Looks up since when there are series of this cluster, and that there are none of another one beside them. Rejects with a PrometheusError
 * that says what to choose where there are, or where there are none at all.
 */
export async function ownSeries(options: WhoseOptions): Promise<OwnSeries> {
  const { client, selector, say } = options;
  const named = namesIn(selector);
  const told = customary.filter((label) => !named.has(label));
  const groups = await groupsOf(options, told);
  const begin = Math.floor(endsOf(momentsOf(groups)).first / day) * day;
  say(`Prometheus  ${client.where}: kube-state-metrics since ${dayText(begin)}`);
  const all = await identities(options, begin);
  const mine = options.uid === null ? all : all.filter(({ labels }) => labels.uid === options.uid);
  const others = all.filter((series) => !mine.includes(series));
  if (options.uid === null && clustersOf(all) > 1) throw several(options, all, []);
  if (mine.length === 0 && others.length > 0)
    throw refusal(
      options,
      'has series of another cluster, and not of this one: the Service default/kubernetes has other uids there; look at --selector',
    );
  if (others.length > 0) throw several(options, mine, others);
  checkGroups(options, told, mine, groups);
  if (mine.length === 0 || options.uid === null)
    say(
      '            whether they are this cluster’s cannot be told: no uid of the Service default/kubernetes is there, or it may not be read',
    );
  if (mine.length === 0) return { begin, isOwn: () => true };
  const seen = new Set(momentsOf(mine));
  const isOwn = (at: number) => seen.has(Math.ceil(at / quarter) * quarter);
  const untold = momentsOf(groups).filter((at) => at >= begin && !isOwn(at));
  if (untold.length > 0) say(`            nothing tells whose they are at times (${spanText(untold)}), which are left out`);
  return { begin, isOwn };
}

/** What there is of nodes or Services, by the labels that tell whose it is. Rejects where there is nothing. */
async function groupsOf({ client, selector, from, to, now }: WhoseOptions, told: readonly string[]): Promise<readonly Series[]> {
  const first = Math.max(from ?? 0, now - farthest);
  const span: Span = { from: Math.floor(first / quarter) * quarter, to, step: quarter };
  const by = told.join(', ');
  const query = (matchers: string) => `count by (${by}) (kube_node_info{${matchers}}) or count by (${by}) (kube_service_info{${matchers}})`;
  const found = (await askInPieces(client, query(selector), span)).filter(({ points }) => points.size > 0);
  if (found.length > 0) return found;
  const what = 'kube_node_info and no kube_service_info';
  const when = `from ${dayText(first)} to ${dayText(to)}`;
  const others = selector === '' ? [] : await askInPieces(client, query(''), span);
  throw new PrometheusError(
    'no-series',
    others.length > 0
      ? `${client.where} has no ${what} with ${selector} ${when}, but some with other labels: look at --selector`
      : `${client.where} has no ${what} ${when}: does it scrape kube-state-metrics?`,
  );
}

/** Each Service default/kubernetes that there was, with the ends of the quarters of a day in which it was: whichever uid tells a cluster. */
async function identities({ client, selector, to }: WhoseOptions, begin: number): Promise<readonly Series[]> {
  const matchers = selector === '' ? '' : `, ${selector}`;
  const named = (label: string) => `max_over_time(kube_service_info{${label}="kubernetes"${matchers}}[${quarter / 1000}s])`;
  const span: Span = { from: begin, to: Math.ceil(to / quarter) * quarter, step: quarter };
  const found = await askInPieces(client, `${named('service')} or ${named('exported_service')}`, span);
  return found.filter(
    ({ labels: { uid, namespace, exported_namespace: exported }, points }) =>
      uid && (exported ?? namespace) === 'default' && points.size > 0,
  );
}

/** Series that are another one's by their labels, although no Service default/kubernetes tells it. */
function checkGroups(options: WhoseOptions, told: readonly string[], mine: readonly Series[], groups: readonly Series[]): void {
  const textOf = (labels: Labels) =>
    told.flatMap((label) => (labels[label] ? [`${label}=${JSON.stringify(labels[label])}`] : [])).join(', ');
  const own = new Set(mine.map(({ labels }) => textOf(labels)));
  const there = [...new Set(groups.map(({ labels }) => textOf(labels)))];
  const foreign = mine.length === 0 ? (there.length > 1 ? there : []) : there.filter((text) => !own.has(text));
  if (foreign.length === 0) return;
  const texts = foreign.slice(0, 3).map((text) => (text === '' ? 'neither cluster nor job' : text));
  const rest = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
  const [ownText] = own.size === 1 ? own : [];
  const hint = ownText ? `, such as ${ownText}` : '';
  const which = `has series with ${texts.join(' and with ')}${rest}`;
  throw refusal(options, `${which}, of which no Service default/kubernetes tells whose they are: ${choose}${hint}`);
}

/** That there are several clusters, and what tells them apart: a label, or when the others were there. */
function several(options: WhoseOptions, mine: readonly Series[], others: readonly Series[]): PrometheusError {
  const [own] = mine;
  const telling = ['cluster', ...Object.keys(own?.labels ?? {})].find((label) => {
    const value = own?.labels[label];
    if (ofService.has(label) || value === undefined || others.length === 0) return false;
    return mine.every(({ labels }) => labels[label] === value) && others.every(({ labels }) => labels[label] !== value);
  });
  const all = [...mine, ...others];
  const what = `has series of ${clustersOf(all)} clusters`;
  if (others.length === 0)
    return refusal(options, `${what}, and the Service default/kubernetes may not be read to tell which is this one: ${choose}`);
  const were = momentsOf(others);
  const when = ` (${clustersOf(others) === 1 ? 'the other one' : 'the others'}: ${spanText(were)})`;
  if (telling !== undefined)
    return refusal(options, `${what}${when}: ${choose}, such as ${telling}=${JSON.stringify(own?.labels[telling])}`);
  const after = Math.floor(endsOf(were).last / day) * day + day;
  const alone = after < options.to ? `; or --from ${dayText(after)}, from when on this one is alone there` : '';
  return refusal(options, `${what}${when}, and no label tells them apart: ${choose}${alone}`);
}

function refusal({ client }: WhoseOptions, what: string): PrometheusError {
  return new PrometheusError('no-series', `${client.where} ${what}`);
}

function clustersOf(series: readonly Series[]): number {
  return new Set(series.map(({ labels }) => labels.uid)).size;
}

/** The labels that matchers name: of those somebody has chosen. */
function namesIn(selector: string): ReadonlySet<string> {
  return new Set(selector.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/[A-Za-z_]\w*/g));
}

function momentsOf(series: readonly Series[]): number[] {
  return series.flatMap(({ points }) => [...points.keys()]);
}

function endsOf(moments: readonly number[]): { readonly first: number; readonly last: number } {
  return {
    first: moments.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY),
    last: moments.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY),
  };
}

function spanText(moments: readonly number[]): string {
  const { first, last } = endsOf(moments);
  return dayText(first) === dayText(last) ? dayText(first) : `${dayText(first)} to ${dayText(last)}`;
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
