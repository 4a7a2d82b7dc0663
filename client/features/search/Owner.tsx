import type { AddressAnswer } from '../../../shared/wire/addresses.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Age } from '../../kit/Age.tsx';
import { DateText } from '../../kit/DateText.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { holderState, roles } from '../../kit/holderWords.ts';
import { kindName, referenceKey, referenceName } from '../../kit/referenceWords.ts';
import { Tag } from '../../kit/Tag.tsx';
import { Around } from './Around.tsx';
import { OutsideNames } from './OutsideNames.tsx';
import css from './Palette.module.css';
import { PoolNames } from './PoolNames.tsx';
import { nobody, stateOf } from './words.ts';

/** Who owns one address: before any key is pressed, all its holders, its block, its pools; where nobody does, what surrounds it. */
export function Owner({ answer, known }: { answer: Omit<AddressAnswer, 'revision'>; known: readonly Pool[] }) {
  const { address, family, holders, block, pools, special, before, after } = answer;
  const { declared = [] } = answer;
  const state = stateOf(answer);
  return (
    <div className={css.owner}>
      <p className={css.big}>
        <FamilyMark family={family} text={false} />
        <AddressText address={address} within={block?.cidr} />
        <Tag tone={state.tone}>{state.text}</Tag>
      </p>
      <dl className={css.path}>
        {holders.length === 0 && (
          <div>
            <dt>Held by</dt>
            <dd>{nobody(answer)}</dd>
          </div>
        )}
        {holders.map((holder, index) => (
          <div key={`${holder.as} ${referenceKey(holder.object)} ${holder.note}`}>
            <dt>{index === 0 ? 'Held by' : 'and by'}</dt>
            <dd>
              <strong>{referenceName(holder.object)}</strong>{' '}
              <span className="ink2 s12">
                {[kindName(holder.object), roles[holder.as], holder.note, holderState(holder)].filter(Boolean).join(' · ')}
                {holder.since && (
                  <>
                    {' '}
                    · since <DateText time={holder.since} />, <Age since={holder.since} />
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
        {block && (
          <div>
            <dt>Block</dt>
            <dd>
              <AddressText address={block.cidr} /> <span className="ink2">of {block.node}</span>
            </dd>
          </div>
        )}
        {pools.length > 0 && (
          <div>
            <dt>{pools.length === 1 ? 'Range' : 'Ranges'}</dt>
            <dd>
              <PoolNames ids={pools} known={known} />
            </dd>
          </div>
        )}
        {declared.length > 0 && (
          <div>
            <dt>Outside</dt>
            <dd>
              <OutsideNames ranges={declared} />
            </dd>
          </div>
        )}
        {answer.around && <Around around={answer.around} known={known} owned={declared.length > 0} />}
        {special && (
          <div>
            <dt>Special</dt>
            <dd>{special}</dd>
          </div>
        )}
        {holders.length === 0 && (before || after) && (
          <div>
            <dt>Around it</dt>
            <dd>
              {before ? <AddressText address={before} within={block?.cidr} /> : <span className="dim">nothing</span>}{' '}
              <span className="dim">below,</span>{' '}
              {after ? <AddressText address={after} within={block?.cidr} /> : <span className="dim">nothing</span>}{' '}
              <span className="dim">above is held</span>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
