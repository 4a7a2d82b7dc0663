import { useQuery } from '@tanstack/react-query';
import type { Status } from '../../../shared/wire/status.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { useStreamState } from '../../data/StreamContext.ts';
import { Answer } from '../../kit/Answer.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Duration } from '../../kit/Duration.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { formatBytes } from '../../kit/formatBytes.ts';
import { HistoryNote } from '../../kit/HistoryNote.tsx';
import { isAbsent } from '../../kit/kindWords.ts';
import { Note } from '../../kit/Note.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { Section } from '../../kit/Section.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import { AbsentKinds } from './AbsentKinds.tsx';
import { HistorySection } from './HistorySection.tsx';
import { KindTable } from './KindTable.tsx';
import { MissingRights } from './MissingRights.tsx';
import css from './Status.module.css';
import { statusSentence } from './statusSentence.ts';

/** What is read of the cluster and how: each kind, the rights that are missing, the process itself. */
export function StatusPage() {
  const query = useQuery(queries.status(useApi()));
  return (
    <div className={css.page}>
      <div className={css.head}>
        <PageTitle title="Status" />
        {query.data && (
          <CopyButton text={JSON.stringify(query.data, null, 2)} label="Copy the status as JSON">
            Copy as JSON
          </CopyButton>
        )}
      </div>
      <Answer query={query} label="Reading the status">
        {(status) => <Whole status={status} />}
      </Answer>
    </div>
  );
}

function Whole({ status }: { status: Status }) {
  const stream = useStreamState();
  const { cluster, memory } = status;
  return (
    <>
      <p className={`lead ${css.lead}`}>{statusSentence(status)}</p>
      <div className={css.notes}>
        {status.warnings.map((warning) => (
          <Note key={warning} tone="warning">
            {warning}
          </Note>
        ))}
        <HistoryNote status={status} isStatus />
        {status.history.note && <Note tone="warning">{status.history.note}.</Note>}
      </div>
      <div className={css.columns}>
        <Section title="What is read" aside="each kind by its own watch">
          <KindTable kinds={status.kinds.filter((kind) => !isAbsent(kind))} now={status.now} />
          <AbsentKinds kinds={status.kinds.filter(isAbsent)} />
        </Section>
        <div className={css.aside}>
          <Section title="Cluster">
            <Facts
              items={[
                ['Name', cluster.name],
                ['Kubernetes', cluster.version ?? <Unknown key="version" why="The API server did not tell its version" />],
                [
                  'API server',
                  <span key="server" className="mono">
                    {cluster.server}
                  </span>,
                ],
                ['Known from', cluster.demo ? 'the demo: a simulated cluster' : cluster.source],
              ]}
            />
          </Section>
          <Section title="Cidrscape">
            <Facts
              items={[
                ['Version', status.version],
                ['Up', <Duration key="up" ms={status.uptime * 1000} />],
                ['Memory', `${formatBytes(memory.rss)}, heap ${formatBytes(memory.heapUsed)}`],
                [
                  'Revision',
                  <span key="revision" className="mono">
                    {status.revision}
                  </span>,
                ],
                ['This page', streams[stream]],
              ]}
            />
          </Section>
          <HistorySection status={status} />
          <MissingRights kinds={status.kinds} />
          <Section title="Who sees this">
            <p className="ink2 s12">
              Cidrscape reads the cluster with one account and shows everybody who reaches this page the same: names of namespaces, nodes,
              pods and Services, whatever their own rights in the cluster are.
            </p>
          </Section>
        </div>
      </div>
    </>
  );
}

const streams = {
  connecting: 'connecting',
  open: 'follows every change',
  waiting: 'lost the server, trying again',
  offline: 'the browser is offline',
  paused: 'rests while nobody looks',
};
