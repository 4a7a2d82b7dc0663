import type { Pool } from '../../../shared/wire/pools.ts';
import type { Service } from '../../../shared/wire/services.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import css from './ClusterIPs.module.css';
import { rangeOf } from './rangeOf.ts';

/** A Service's cluster IPs in its own order, each with what it shares with its range dimmed; "None" when headless; the name it stands for when ExternalName. */
export function ClusterIPs({ service, pools, inline = false }: { service: Service; pools: readonly Pool[]; inline?: boolean }) {
  if (service.type === 'ExternalName') return <span className="ink2">{service.externalName ?? ''}</span>;
  if (service.headless) return <span className="dim">None</span>;
  if (service.clusterIPs.length === 0) return <span className="dim">not yet</span>;
  return (
    <span className={inline ? css.inline : css.stacked}>
      {service.clusterIPs.map((address) => (
        <AddressText key={address} address={address} within={rangeOf(address, pools)} />
      ))}
    </span>
  );
}
