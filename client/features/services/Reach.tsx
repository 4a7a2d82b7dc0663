import { parseAddress } from '../../../shared/net/address.ts';
import type { Service } from '../../../shared/wire/services.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import css from './Reach.module.css';
import { ingressRemark } from './reachWords.ts';

/** Where a Service is reached from outside: addresses and names of its load balancer with their mode, externalIPs, NodePorts. */
export function Reach({ service }: { service: Service }) {
  const { loadBalancer, externalIPs, nodePorts, type } = service;
  const isAwaited = type === 'LoadBalancer' && loadBalancer.length === 0;
  return (
    <span className={css.reach}>
      {loadBalancer.map((ingress) => {
        const place = ingress.ip ?? ingress.hostname ?? '';
        return <Place key={place} text={place} remark={ingressRemark(ingress)} />;
      })}
      {externalIPs.map((address) => (
        <Place key={`external ${address}`} text={address} remark="external" />
      ))}
      {isAwaited && <span className="dim">no address yet</span>}
      {nodePorts.length > 0 && (
        <span title={`NodePorts ${nodePorts.join(', ')}`}>
          <span className="dim">port </span>
          <span className="mono">{nodePorts.slice(0, 2).join(', ')}</span>
          {nodePorts.length > 2 && <span className="dim"> +{nodePorts.length - 2}</span>}
        </span>
      )}
    </span>
  );
}

function Place({ text, remark }: { text: string; remark: string | undefined }) {
  const family = parseAddress(text)?.family;
  return (
    <span className={css.place} title={remark === undefined ? text : `${text}, ${remark}`}>
      {family && <FamilyMark family={family} text={false} />}
      {family ? <AddressText address={text} /> : <span className={css.name}>{text}</span>}
      {remark !== undefined && <span className="dim">{remark}</span>}
    </span>
  );
}
