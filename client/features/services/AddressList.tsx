import { Link } from '@tanstack/react-router';
import { parseAddress } from '../../../shared/net/address.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import css from './AddressList.module.css';
import { rangeOf } from './rangeOf.ts';

/** The addresses clients can use, by what hands them out: each to copy, each on the map. */
export function AddressList({ service, pools }: { service: ServiceDetail; pools: readonly Pool[] }) {
  const clusterIPs = service.headless ? [] : service.clusterIPs;
  return (
    <>
      {service.headless && (
        <PanelSection title="Cluster IPs">
          <p className="ink2">None: it is headless. DNS answers with the addresses of its endpoints.</p>
        </PanelSection>
      )}
      {clusterIPs.length > 0 && (
        <PanelSection title="Cluster IPs" aside={clusterIPs.length > 1 ? 'in order' : undefined}>
          <ul className={css.list}>
            {clusterIPs.map((address) => (
              <AddressLine key={address} address={address} pools={pools} />
            ))}
          </ul>
        </PanelSection>
      )}
      {service.externalIPs.length > 0 && (
        <PanelSection title="externalIPs" aside="nobody’s pool">
          <ul className={css.list}>
            {service.externalIPs.map((address) => (
              <AddressLine key={address} address={address} pools={pools} />
            ))}
          </ul>
        </PanelSection>
      )}
      {service.type === 'LoadBalancer' && (
        <PanelSection title="Load balancer" aside="status.loadBalancer.ingress">
          {service.loadBalancer.length === 0 ? (
            <p className="ink2">Its provider has given no address yet.</p>
          ) : (
            <ul className={css.list}>
              {service.loadBalancer.map((ingress) => {
                const place = ingress.ip ?? ingress.hostname ?? '';
                return (
                  <AddressLine key={place} address={place} pools={pools} remark={ingress.ip ? (ingress.ipMode ?? 'VIP') : 'host name'} />
                );
              })}
            </ul>
          )}
        </PanelSection>
      )}
    </>
  );
}

function AddressLine({ address, pools, remark }: { address: string; pools: readonly Pool[]; remark?: string }) {
  const range = rangeOf(address, pools);
  const isAddress = parseAddress(address) !== undefined;
  const text = <AddressText address={address} within={range} />;
  return (
    <li>
      {isAddress && <FamilyMark family={address.includes(':') ? 'IPv6' : 'IPv4'} text={false} />}
      {isAddress ? (
        <Link to="/map" search={{ sel: address }} title="Show on the map">
          {text}
        </Link>
      ) : (
        text
      )}
      <span className={css.remark}>
        {remark}
        {remark && range ? ', ' : ''}
        {range && `in ${range}`}
      </span>
      <CopyButton text={address} />
    </li>
  );
}
