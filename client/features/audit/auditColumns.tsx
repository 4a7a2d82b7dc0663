import type { AuditItem, AuditListName } from '../../../shared/wire/audit.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import type { Column } from '../../kit/DataTable.tsx';
import { FamilyOrder } from '../../kit/FamilyMark.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import css from './Audit.module.css';

export function nameOf({ namespace, name }: AuditItem): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

export function Families({ item }: { item: AuditItem }) {
  if (item.families === null) return <span className="dim">unknown: a host name</span>;
  return <FamilyOrder families={item.families} />;
}

/** A command to copy: somebody runs it, never this page. */
export function Command({ text }: { text: string }) {
  return (
    <span className={css.command}>
      <CopyButton text={text} label="Copy the command" />
      <code title={text}>{text}</code>
    </span>
  );
}

/** The columns of a list of the audit. */
export function auditColumns(list: AuditListName): Column<AuditItem>[] {
  const columns: Column<AuditItem>[] = [
    {
      id: list === 'pods' ? 'workload' : 'name',
      header: list === 'pods' ? 'Workload' : 'Name',
      cell: (item) => (
        <ObjectLink reference={{ kind: item.kind, name: item.name, ...(item.namespace === null ? {} : { namespace: item.namespace }) }} />
      ),
      value: nameOf,
      width: 'minmax(160px, 1.2fr)',
      sort: 'name',
    },
    {
      id: 'kind',
      header: 'Kind',
      cell: ({ kind }) => <span className="ink2">{kind}</span>,
      value: ({ kind }) => kind,
      width: '104px',
    },
    {
      id: 'families',
      header: 'Families, in order',
      cell: (item) => <Families item={item} />,
      value: ({ families }) => families?.join(' ') ?? null,
      width: '140px',
      sort: 'families',
    },
  ];
  if (list === 'pods')
    columns.push(
      {
        id: 'pods',
        header: 'Pods: IPv4, IPv6, both',
        cell: ({ pods }) => pods && `${pods.IPv4}, ${pods.IPv6}, ${pods.both} of ${pods.all}`,
        value: ({ pods }) => pods && `${pods.IPv4} ${pods.IPv6} ${pods.both} ${pods.all}`,
        width: '160px',
      },
      {
        id: 'toMakeAnew',
        header: 'To make anew',
        cell: ({ count }) => count,
        value: ({ count }) => count,
        width: '96px',
        align: 'right',
        sort: 'count',
      },
    );
  else
    columns.push({
      id: 'says',
      header: 'What says so',
      cell: ({ says }) => <span className="ink2">{says.length === 0 ? 'nothing' : says.join(', ')}</span>,
      value: ({ says }) => says.join(' '),
      width: 'minmax(160px, 1.4fr)',
    });
  columns.push({
    id: 'todo',
    header: 'For two families',
    cell: ({ todo }) => todo ?? <span className="dim">nothing to do</span>,
    value: ({ todo }) => todo,
    width: 'minmax(160px, 1.1fr)',
    inset: true,
  });
  if (list === 'services' || list === 'pods')
    columns.push({
      id: 'command',
      header: 'Command',
      cell: ({ patch }) => patch !== null && <Command text={patch} />,
      value: ({ patch }) => patch,
      width: 'minmax(120px, 1.4fr)',
    });
  return columns;
}
