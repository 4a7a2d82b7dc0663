import { Link } from '@tanstack/react-router';
import { parseAddress } from '../../../shared/net/address.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted } from '../../kit/formatCount.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { endpointState } from './endpointState.ts';
import css from './SliceList.module.css';

type Slice = ServiceDetail['slices'][number];

/** A Service's slices; each opens to its endpoints with their pod, node, zone and state. */
export function SliceList({ slices }: { slices: readonly Slice[] }) {
  return (
    <PanelSection title="Slices" aside={slices.length > 0 ? counted(slices.length, 'EndpointSlice') : undefined}>
      {slices.length === 0 ? (
        <p className="ink2">No EndpointSlice names this Service.</p>
      ) : (
        slices.map((slice) => <SliceDetails key={slice.name} slice={slice} open={slices.length === 1} />)
      )}
    </PanelSection>
  );
}

function SliceDetails({ slice, open }: { slice: Slice; open: boolean }) {
  const total = slice.endpoints.ready + slice.endpoints.notReady;
  const all = total + slice.endpoints.terminating;
  return (
    <details className={css.slice} open={open}>
      <summary>
        <span className="mono">{slice.name}</span>
        <span className={css.sum}>
          {slice.addressType === 'IPv4' || slice.addressType === 'IPv6' ? <FamilyMark family={slice.addressType} /> : slice.addressType}
          <span>
            {slice.endpoints.ready} of {total} ready
          </span>
        </span>
      </summary>
      {slice.managedBy !== null && <p className="dim">managed by {slice.managedBy}</p>}
      <ul>
        {slice.items.map((endpoint) => {
          const isAddress = parseAddress(endpoint.address) !== undefined;
          const text = <AddressText address={endpoint.address} />;
          const state = endpointState(endpoint);
          return (
            <li key={endpoint.address}>
              <span className={css.who}>
                {isAddress ? (
                  <Link to="/map" search={{ sel: endpoint.address }} title="Show on the map, with who held it before">
                    {text}
                  </Link>
                ) : (
                  text
                )}
                <span className={state === 'ready' ? 'ink2' : 'warning'}>{state}</span>
                <CopyButton text={endpoint.address} />
              </span>
              <span className={css.where}>
                {endpoint.target && `${endpoint.target.kind} ${endpoint.target.name}`}
                {endpoint.node && (
                  <>
                    {' on '}
                    <Link to="/nodes" search={{ node: endpoint.node }}>
                      {endpoint.node}
                    </Link>
                  </>
                )}
                {endpoint.zone && `, zone ${endpoint.zone}`}
              </span>
            </li>
          );
        })}
      </ul>
      {slice.items.length < all && (
        <p className="dim">
          The first {counted(slice.items.length, 'endpoint')} of {all}.
        </p>
      )}
    </details>
  );
}
