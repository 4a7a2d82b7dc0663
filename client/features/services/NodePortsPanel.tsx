import { Fragment } from 'react';
import type { HeldPort, NodePorts } from '../../../shared/wire/nodePorts.ts';
import { Answer, type AnswerQuery } from '../../kit/Answer.tsx';
import { BandBar } from '../../kit/BandBar.tsx';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Count } from '../../kit/Count.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { referenceKey } from '../../kit/referenceWords.ts';
import css from './NodePorts.module.css';
import { portsInUse, staticWords } from './portWords.ts';

/** NodePorts as a pool: its range and static band, and which Service holds which port. */
export function NodePortsPanel({
  query,
  ports,
  held,
  loadMore,
  onClose,
}: {
  query: AnswerQuery<unknown>;
  ports: NodePorts | undefined;
  held: readonly HeldPort[];
  loadMore: (() => void) | undefined;
  onClose: () => void;
}) {
  return (
    <Panel label="NodePorts" title={<h2>NodePorts</h2>} subtitle={ports && portsInUse(ports)} onClose={onClose}>
      <Answer query={{ ...query, data: ports }} label="Reading NodePorts">
        {(known) => <Details ports={known} held={held} loadMore={loadMore} />}
      </Answer>
    </Panel>
  );
}

function Details({ ports, held, loadMore }: { ports: NodePorts; held: readonly HeldPort[]; loadMore: (() => void) | undefined }) {
  const { range, static: band } = ports;
  return (
    <>
      <PanelLead>
        <BandBar family={null} size={ports.size} inUse={ports.inUse} band={band} />
        <p className={`ink2 ${css.words}`}>{staticWords(ports)} A port is taken in both families.</p>
      </PanelLead>
      <PanelSection title="Counts">
        <Facts
          items={[
            ['Range', `${range.first} – ${range.last}`],
            ['In use', <Count key="u" value={ports.inUse} unknownBecause="Services are not read" />],
            ['Free', <Count key="f" value={ports.free} unknownBecause="Services are not read" />],
            ['Held outside the range', <Count key="o" value={ports.outside} unknownBecause="Services are not read" />],
            ...(band.size === 0
              ? []
              : [
                  ['Static band', `${band.first} – ${band.last}`] as const,
                  ['In use of it', <Count key="s" value={band.inUse} unknownBecause="Services are not read" />] as const,
                ]),
            ...(band.nextFree === null
              ? []
              : [
                  [
                    'Next free static port',
                    <span key="n" className={css.next}>
                      <b className="mono">{band.nextFree}</b>
                      <CopyButton text={String(band.nextFree)} />
                    </span>,
                  ] as const,
                ]),
          ]}
        />
      </PanelSection>
      <PanelSection title="Held ports" aside={<Count value={ports.total} />}>
        {held.length === 0 ? (
          <p className="ink2">{ports.total === null ? 'Services are not read.' : 'No Service holds a port.'}</p>
        ) : (
          <ul className={css.ports}>
            {held.map(({ port, services, static: isStatic }) => (
              <li key={port}>
                <span className="mono">{port}</span>
                <span className="dim">{isStatic ? 'static' : port < range.first || port > range.last ? 'outside' : ''}</span>
                <span>
                  {services.map((service, index) => (
                    <Fragment key={referenceKey(service)}>
                      {index > 0 && ', '}
                      <ObjectLink reference={service} />
                    </Fragment>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
        {loadMore && <Button onClick={loadMore}>Show more</Button>}
      </PanelSection>
      <PanelSection title="Where this is known from">
        <ul>
          {ports.provenance.map(({ source, confidence }) => (
            <li key={`${source} ${confidence}`} className="ink2">
              <span className="mono">{source}</span> · {confidence}
            </li>
          ))}
        </ul>
      </PanelSection>
    </>
  );
}
