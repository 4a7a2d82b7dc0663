import { useQuery } from '@tanstack/react-query';
import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import { useApi } from '../../data/ApiContext.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { referenceName } from '../../kit/referenceWords.ts';
import { holdersByNamespace } from './holdersByNamespace.ts';
import css from './Map.module.css';
import { MiniSheet } from './MiniSheet.tsx';
import { surveyQuery } from './mapQueries.ts';
import { placeText } from './place.ts';
import { sceneOf } from './scene.ts';

/** The addresses of a block in small, whose they are by namespace, and in IPv6 the lowest and the highest: they say how it is filled. */
export function BlockAddresses({ range, pool, at }: { range: Cidr; pool: string | undefined; at?: string | undefined }) {
  const survey = useQuery(surveyQuery(useApi(), range, addressBits(range.family), pool, { at }));
  if (!survey.data || survey.isPlaceholderData) return null;
  const scene = sceneOf(survey.data, range.prefixLength);
  if (scene.grain !== 'addresses') return null;
  const held = [...scene.cells.values()].filter((cell) => (cell.inUse ?? 0n) > 0n);
  const { shares, more } = holdersByNamespace(held, 6);
  const most = shares[0]?.count ?? 1;
  const ends = held.length > 1 ? [held[0], held.at(-1)] : held;
  return (
    <>
      {scene.total <= 256n && (
        <PanelSection title="Addresses" aside="Enter to zoom in">
          <MiniSheet scene={scene} />
        </PanelSection>
      )}
      {scene.total > 256n && held.length > 0 && (
        <PanelSection title="Addresses" aside="lowest and highest">
          {ends.map(
            (cell) =>
              cell && (
                <div key={placeText(cell.cidr)} className={css.pair}>
                  <AddressText address={placeText(cell.cidr)} within={formatCidr(range)} />
                  <span className={css.cut}>{cell.holders[0] ? referenceName(cell.holders[0]) : ''}</span>
                </div>
              ),
          )}
        </PanelSection>
      )}
      {shares.length > 0 && (
        <PanelSection title="Held by">
          {shares.map((share) => (
            <div key={share.namespace ?? ''} className={css.share}>
              <span className={css.cut}>{share.namespace ?? 'no namespace'}</span>
              <i style={{ width: `${(share.count / most) * 96}px` }} />
              <span className="num">{formatCount(share.count).short}</span>
            </div>
          ))}
          {more.namespaces > 0 && (
            <div className={css.share}>
              <span>
                {more.namespaces} more {more.namespaces === 1 ? 'namespace' : 'namespaces'}
              </span>
              <i style={{ width: `${Math.min(1, more.count / most) * 96}px` }} />
              <span className="num">{formatCount(more.count).short}</span>
            </div>
          )}
        </PanelSection>
      )}
    </>
  );
}
