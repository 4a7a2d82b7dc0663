import { useQuery } from '@tanstack/react-query';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { Section } from '../../kit/Section.tsx';
import { AddressLink } from './AddressLink.tsx';
import css from './BlockWindows.module.css';
import type { MapCell } from './cells.ts';
import { MiniSheet } from './MiniSheet.tsx';
import { surveyQuery } from './mapQueries.ts';
import { type Scene, sceneOf } from './scene.ts';
import { windowOf } from './windowOf.ts';

/** A few blocks leave room to show where addresses lie inside them: the first 256 that hold some, of each. */
export function BlockWindows({ scene, blocks }: { scene: Scene; blocks: readonly MapCell[] }) {
  return (
    <Section
      title={blocks.length === 1 ? 'Addresses in the block' : 'Addresses in the blocks'}
      aside="the rest of each block is empty, left out"
    >
      <div className={css.windows}>
        {blocks.map((block) => (
          <BlockWindow key={formatCidr(block.cidr)} block={block} within={formatCidr(scene.range)} at={scene.past?.at} />
        ))}
      </div>
    </Section>
  );
}

function BlockWindow({ block, within, at }: { block: MapCell; within: string; at: string | undefined }) {
  const survey = useQuery(surveyQuery(useApi(), block.cidr, block.cidr.family === 'IPv4' ? 32 : 128, block.pools[0], { at }));
  const scene = survey.data && sceneOf(survey.data, block.cidr.prefixLength);
  const [owner] = block.holders;
  const name = formatCidr(block.cidr);
  return (
    <div>
      <div className={css.head}>
        <AddressLink address={name} within={within} search={{ cidr: name }} />
        <span className="dim s12">{owner ? referenceName(owner) : ''}</span>
      </div>
      {scene?.grain === 'addresses' ? (
        <Drawn scene={scene} />
      ) : (
        <p className="dim s12">{survey.data ? 'They lie too far apart to be drawn here.' : 'Reading its addresses'}</p>
      )}
    </div>
  );
}

function Drawn({ scene }: { scene: Scene }) {
  const { part, beside } = windowOf(scene);
  return (
    <>
      <MiniSheet scene={part} columns={16} cell={11} />
      <p className="s12 ink2">
        <strong>{part.inUse === null ? 'unknown' : formatCount(part.inUse).short}</strong> in use
        {!part.inUse || beside === null
          ? ''
          : beside > 0n
            ? `, and ${formatCount(beside).short} in other parts of the block`
            : `, all in ${formatCidr(part.range)}`}
      </p>
    </>
  );
}
