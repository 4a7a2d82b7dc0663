import type { Pool } from '../../../shared/wire/pools.ts';
import type { Service } from '../../../shared/wire/services.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { worst } from '../../kit/findingWords.ts';
import { Severity } from '../../kit/Severity.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import { ClusterIPs } from './ClusterIPs.tsx';
import { Ready } from './Ready.tsx';
import { ServiceName } from './ServiceName.tsx';
import css from './ServiceRow.module.css';
import { serviceFinding } from './serviceFinding.ts';

/** A whole Service on a phone: name and families, addresses and readiness, and what is wrong. */
export function ServiceRow({ service, pools, slicesAreRead }: { service: Service; pools: readonly Pool[]; slicesAreRead: boolean }) {
  const severity = worst(service.findings);
  const shown = service.families.filter((family) => service.endpoints[family] !== null || !slicesAreRead);
  return (
    <StackedRow
      below={
        service.findings[0] !== undefined && (
          <span className="ink2">
            {service.policy ?? service.type} · {service.findings.map((code) => serviceFinding(service, code).short).join(', ')}
          </span>
        )
      }
    >
      <span className={css.name}>
        {severity && <Severity severity={severity} size={13} />}
        <ServiceName namespace={service.namespace} name={service.name} />
      </span>
      <span className={css.marks}>
        {service.families.map((family) => (
          <FamilyMark key={family} family={family} text={false} />
        ))}
      </span>
      <span className="ink2">
        <ClusterIPs service={service} pools={pools} inline />
      </span>
      <span className={css.ready}>
        {shown.map((family) => (
          <Ready key={family} service={service} family={family} slicesAreRead={slicesAreRead} />
        ))}
      </span>
    </StackedRow>
  );
}
