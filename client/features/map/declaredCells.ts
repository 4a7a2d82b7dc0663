import { parseAddressRange, rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, parseCidr } from '../../../shared/net/cidr.ts';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { outsideWords } from '../../kit/outsideWords.ts';
import { indexOf } from './cells.ts';
import type { Scene } from './scene.ts';
import type { Survey } from './survey.ts';

/** What of a cell lies in ranges outside the cluster. */
export interface DeclaredCell {
  /** Whether all of it does. */
  readonly isWhole: boolean;
  /** The narrowest first. */
  readonly ranges: readonly OutsideHead[];
  readonly more: number;
}

/** The cells of a survey that lie in such ranges, by how many cells of the scene lie before them, and the ranges that any of it lies in. */
export function declaredOf({ range, cellPrefix, whole, parts }: Survey): Pick<Scene, 'declared' | 'outside'> {
  if (!whole.declared) return { declared: null, outside: [] };
  const cells = new Map<bigint, DeclaredCell>();
  for (const part of parts) {
    const begin = parseCidr(part.cidr);
    if (!begin || !part.declared) continue;
    const first = indexOf(range, cellPrefix, begin.value);
    const heads = new Map(part.declared.ranges.map((head) => [head.id, head]));
    for (const { index, count, isWhole, ranges, more } of part.declared.cells) {
      const cell = { isWhole, ranges: ranges.flatMap((id) => heads.get(id) ?? []), more };
      for (let at = index; at < Math.min(index + count, 2 ** part.bits); at++) cells.set(first + BigInt(at), cell);
    }
  }
  return { declared: cells, outside: whole.declared.ranges };
}

/** What is declared of a cell of a scene; of the scene's own prefix all that any of it lies in. */
export function declaredIn(scene: Pick<Scene, 'range' | 'cellPrefix' | 'declared' | 'outside'>, cidr: Cidr): DeclaredCell | undefined {
  if (cidr.prefixLength === scene.cellPrefix) return scene.declared?.get(indexOf(scene.range, scene.cellPrefix, cidr.value));
  return scene.outside.length === 0 ? undefined : { isWhole: false, ranges: scene.outside, more: 0 };
}

/** The narrowest range outside the cluster that all of a scene lies in. */
export function outsideAround(scene: Pick<Scene, 'range' | 'outside'>): OutsideHead | undefined {
  const { family, first, last } = rangeOfCidr(scene.range);
  const around = scene.outside.flatMap((head) => {
    const range = parseAddressRange(head.range);
    const isAround = range?.family === family && range.first <= first && last <= range.last;
    return isAround ? [{ head, size: range.last - range.first }] : [];
  });
  return around.reduce<(typeof around)[number] | undefined>((best, one) => (best && best.size <= one.size ? best : one), undefined)?.head;
}

/** "VPN (netops, offices)", one after the other; '' where a cell lies in none. */
export function outsideText(scene: Pick<Scene, 'range' | 'cellPrefix' | 'declared' | 'outside'>, cidr: Cidr): string {
  const declared = declaredIn(scene, cidr);
  if (!declared) return '';
  const said = declared.ranges.map((head) => `${declared.isWhole ? '' : 'partly '}${outsideWords(head)}`);
  return [...said, ...(declared.more > 0 ? [`and ${declared.more} more`] : [])].join('; ');
}
