import { present } from '../../kit/searchParams.ts';
import { carriedEntries } from './litEntries.ts';
import type { MapSearch } from './search.ts';

/** What of a view goes along when another prefix is opened: how it is shown, not where one stood in it. */
export function carriedSearch(search: MapSearch): MapSearch {
  const { view, by, order, only, fine, at } = search;
  return present({ view, by, order, fine, at, only: carriedEntries(only) });
}
