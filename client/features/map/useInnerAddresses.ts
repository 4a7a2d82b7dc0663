import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { addressBits } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { codesOf, type InnerAddresses } from '../../draw/innerAddresses.ts';
import type { Scene } from './scene.ts';

/** Cells this large, in CSS pixels, show the addresses inside them. */
export const pitchForAddresses = 84;

/** Whether the addresses inside the cells can be drawn: at most 256 in a cell, at most 65,536 in all (the answer's limit). */
export function hasInnerAddresses({ range, cellPrefix }: Pick<Scene, 'range' | 'cellPrefix'>): boolean {
  const bits = addressBits(range.family);
  return bits - cellPrefix >= 1 && bits - cellPrefix <= 8 && bits - range.prefixLength <= 16;
}

/** Which addresses inside the cells are held; null until they are wanted and known. */
export function useInnerAddresses(scene: Scene, isWanted: boolean): InnerAddresses | null {
  const bits = addressBits(scene.range.family);
  const cidr = formatCidr(scene.range);
  const query = useQuery({
    ...queries.mapAddresses(useApi(), cidr, scene.past?.at),
    enabled: isWanted && hasInnerAddresses(scene),
    retry: false,
  });
  const answer =
    isWanted && query.data?.cidr === cidr && query.data.past?.at === scene.past?.at && query.data.held !== null ? query.data : undefined;
  return useMemo(
    () => (answer ? { codes: codesOf(answer, 2 ** (bits - scene.range.prefixLength)), bits: bits - scene.cellPrefix } : null),
    [answer, bits, scene.range.prefixLength, scene.cellPrefix],
  );
}
