import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { poolStates } from '../../kit/poolStates.ts';
import { Severity } from '../../kit/Severity.tsx';
import css from './Atlas.module.css';
import { type AtlasEntry, specialWords } from './atlasEntries.ts';
import { provenanceLines } from './provenanceLines.ts';
import { holderName } from './words.ts';

const limits = { addresses: 'addresses', blocks: 'blocks', maxPods: 'maxPods of the nodes', service: 'the Service range' };

/** What the card beside an entry says: the range, its pool, its counts, what ends first, and where all this is known from. */
export function AtlasCard({ entry }: { entry: AtlasEntry }) {
  const { pool } = entry;
  const special = specialWords(entry);
  return (
    <>
      <p className={css.title}>
        <FamilyMark family={entry.family} text={false} />
        <strong className="mono">{entry.text}</strong>
      </p>
      <p>
        {entry.what}
        {pool && ` · ${pool.name}`}
        {entry.declared && ` · ${entry.declared.owner}`}
        {pool && pool.state !== 'ready' && pool.state !== 'unknown' && `, ${poolStates[pool.state]}`}
        {special && <span className="ink2"> · {special}</span>}
      </p>
      {entry.amounts.length > 0 && <p>{entry.amounts.join(' · ')}</p>}
      {entry.declared && (
        <p className="ink2">
          {formatCount(entry.declared.addresses).short} addresses outside of what the cluster knows, as a file declares
        </p>
      )}
      {entry.holders.length > 0 && <p>Held by {entry.holders.map(holderName).join(', ')}</p>}
      {pool && (
        <p className="ink2">
          {formatCount(pool.addresses.total).short} addresses
          {pool.addresses.usable !== null &&
            pool.addresses.usable !== pool.addresses.total &&
            `, ${formatCount(pool.addresses.usable).short} usable`}{' '}
          · what ends first: {limits[pool.limit]}
        </p>
      )}
      {pool && pool.ranges.length > 1 && <p className="ink2">Counted with {counted(pool.ranges.length - 1, 'other range')} of its pool</p>}
      {entry.overlaps.length > 0 && (
        <p className={css.title}>
          <Severity severity={entry.overlapGravity} label={null} />
          <span className={entry.overlapGravity}>Shares addresses with {entry.overlaps.join(' and ')}</span>
        </p>
      )}
      {entry.gravity && (
        <p className={css.title}>
          <Severity severity={entry.gravity} label={null} />
          <span>{counted(entry.findings, 'finding')}</span>
        </p>
      )}
      {pool && (
        <p className="ink2">
          {pool.provenance.length === 0
            ? 'Nothing in the cluster speaks of this range.'
            : provenanceLines([pool])
                .map((line) => `${line.source} (${line.confidence})`)
                .join(', ')}
        </p>
      )}
    </>
  );
}
