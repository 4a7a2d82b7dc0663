import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { addressBits } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import type { Shade } from '../../draw/cellShade.ts';
import { entryToken, litEntries, namesOf } from './litEntries.ts';
import { surveyQuery } from './mapQueries.ts';
import { drawnCells, rowsOf, sceneOf } from './scene.ts';
import type { MapSearch } from './search.ts';
import type { StaticBand } from './serviceBands.ts';
import { useGrouping } from './useGrouping.ts';

/** The addresses of a static band, how they are told apart, and which of them the legend has lit. */
export function useStaticBand(range: Cidr, band: StaticBand | undefined, pool: Pool, { by, only }: Pick<MapSearch, 'by' | 'only'>) {
  const drawn = band?.range ?? range;
  const survey = useQuery({
    ...surveyQuery(useApi(), drawn, addressBits(range.family), pool.id, { by }),
    enabled: band !== undefined,
  });
  const last = band?.last ?? 0n;
  const scene = useMemo(() => (survey.data ? sceneOf(survey.data, null) : undefined), [survey.data]);
  const cells = useMemo(
    () => (scene ? drawnCells(scene).filter((cell) => cell.cidr.value - scene.range.value <= last) : []),
    [scene, last],
  );
  const wanted = useMemo(() => namesOf(only), [only]);
  const grouping = useGrouping(scene, cells, wanted);
  const rows = useMemo(() => (scene ? rowsOf(scene, grouping, cells) : []), [scene, grouping, cells]);
  const lit = useMemo(() => litEntries(only), [only]);
  const letters = grouping?.letters;
  const isLit = useMemo(() => (lit.size === 0 ? undefined : (shade: Shade) => lit.has(entryToken(shade, letters ?? []))), [lit, letters]);
  return { survey, scene, grouping, rows, isLit };
}
