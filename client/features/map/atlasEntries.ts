import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { formatAddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { specialRangeOf } from '../../../shared/net/special.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Severity } from '../../../shared/wire/findings.ts';
import type { OutsideAnswer } from '../../../shared/wire/map.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import type { AtlasMark, AtlasRange } from '../../draw/atlasLayout.ts';
import { type AtlasSpace, spacesWith } from '../../draw/atlasSpaces.ts';
import { type Step, stepOf } from '../../draw/cellShade.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { outsideKind, outsideWords } from '../../kit/outsideWords.ts';
import { isUnusual, poolStates } from '../../kit/poolStates.ts';
import { recordedWords } from '../../kit/recordedWords.ts';
import { familyOrder } from './familyOrder.ts';
import { kindTitle } from './poolWords.ts';
import { areRivals } from './rangeTree.ts';
import { holderName } from './words.ts';

/** All ranges with their pools, in the spaces that hold them, before anything has a place. */
export interface AtlasContent {
  readonly families: readonly Family[];
  readonly spaces: readonly AtlasSpace[];
  readonly ranges: readonly AtlasRange[];
  readonly outside: readonly AtlasRange[];
  /** Without it a gap may hold addresses: it is not called free then. */
  readonly outsideKnown: boolean;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly others: ReadonlyMap<string, OutsideAnswer['items'][number]>;
  /** Ranges that a file declares, beside the cluster's own, and by their keys. */
  readonly declared: readonly AtlasRange[];
  readonly owners: ReadonlyMap<string, ListedRange>;
}

/**
 * Every range of the pools, and the addresses in none, with keys that an address bar can hold: a range is its own text ("10.96.0.0/20"),
 * and where two pools have the same one, the second adds its id. `outside` is null while it is not known, `order` is that of the
 * cluster's families; `families` stand in the order in which they are shown.
 */
export function atlasContent(
  pools: readonly Pool[],
  outside: OutsideAnswer['items'] | null,
  order: readonly Family[] | null = null,
  listed: readonly ListedRange[] = [],
): AtlasContent {
  const ranges: AtlasRange[] = [];
  const byKey = new Map<string, Pool>();
  for (const pool of pools) {
    for (const text of pool.ranges) {
      const range = parseAddressRange(text);
      if (!range) continue;
      const own = formatAddressRange(range);
      const key = byKey.has(own) ? `${own} ${pool.id}` : own;
      byKey.set(key, pool);
      ranges.push({ ...range, key });
    }
  }
  const others = new Map<string, OutsideAnswer['items'][number]>();
  const strays: AtlasRange[] = [];
  for (const item of outside ?? []) {
    const range = parseAddressRange(`${item.first}-${item.last}`);
    if (!range || byKey.has(item.cidr)) continue;
    others.set(item.cidr, item);
    strays.push({ ...range, key: item.cidr });
  }
  const declared = listed.flatMap((one): AtlasRange[] => {
    const range = parseAddressRange(one.range);
    return range ? [{ ...range, key: one.id, isDeclared: true }] : [];
  });
  const all = [...ranges, ...strays, ...declared];
  const families = familyOrder(
    order,
    all.map((range) => range.family),
  );
  const spaces = families.flatMap((family) =>
    spacesWith(
      family,
      all.filter((range) => range.family === family),
    ),
  );
  const owners = new Map(listed.map((one) => [one.id, one]));
  return { families, spaces, ranges, outside: strays, outsideKnown: outside !== null, pools: byKey, others, declared, owners };
}

/** Whether two ranges of the content must not share addresses: never those of one pool, and with a declared one as the server says. */
export function inConflict(content: Pick<AtlasContent, 'pools' | 'owners'>): (a: string, b: string) => boolean {
  const clashes = ({ overlaps }: ListedRange, pool: Pool | undefined) =>
    overlaps.some((overlap) => overlap.isConflict && overlap.pool === pool?.id);
  return (a, b) => {
    const one = content.pools.get(a);
    const other = content.pools.get(b);
    const [own, others] = [content.owners.get(a), content.owners.get(b)];
    if (own) return clashes(own, other);
    if (others) return clashes(others, one);
    return one !== undefined && other !== undefined && one.id !== other.id && areRivals(one, other);
  };
}

/** One entry of the atlas with all that is said of it: in its box, aloud, in the card, in the table. */
export interface AtlasEntry {
  readonly key: string;
  readonly kind: AtlasMark['kind'];
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  /** "10.96.0.0/20", "10.20.4.0 – 10.20.63.255" */
  readonly text: string;
  readonly space: string;
  readonly pool: Pool | null;
  /** Of a range that a file declares: whose it is. */
  readonly declared: ListedRange | null;
  readonly holders: readonly Reference[];
  /** "Services", "Free", "In no range" */
  readonly what: string;
  /** Used of what binds, as a step; null where that is unknown, and for what is no range. */
  readonly step: Step | 'free' | null;
  readonly bar: { readonly band: number | null; readonly line: number | null } | null;
  /** What of it is taken, in one line or two: "57 of 256 /24s handed out", "1,766 in use". */
  readonly amounts: readonly string[];
  readonly gravity: Severity | null;
  readonly findings: number;
  readonly overlaps: readonly string[];
  /** How grave that is: with a range outside the cluster alone it is no more than a warning. */
  readonly overlapGravity: 'critical' | 'warning';
  /** What the legend tells it by. */
  readonly tags: readonly string[];
}

/** What stands at a mark of the layout. `findings` are those of its pool, by the pool's id. */
export function atlasEntry(
  mark: Pick<AtlasMark, 'kind' | 'key' | 'family' | 'first' | 'last'>,
  space: AtlasSpace,
  content: AtlasContent,
  findings: ReadonlyMap<string, { readonly gravest: Severity; readonly count: number }>,
  overlaps: readonly string[],
  overlapGravity: AtlasEntry['overlapGravity'] = 'critical',
): AtlasEntry {
  const { kind, key, family, first, last } = mark;
  const base = {
    key,
    kind,
    family,
    first,
    last,
    space: `${space.name}, ${space.source}`,
    pool: null,
    declared: null,
    holders: [],
    step: null,
    bar: null,
    gravity: null,
    findings: 0,
    overlaps: [],
    overlapGravity,
  };
  const end = (value: bigint) => formatAddress({ family, value });
  if (kind === 'gap') {
    const text = first === last ? end(first) : `${end(first)} – ${end(last)}`;
    const amounts = [`${gapCount(family, first, last)} ${space.ours && content.outsideKnown ? 'free' : 'in no range'}`];
    return { ...base, text, what: space.ours && content.outsideKnown ? 'Free' : 'In no range', amounts, tags: [family, 'gap'] };
  }
  if (kind === 'outside') {
    const item = content.others.get(key);
    const held = `${counted(item?.inUse ?? 0, 'address', 'addresses')} in use, in no range`;
    const owned = item?.declared?.map(outsideWords) ?? [];
    const amounts = [owned.length === 0 ? held : `${held} of the cluster`];
    return { ...base, text: key, what: 'Held, in no range', holders: item?.holders ?? [], amounts, tags: [family, 'outside'] };
  }
  const declared = content.owners.get(key);
  if (declared) {
    const inUse = declared.inUse === null ? 'in use unknown' : `${formatCount(declared.inUse).short} in use by the cluster`;
    return {
      ...base,
      text: formatAddressRange({ family, first, last }),
      declared,
      what: outsideKind(declared),
      amounts: [...(declared.note === null ? [] : [declared.note]), ...(declared.inUse === '0' ? [] : [inUse])],
      overlaps,
      tags: [family, 'declared', ...(overlaps.length > 0 ? ['overlap'] : [])],
    };
  }
  const pool = content.pools.get(key) ?? null;
  const text = formatAddressRange({ family, first, last });
  if (!pool) return { ...base, text, what: 'Range', amounts: [], tags: [family] };
  const { step, bar } = useOf(pool);
  const found = findings.get(pool.id);
  return {
    ...base,
    text,
    pool,
    what: kindTitle(pool),
    step,
    bar,
    amounts: amountsOf(pool),
    gravity: found?.gravest ?? null,
    findings: found?.count ?? 0,
    overlaps,
    tags: [
      family,
      pool.kind,
      step === null ? 'useUnknown' : step === 'free' ? 'useNone' : `use${step}`,
      ...(isUnusual(pool) ? [pool.state] : []),
      ...(overlaps.length > 0 ? ['overlap'] : []),
      ...(found && found.gravest !== 'info' ? [found.gravest] : []),
    ],
  };
}

/** Free addresses; of IPv6 whole /64s, where it is made of these: nobody thinks in 2¹⁰⁰ addresses. */
export function gapCount(family: Family, first: bigint, last: bigint): string {
  const size = last - first + 1n;
  const block = 1n << 64n;
  if (family === 'IPv6' && size >= block) {
    const whole = (last + 1n) / block - (first + block - 1n) / block;
    const exact = first % block === 0n && (last + 1n) % block === 0n;
    return `${exact ? '' : 'more than '}${counted(whole, '/64')}`;
  }
  return formatCount(size).short;
}

/** Used of what binds: blocks where nodes are given blocks, else usable addresses. Of IPv6 blocks are counted, never addresses. */
function useOf(pool: Pool): Pick<AtlasEntry, 'step' | 'bar'> {
  const { addresses, blocks } = pool;
  const big = (text: string | null) => (text === null ? null : BigInt(text));
  if (blocks) {
    if (blocks.handedOut === null || blocks.free === null) return { step: null, bar: null };
    return {
      step: blocks.handedOut === 0 ? 'free' : stepOf(BigInt(blocks.handedOut), BigInt(blocks.total)),
      bar: {
        band: blocks.handedOut / blocks.total,
        line: pool.family === 'IPv6' ? null : share(big(addresses.inUse), BigInt(addresses.total)),
      },
    };
  }
  const usable = addresses.free === null ? null : big(addresses.usable);
  const inUse = big(addresses.inUse);
  if (usable === null || usable === 0n || inUse === null) return { step: null, bar: null };
  return {
    step: inUse === 0n ? 'free' : stepOf(inUse, usable),
    bar: { band: share(big(addresses.recorded ?? addresses.handedOut), usable), line: share(inUse, usable) },
  };
}

function share(part: bigint | null, whole: bigint): number | null {
  return part === null || whole === 0n ? null : Number((part << 30n) / whole) / 2 ** 30;
}

function amountsOf(pool: Pool): string[] {
  const { addresses, blocks } = pool;
  const inUse = addresses.inUse === null ? 'in use unknown' : `${formatCount(addresses.inUse).short} in use`;
  const recorded = recordedWords(addresses);
  if (blocks) {
    const handed =
      blocks.handedOut === null
        ? `/${blocks.prefixLength}s handed out: unknown`
        : `${formatCount(blocks.handedOut).short}${blocks.free === null ? '' : ` of ${formatCount(blocks.total).short}`} /${blocks.prefixLength}s handed out`;
    return [handed, recorded === undefined ? inUse : `${inUse} · ${recorded}`];
  }
  const known = addresses.free !== null && addresses.usable !== null && BigInt(addresses.usable) <= 1_000_000n && addresses.inUse !== null;
  const whole =
    known && addresses.usable !== null
      ? `${formatCount(addresses.inUse ?? 0).short} of ${formatCount(addresses.usable).short} in use`
      : inUse;
  const rest = [recorded, known && addresses.free !== null ? `${formatCount(addresses.free).short} left` : undefined].filter(
    (text) => text !== undefined,
  );
  return rest.length > 0 ? [whole, rest.join(' · ')] : [whole];
}

/** What an entry is called aloud: "10.96.0.0/24, Services kubernetes, 216 of 254 in use, 38 left, 1 finding". */
export function spokenEntry(entry: AtlasEntry): string {
  const said = [entry.text];
  if (entry.pool) said.push(`${entry.what} ${entry.pool.name}`);
  else if (entry.declared) said.push(`${entry.what} of ${entry.declared.owner}`);
  else if (entry.kind === 'outside') said.push('held, but in no range');
  said.push(...(entry.kind === 'outside' ? entry.amounts.map((text) => text.replace(', in no range', '')) : entry.amounts));
  if (entry.holders.length > 0) said.push(entry.holders.map(holderName).join(', '));
  if (entry.pool && isUnusual(entry.pool)) said.push(poolStates[entry.pool.state]);
  if (entry.overlaps.length > 0) said.push(`overlaps ${entry.overlaps.join(' and ')}`);
  if (entry.findings > 0) said.push(counted(entry.findings, 'finding'));
  return said.join(', ');
}

/** What else there is to know of where a range lies: a purpose of its own inside its space. */
export function specialWords(entry: Pick<AtlasEntry, 'family' | 'first' | 'space'>): string | null {
  const name = specialRangeOf({ family: entry.family, value: entry.first });
  return name === null || entry.space.startsWith(name.slice(0, name.lastIndexOf(','))) ? null : name;
}

/** The gravest finding of each pool, and how many there are. */
export function findingsByPool(
  items: readonly { readonly severity: Severity; readonly pools: readonly string[] }[],
): Map<string, { gravest: Severity; count: number }> {
  const order: readonly Severity[] = ['critical', 'warning', 'info'];
  const found = new Map<string, { gravest: Severity; count: number }>();
  for (const { severity, pools } of items) {
    for (const id of pools) {
      const known = found.get(id);
      const gravest = known && order.indexOf(known.gravest) <= order.indexOf(severity) ? known.gravest : severity;
      found.set(id, { gravest, count: (known?.count ?? 0) + 1 });
    }
  }
  return found;
}
