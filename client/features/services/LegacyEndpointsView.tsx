import { Link } from '@tanstack/react-router';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted } from '../../kit/formatCount.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import css from './LegacyEndpointsView.module.css';
import { legacyEndpoints } from './legacyEndpoints.ts';

const named = 5;

/** What those see who still read the Endpoints object: one family, at most 1000 addresses. */
export function LegacyEndpointsView({ service }: { service: ServiceDetail }) {
  const view = legacyEndpoints(service, named);
  if (view.kind === 'not derived') {
    return (
      <PanelSection title="Old Endpoints object" aside="not worked out">
        <p className="ink2">{view.why}</p>
      </PanelSection>
    );
  }
  const { family, addresses, notReadyAddresses, cut, unseen, first } = view;
  const rest = addresses + notReadyAddresses - first.length;
  return (
    <PanelSection title="Old Endpoints object" aside="derived from the slices, not read">
      <Facts
        items={[
          ['Its only family', <FamilyMark key="family" family={family} />],
          ['addresses', <Count key="ready" value={addresses} />],
          ['notReadyAddresses', <Count key="not" value={notReadyAddresses} />],
          ...(cut > 0
            ? [
                ['Left out', <Count key="cut" value={cut} />] as const,
                [
                  'endpoints.kubernetes.io/over-capacity',
                  <span key="note" className="warning">
                    truncated
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
      {first.length > 0 && (
        <ul className={css.first}>
          {first.map(({ address, ready }) => (
            <li key={address}>
              <Link to="/map" search={{ sel: address }} title="Show on the map">
                <AddressText address={address} />
              </Link>
              {!ready && <span className="warning">not ready</span>}
            </li>
          ))}
          {rest > 0 && <li className="dim">and {counted(rest, 'more address', 'more addresses')}</li>}
        </ul>
      )}
      <p className="ink2">
        {unseen
          ? `Who reads Endpoints (deprecated since 1.33) sees ipFamilies[0] alone: the ${counted(unseen.ready, `ready ${unseen.family} endpoint`)} of this Service are in its slices only.`
          : 'Endpoints are deprecated since 1.33: they carry ipFamilies[0] alone.'}
        {cut > 0 && ' Past 1,000 addresses the controller cuts the list and says so in the annotation.'}
      </p>
    </PanelSection>
  );
}
