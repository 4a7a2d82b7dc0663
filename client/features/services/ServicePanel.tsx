import { useQuery } from '@tanstack/react-query';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Answer } from '../../kit/Answer.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DateText } from '../../kit/DateText.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { FamilyOrder } from '../../kit/FamilyMark.tsx';
import { FindingList } from '../../kit/FindingMarks.tsx';
import { LinkIcon } from '../../kit/icons.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { AddressList } from './AddressList.tsx';
import { ChangeList } from './ChangeList.tsx';
import { EndpointTable } from './EndpointTable.tsx';
import { Explain } from './Explain.tsx';
import { LegacyEndpointsView } from './LegacyEndpointsView.tsx';
import { ServiceName } from './ServiceName.tsx';
import { SliceList } from './SliceList.tsx';
import { serviceFinding } from './serviceFinding.ts';
import { TopologyLink } from './TopologyLink.tsx';
import { TryChange } from './TryChange.tsx';
import type { TryFields } from './tryFields.ts';

/** Everything about one Service. `id` is namespace/name, as the link has it. */
export function ServicePanel({
  id,
  pools,
  slicesAreRead,
  trying,
  onTry,
  onClose,
}: {
  id: string;
  pools: readonly Pool[];
  slicesAreRead: boolean;
  /** The change that is tried on it. */
  trying: TryFields;
  onTry: (fields: TryFields) => void;
  onClose: () => void;
}) {
  const slash = id.indexOf('/');
  const namespace = id.slice(0, slash);
  const name = id.slice(slash + 1);
  const query = useQuery(queries.service(useApi(), namespace, name));
  return (
    <Panel
      label={`Service ${id}`}
      title={<ServiceName namespace={namespace} name={name} />}
      actions={<CopyButton text={window.location.href} label="Copy link" icon={<LinkIcon />} />}
      onClose={onClose}
    >
      <Answer query={query} label={`Reading Service ${id}`}>
        {(service) => <Details service={service} pools={pools} slicesAreRead={slicesAreRead} trying={trying} onTry={onTry} />}
      </Answer>
    </Panel>
  );
}

function Details({
  service,
  pools,
  slicesAreRead,
  trying,
  onTry,
}: {
  service: ServiceDetail;
  pools: readonly Pool[];
  slicesAreRead: boolean;
  trying: TryFields;
  onTry: (fields: TryFields) => void;
}) {
  return (
    <>
      <PanelLead>
        <Facts
          items={[
            ['Type', service.headless ? `${service.type}, headless` : service.type],
            ['ipFamilyPolicy', service.policy ?? <span className="dim">none</span>],
            ['Families, in order', <FamilyOrder key="families" families={service.families} />],
            ...(service.externalName === null ? [] : [['Stands for', service.externalName] as const]),
            ...(service.nodePorts.length === 0 ? [] : [['NodePorts', service.nodePorts.join(', ')] as const]),
            ...(service.selector || service.externalName !== null
              ? []
              : [
                  [
                    'Selector',
                    <span key="selector" className="dim">
                      none
                    </span>,
                  ] as const,
                ]),
            ['Created', <DateText key="created" time={service.createdAt} />],
          ]}
        />
        <TopologyLink id={`${service.namespace}/${service.name}`} />
      </PanelLead>
      {service.findings.length > 0 && (
        <PanelSection title="Findings">
          <FindingList codes={service.findings} words={(code) => serviceFinding(service, code)} />
        </PanelSection>
      )}
      <Explain reasons={service.explain} />
      <ChangeList service={service} />
      <TryChange service={service} fields={trying} onChange={onTry} />
      <AddressList service={service} pools={pools} />
      <EndpointTable service={service} slicesAreRead={slicesAreRead} />
      <SliceList slices={service.slices} />
      <LegacyEndpointsView service={service} />
    </>
  );
}
