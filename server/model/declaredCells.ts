import type { Cidr } from '../../shared/net/cidr.ts';
import { difference, rangeSet, rangeSetOfCidrs } from '../../shared/net/rangeSet.ts';
import type { MapAnswer } from '../../shared/wire/map.ts';
import { type Declared, headOf, narrowestFirst, type OutsideRanges } from './outsideRanges.ts';

const mostNamed = 4;

/** Which cells of a map lie in declared ranges, like ones in a row as one. */
export function declaredCells(outside: OutsideRanges, cells: readonly Cidr[]): NonNullable<MapAnswer['declared']> {
  const named = new Map<string, Declared>();
  const out: NonNullable<MapAnswer['declared']>['cells'] = [];
  let before = '';
  for (const [index, cell] of cells.entries()) {
    const content = contentOf(outside, cell, named);
    if (!content) continue;
    const text = JSON.stringify(content);
    const last = out.at(-1);
    if (last && last.index + last.count === index && text === before) last.count++;
    else out.push({ index, count: 1, ...content });
    before = text;
  }
  return { ranges: [...named.values()].map(headOf), cells: out };
}

function contentOf(outside: OutsideRanges, cell: Cidr, named: Map<string, Declared>) {
  const near = outside.near(cell);
  if (near.length === 0) return undefined;
  const covered = rangeSet(
    cell.family,
    near.map(({ range }) => range),
  );
  const shown = narrowestFirst(near).slice(0, mostNamed);
  for (const one of shown) named.set(one.id, one);
  return {
    isWhole: difference(rangeSetOfCidrs(cell.family, [cell]), covered).runs.length === 0,
    ranges: shown.map(({ id }) => id),
    more: near.length - shown.length,
  };
}
