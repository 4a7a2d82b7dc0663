import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { addressBits } from '../../../shared/net/address.ts';
import { containsCidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import type { SheetPicture } from '../../draw/paintSheet.ts';
import { Answer } from '../../kit/Answer.tsx';
import { referenceName } from '../../kit/referenceWords.ts';
import { ColourBy } from './ColourBy.tsx';
import { cidrAtIndex, indexOf } from './cells.ts';
import { GridFrame } from './GridFrame.tsx';
import { Legend } from './Legend.tsx';
import { placeText, selectionOf } from './place.ts';
import { SceneSheet } from './SceneSheet.tsx';
import css from './StaticBandMap.module.css';
import type { MapSearch } from './search.ts';
import type { StaticBand } from './serviceBands.ts';
import type { useStaticBand } from './useStaticBand.ts';

/** The addresses that people may choose for their Services, each as a cell; below them what tells them apart. */
export function StaticBandMap({
  band,
  shown,
  search,
  cursor,
  stale,
  seen,
  onSearch,
  onMove,
  onSettle,
  onClimb,
}: {
  band: StaticBand;
  shown: ReturnType<typeof useStaticBand>;
  search: Pick<MapSearch, 'by' | 'only'>;
  cursor: string | null;
  stale: boolean;
  seen: RefObject<SheetPicture | null>;
  onSearch: (patch: { by?: MapSearch['by'] | undefined; only?: string | undefined }) => void;
  onMove: (address: string | null) => void;
  onSettle: (address: string | null) => void;
  onClimb: () => void;
}) {
  const { survey, scene, grouping, rows, isLit } = shown;
  const bits = addressBits(band.range.family);
  const selected = selectionOf(cursor ?? undefined);
  return (
    <Answer query={survey} label="Reading the static band" loading={<GridFrame label="Reading the static band" />}>
      {() => {
        if (!scene) return null;
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
              grouping={grouping}
              isLit={isLit}
              seen={seen}
              onSelect={(offset, by) => (by === 'key' ? onMove : onSettle)(textAt(offset))}
              onOpen={(offset) => onSettle(textAt(offset))}
              onClimb={onClimb}
            />
            <div className={css.key}>
              <div className={css.look}>
                <ColourBy by={search.by} onChange={(by) => onSearch({ by, only: undefined })} />
              </div>
              <Legend
                scene={scene}
                shades={rows.map((row) => row.shade)}
                total={BigInt(rows.length)}
                grouping={grouping}
                only={search.only}
                onOnly={(only) => onSearch({ only })}
              />
            </div>
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
