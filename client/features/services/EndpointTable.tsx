import { Link } from '@tanstack/react-router';
import type { Service } from '../../../shared/wire/services.ts';
import { Count } from '../../kit/Count.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import css from './EndpointTable.module.css';
import { Ready } from './Ready.tsx';
import { families } from './search.ts';

/** Endpoints by family and by what they do. A family without a slice is a row only where the Service has that family. */
export function EndpointTable({ service, slicesAreRead }: { service: Service; slicesAreRead: boolean }) {
  const shown = families.filter((family) => service.endpoints[family] !== null || service.families.includes(family));
  if (shown.length === 0) return null;
  return (
    <PanelSection title="Endpoints by family">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col">Ready</th>
            <th scope="col">Serving</th>
            <th scope="col">Terminating</th>
            <th scope="col">Not ready</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((family) => {
            const counts = service.endpoints[family];
            return (
              <tr key={family}>
                <th scope="row">
                  <FamilyMark family={family} />
                </th>
                <td>
                  <Ready service={service} family={family} slicesAreRead={slicesAreRead} />
                </td>
                {counts === null ? (
                  <td colSpan={3} className="dim">
                    {slicesAreRead ? 'no slice of this family' : ''}
                  </td>
                ) : (
                  <>
                    <td>
                      <Count value={counts.serving} />
                    </td>
                    <td>
                      <Count value={counts.terminating} />
                    </td>
                    <td>
                      <Count value={counts.notReady} />
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={css.further}>
        <Link to="/topology" search={{ service: `${service.namespace}/${service.name}` }}>
          Topology
        </Link>
      </p>
    </PanelSection>
  );
}
