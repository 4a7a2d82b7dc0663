import type { Audit, AuditItem, AuditList, Leaving } from '../../../shared/wire/audit.ts';
import type { Compared } from '../agreement.ts';
import { differences, differencesByName } from '../differences.ts';
import type { Family } from '../numbers.ts';
import type { Answers } from '../product.ts';
import {
  auditRows,
  breaks,
  countedPods,
  type ExpectedRow,
  isDual,
  type List,
  lists,
  type Rows,
  setCounts,
  steps,
} from '../recount/audit.ts';
import { servedFamilies } from '../recount/servedFamilies.ts';
import type { Snapshot } from '../snapshot.ts';

const families: readonly Family[] = ['IPv4', 'IPv6'];

/** /audit with its counts and steps, each of its lists with its filters, and what breaks without either family. */
export async function compareAudit(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const rows = auditRows(snapshot);
  const audit = await product.get<Audit>('/audit');
  const { networkPolicies, ingresses, gateways, loadBalancers, services, nodes } = rows;
  const counts = {
    ...Object.fromEntries(
      Object.entries({ networkPolicies, ingresses, gateways, loadBalancers, services, nodes }).map(([list, own]) => [
        list,
        setCounts([...own.values()].map((row) => row.families)),
      ]),
    ),
    pods: setCounts(countedPods(snapshot).map((counted) => counted.families)),
  };
  const shownSteps = new Map(audit.steps.map(({ id, done, total }) => [id, { done, total }]));
  const compared: Compared[] = [
    { name: '/audit counts who has which family', differences: differences({ counts, dual: isDual(snapshot) }, audit) },
    {
      name: '/audit names the families of Services',
      differences: differences([...servedFamilies(snapshot)].sort(), audit.families.toSorted()),
    },
    {
      name: '/audit says how far each step has come',
      differences: [...steps(snapshot)].flatMap(([id, step]) => differences(step, shownSteps.get(id), id)),
    },
  ];
  for (const list of lists) compared.push(...(await compareList(list, rows[list], product)));
  for (const leaving of families) compared.push(await compareLeaving(snapshot, leaving, product));
  return compared;
}

async function compareList(list: List, rows: Rows, product: Answers): Promise<Compared[]> {
  const shown = new Map((await product.all<AuditItem>(`/audit/${list}`)).map((item) => [nameOf(item), item]));
  const found = async (query: string) => {
    const { total } = await product.get<AuditList>(`/audit/${list}?limit=1&${query}`);
    const items = await product.all<AuditItem>(`/audit/${list}?${query}`);
    return { total, names: items.map(nameOf).sort() };
  };
  const filtered = async (query: string, holds: (row: ExpectedRow) => boolean) => {
    const names = [...rows].filter(([, row]) => holds(row)).map(([name]) => name);
    return differences({ total: names.length, names: names.sort() }, await found(query), query);
  };
  const both = (row: ExpectedRow) => row.families?.length === 2;
  return [
    {
      name: `/audit/${list} has every one with its families, once`,
      differences: differencesByName(rows, shown, ({ item, families, todo }, actual) => [
        ...differences({ ...item, families: families ?? null }, actual),
        ...differences(todo, actual.todo !== null, 'todo'),
      ]),
    },
    {
      name: `/audit/${list} filtered by families, by what is left to do and by what breaks`,
      differences: [
        ...(await filtered('todo=true', ({ todo }) => todo)),
        ...(await filtered('families=both', both)),
        ...(await filtered('families=IPv4', (row) => row.families?.join() === 'IPv4')),
        ...(await filtered('families=IPv6,IPv4', (row) => row.families?.join() === 'IPv6,IPv4')),
        ...(await filtered('families=unknown', (row) => row.families === undefined)),
        ...(await filtered('leaving=IPv4', (row) => row.breaksWithout('IPv4'))),
        ...(await filtered('leaving=IPv6', (row) => row.breaksWithout('IPv6'))),
      ],
    },
  ];
}

async function compareLeaving(snapshot: Snapshot, leaving: Family, product: Answers): Promise<Compared> {
  const answer = await product.get<Leaving>(`/audit/leaving?leaving=${leaving}`);
  const shown = new Map(answer.breaks.map((one) => [one.id, one]));
  const expected = breaks(snapshot, leaving);
  const primary = primaryOf(snapshot);
  return {
    name: `/audit/leaving counts what breaks without ${leaving}`,
    differences: [
      ...differences({ leaving, primary: primary === undefined ? null : primary === leaving }, answer),
      ...differencesByName(expected, shown, ({ total, names }, actual) => [
        ...differences(total, actual.total, 'total'),
        // The first 20 of all, in any order.
        ...(names === undefined ? [] : differences(Math.min(20, total), actual.examples.length, 'examples')),
        ...actual.examples.flatMap((example) =>
          names === undefined || names.includes(nameOf(example)) ? [] : [`${nameOf(example)} is an example, and is none of them`],
        ),
      ]),
    ],
  };
}

/** The flag's first family, else that of the object that mirrors it: servedFamilies keeps their order. */
function primaryOf(snapshot: Snapshot): Family | undefined {
  return [...servedFamilies(snapshot)][0];
}

function nameOf({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace?: string | null | undefined;
  readonly name: string;
}): string {
  return namespace == null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
