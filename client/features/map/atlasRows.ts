import { parseSort } from '../../kit/sortField.ts';
import { type AtlasEntry, spokenEntry } from './atlasEntries.ts';
import { isLit } from './atlasLegend.ts';

/** Entries that the legend has lit and that hold a text in what is said of them. */
export function filteredEntries(entries: readonly AtlasEntry[], only: readonly string[], q: string | undefined): AtlasEntry[] {
  const needle = q?.trim().toLowerCase() ?? '';
  return entries.filter((entry) => isLit(entry, only) && (needle === '' || textOf(entry).includes(needle)));
}

function textOf(entry: AtlasEntry): string {
  const said = [
    spokenEntry(entry),
    entry.what,
    entry.space,
    entry.declared?.note ?? '',
    ...(entry.pool?.provenance.map((item) => item.source) ?? []),
  ];
  return said.join(' ').toLowerCase();
}

/** Entries by a field ("inUse", "-inUse"); the order of addresses decides between equals, and without a field. Unknown stands last. */
export function sortedEntries(entries: readonly AtlasEntry[], sort: string | undefined): AtlasEntry[] {
  const field = parseSort(sort);
  const key = field && keys[field.field];
  if (!field || !key) return [...entries];
  const turn = field.descending ? -1 : 1;
  return entries
    .map((entry, index) => ({ entry, index, key: key(entry) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? a.index - b.index : a.key === null ? 1 : -1;
      if (a.key === b.key) return a.index - b.index;
      return (a.key < b.key ? -1 : 1) * turn;
    })
    .map(({ entry }) => entry);
}

/** The name of its pool, or whose it is. */
export function nameOf({ pool, declared }: AtlasEntry): string | null {
  return pool?.name ?? declared?.owner ?? null;
}

const keys: Record<string, (entry: AtlasEntry) => bigint | number | string | null> = {
  what: (entry) => entry.what,
  name: (entry) => nameOf(entry),
  size: (entry) => entry.last - entry.first,
  handedOut: (entry) => entry.pool?.blocks?.handedOut ?? null,
  inUse: (entry) => (entry.pool?.addresses.inUse ? BigInt(entry.pool.addresses.inUse) : null),
  free: (entry) => (entry.pool?.addresses.free ? BigInt(entry.pool.addresses.free) : null),
  state: (entry) => entry.pool?.state ?? null,
  findings: (entry) => (entry.pool ? entry.findings : null),
};
