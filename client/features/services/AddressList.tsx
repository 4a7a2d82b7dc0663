import type { Pool } from '../../../shared/wire/pools.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { AddressLine, AddressLines } from '../../kit/AddressLines.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
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
          <AddressLines>
            {clusterIPs.map((address) => (
              <RangedLine key={address} address={address} pools={pools} />
            ))}
          </AddressLines>
        </PanelSection>
      )}
      {service.externalIPs.length > 0 && (
        <PanelSection title="externalIPs" aside="nobody’s pool">
          <AddressLines>
            {service.externalIPs.map((address) => (
              <RangedLine key={address} address={address} pools={pools} />
            ))}
          </AddressLines>
        </PanelSection>
      )}
      {service.type === 'LoadBalancer' && (
        <PanelSection title="Load balancer" aside="status.loadBalancer.ingress">
          {service.loadBalancer.length === 0 ? (
            <p className="ink2">Its provider has given no address yet.</p>
          ) : (
            <AddressLines>
              {service.loadBalancer.map((ingress) => {
                const place = ingress.ip ?? ingress.hostname ?? '';
                return (
                  <RangedLine key={place} address={place} pools={pools} remark={ingress.ip ? (ingress.ipMode ?? 'VIP') : 'host name'} />
                );
              })}
            </AddressLines>
          )}
        </PanelSection>
      )}
    </>
  );
}

/** An address with the range it was given from. */
function RangedLine({ address, pools, remark }: { address: string; pools: readonly Pool[]; remark?: string }) {
  const range = rangeOf(address, pools);
  const remarks = [remark, range && `in ${range}`].filter(Boolean);
  return <AddressLine text={address} within={range} remark={remarks.join(', ')} />;
}
