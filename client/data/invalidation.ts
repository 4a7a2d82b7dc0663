import { parseAddress, unmap } from '../../shared/net/address.ts';
import { type Cidr, hostCidr, overlaps, parseCidr } from '../../shared/net/cidr.ts';
import type { StreamMessage, Topic } from '../../shared/wire/stream.ts';

const outlook = ['forecasts', 'forecast', 'plan', 'rehearsal'];
const audits = ['audit', 'auditLeaving', 'auditList'];

/** Which queries (by the first part of their key) a topic makes old. */
const routesOf: Record<Topic, readonly string[]> = {
  pools: ['pools', 'pool', 'blocks', 'free', 'outside', 'ranges', 'service', 'predict', 'foundRanges', ...outlook],
  map: ['map', 'outside'],
  addresses: ['address', 'addressHistory', 'search', 'pool'],
  services: ['services', 'service', 'predict', 'namespaces', 'nodePorts', 'search', 'topology', ...audits],
  nodes: ['nodes', 'node', 'blocks', 'search', 'topology', 'plan', 'rehearsal', ...audits],
  overview: ['overview', ...audits],
  findings: ['findings', ...audits],
  status: ['status'],
};

/** Those whose keys say which addresses they are about. */
const placed = new Set(['map', 'address', 'addressHistory']);

/** What a message makes old: routes by name, and the prefixes that maps and addresses are compared with (null: all). */
export interface Concern {
  topics: ReadonlySet<string>;
  routes: ReadonlySet<string>;
  prefixes: readonly Cidr[] | null;
}

/** Several messages together: what any of them makes old. A prefix or topic that we cannot read makes more old, never less. */
export function concernOf(messages: readonly StreamMessage[]): Concern {
  const routes = new Set<string>();
  const topics = new Set<string>();
  let prefixes: Cidr[] | null = [];
  for (const message of messages) {
    for (const topic of message.topics) {
      topics.add(topic);
      for (const route of routesOf[topic] ?? []) routes.add(route);
    }
    const read: (Cidr | undefined)[] | undefined = message.prefixes?.map(parseCidr);
    if (!read || read.includes(undefined)) prefixes = null;
    else if (prefixes) for (const cidr of read) if (cidr) prefixes.push(cidr);
  }
  return { topics, routes, prefixes };
}

/** Whether a query with this key may have another answer now. */
export function isConcerned(key: readonly unknown[], concern: Concern): boolean {
  const [route, params] = key;
  if (route === 'map' && isOver(params)) return false;
  if (route === 'map' && toldByObjects(params, concern.topics)) return true;
  if (typeof route !== 'string' || !concern.routes.has(route)) return false;
  const shown = placed.has(route) ? shownRange(params) : undefined;
  if (!shown || !concern.prefixes) return true;
  return concern.prefixes.some((changed) => overlaps(changed, shown));
}

/** A moment that is over stays as it was, whatever happens now. */
function isOver(params: unknown): boolean {
  return ((params ?? {}) as { at?: string }).at !== undefined;
}

/**
 * A map that tells its cells apart by something of the objects that hold them is old with these too, wherever they hold something: no
 * prefix is named for a finding, or for a node whose zone is another one.
 */
function toldByObjects(params: unknown, topics: ReadonlySet<string>): boolean {
  const { by } = (params ?? {}) as { by?: string };
  if (by === 'findings') return topics.has('findings');
  return (by === 'node' || by === 'zone' || by === 'age') && topics.has('nodes');
}

function shownRange(params: unknown): Cidr | undefined {
  const { cidr, address } = (params ?? {}) as { cidr?: string; address?: string };
  if (cidr) return parseCidr(cidr);
  const parsed = address ? parseAddress(address) : undefined;
  return parsed && hostCidr(unmap(parsed));
}
