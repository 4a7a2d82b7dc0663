import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { addressBits } from '../../../shared/net/address.ts';
import { containsCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { legendCounts } from '../../draw/legendCounts.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Count } from '../../kit/Count.tsx';
import { referenceName } from '../../kit/referenceWords.ts';
import { cidrAtIndex, indexOf } from './cells.ts';
import { GridFrame } from './GridFrame.tsx';
import { legendName } from './legendWords.ts';
import { surveyQuery } from './mapQueries.ts';
import { placeText, selectionOf } from './place.ts';
import { SceneSheet } from './SceneSheet.tsx';
import css from './StaticBandMap.module.css';
import { Swatch } from './Swatch.tsx';
import { rowsOf, sceneOf } from './scene.ts';
import type { StaticBand } from './serviceBands.ts';

/** The addresses that people may choose for their Services, each as a cell. */
export function StaticBandMap({
  band,
  pool,
  cursor,
  stale,
  onMove,
  onSettle,
  onClimb,
}: {
  band: StaticBand;
  pool: Pool;
  cursor: string | null;
  stale: boolean;
  onMove: (address: string | null) => void;
  onSettle: (address: string | null) => void;
  onClimb: () => void;
}) {
  const bits = addressBits(band.range.family);
  const survey = useQuery(surveyQuery(useApi(), band.range, bits, pool.id));
  const scene = useMemo(() => (survey.data ? sceneOf(survey.data, null) : undefined), [survey.data]);
  const selected = selectionOf(cursor ?? undefined);
  return (
    <Answer query={survey} label="Reading the static band" loading={<GridFrame label="Reading the static band" />}>
      {() => {
        if (!scene) return null;
        const shades = rowsOf(scene)
          .filter((row) => row.cell.cidr.value - scene.range.value <= band.last)
          .map((row) => row.shade);
        const textAt = (offset: bigint) => placeText(cidrAtIndex(scene.range, bits, offset));
        return (
          <>
            <SceneSheet
              scene={scene}
              selected={
                selected && containsCidr(scene.range, selected) && selected.prefixLength === bits
                  ? indexOf(scene.range, bits, selected.value)
                  : null
              }
              stale={stale}
              upTo={band.last}
              maxPitch={22}
              onSelect={(offset, by) => (by === 'key' ? onMove : onSettle)(textAt(offset))}
              onOpen={(offset) => onSettle(textAt(offset))}
              onClimb={onClimb}
            />
            <dl className={css.legend}>
              {legendCounts(shades, BigInt(shades.length), scene.inUse === null ? [] : ['inUse', 'free', 'reserved']).map((entry) => (
                <div key={entry.shade}>
                  <dt>
                    <Swatch shade={entry.shade} freeDashed={false} />
                    {legendName(entry.shade, scene)}
                  </dt>
                  <dd className="dim">
                    <Count value={entry.count} />
                  </dd>
                </div>
              ))}
            </dl>
            {band.beyond && <Beyond address={band.beyond} />}
          </>
        );
      }}
    </Answer>
  );
}

/** The last address of a band of 256 has no cell on a map of 256. */
function Beyond({ address }: { address: string }) {
  const { data } = useQuery(queries.address(useApi(), address));
  const holder = data?.address === address ? data.holders[0] : undefined;
  return (
    <p className="dim s12">
      {address}, the 256th, lies behind this map
      {data?.address === address && (holder ? `: in use by ${referenceName(holder.object)}` : ': free')}.
    </p>
  );
}
