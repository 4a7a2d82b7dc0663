// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { KindStatus } from '../../shared/wire/status.ts';
import { AddressText } from './AddressText.tsx';
import { Answer } from './Answer.tsx';
import { Count } from './Count.tsx';
import { type Column, DataTable } from './DataTable.tsx';
import { FamilyMark } from './FamilyMark.tsx';
import { FilterText } from './FilterText.tsx';
import { KindNotes } from './KindNote.tsx';
import { TwoBar } from './TwoBar.tsx';

afterEach(cleanup);

test('an unknown count is called unknown, not 0', () => {
  render(<Count value={null} />);
  expect(document.body.textContent).toBe('unknown');
});

test('a power keeps every digit for those who do not see it', () => {
  render(<Count value="18446744073709551616" />);
  expect(screen.getByTitle('18,446,744,073,709,551,616').textContent).toContain('2⁶⁴');
});

test('an address is emphasised where it differs, and its text stays whole', () => {
  const { container } = render(<AddressText address="10.244.7.0/24" within="10.244.0.0/16" />);
  expect(container.textContent).toBe('10.244.7.0/24');
  expect(container.querySelector('b')?.textContent).toBe('7');
});

test('a family mark without its text has a name', () => {
  render(<FamilyMark family="IPv6" text={false} />);
  expect(screen.getByRole('img', { name: 'IPv6' })).toBeTruthy();
});

test('a bar draws no line for what is unknown', () => {
  render(<TwoBar family="IPv6" total="65536" handedOut="1" inUse={null} label="1 of 65,536 handed out" />);
  const bar = screen.getByRole('img', { name: '1 of 65,536 handed out' });
  expect(bar.children).toHaveLength(1);
});

test('an error is shown with its code, value and id, and asked again on demand', () => {
  const refetch = vi.fn();
  const error = Object.assign(new Error('The third number is 300.'), {
    title: '10.244.300.1 is not an address',
    code: 'invalid-address',
    value: '10.244.300.1',
    id: '01J',
  });
  render(
    <Answer query={{ data: undefined, error, refetch }} label="Reading">
      {() => 'never'}
    </Answer>,
  );
  const alert = screen.getByRole('alert');
  for (const text of ['10.244.300.1 is not an address', 'invalid-address', '01J']) expect(alert.textContent).toContain(text);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(refetch).toHaveBeenCalledOnce();
});

test('the last answer stays where asking again failed, and is marked', () => {
  render(
    <Answer query={{ data: 42, error: new Error('Nothing came back.'), refetch: () => {} }} label="Reading">
      {(data) => <p>{data} pods</p>}
    </Answer>,
  );
  expect(document.body.textContent).toContain('These are the last numbers that came.');
  expect(screen.getByText('42 pods')).toBeTruthy();
});

test('an answer to another question does not stand under this one’s error', () => {
  render(
    <Answer query={{ data: 42, error: new Error('no'), isPlaceholderData: true, refetch: () => {} }} label="Reading">
      {(data) => <p>{data} pods</p>}
    </Answer>,
  );
  expect(screen.queryByText('42 pods')).toBeNull();
});

const kind = (change: Partial<KindStatus>): KindStatus => ({
  kind: 'Pod',
  optional: false,
  resource: 'pods',
  state: 'synced',
  connected: true,
  objects: 1,
  lastEvent: null,
  error: null,
  missing: null,
  rule: null,
  restarts: 0,
  relists: 0,
  decodeErrors: 0,
  ...change,
});

test('a forbidden kind names the verb, the resource and the rule', () => {
  const rule = '- apiGroups: [discovery.k8s.io]';
  render(
    <KindNotes
      now={null}
      kinds={[kind({ kind: 'EndpointSlice', state: 'forbidden', missing: { verb: 'list', resource: 'endpointslices' }, rule })]}
    />,
  );
  for (const text of ['EndpointSlices: forbidden.', 'list', 'endpointslices', rule]) expect(document.body.textContent).toContain(text);
});

test('many forbidden kinds are named and counted in one remark, which says where their rules are', () => {
  const kinds = Array.from({ length: 9 }, (_, n) => kind({ kind: `Kind${n}`, state: 'forbidden', error: 'HTTP 403', rule: '- rule' }));
  const { container } = render(<KindNotes now={null} kinds={kinds} />);
  expect(container.textContent).toBe(
    'Kind0s, Kind1s, Kind2s, Kind3s, Kind4s, Kind5s and 3 more kinds: forbidden. What they would tell is unknown, not zero. The Status page has the rules that give them.',
  );
});

test('what troubles several kinds alike is said once; what is well or not served is not mentioned', () => {
  const error = 'connection refused';
  const kinds = [
    kind({ state: 'syncing', error }),
    kind({ kind: 'Node', state: 'syncing', error }),
    kind({ kind: 'Service' }),
    kind({ kind: 'IPAddress', state: 'not-served' }),
  ];
  const { container } = render(<KindNotes now={null} kinds={kinds} />);
  expect(container.textContent).toBe('Pods, Nodes: being read. Their numbers are unknown or grow until then. connection refused.');
});

test('kinds whose first read fails are not reached, which is not the same as being read', () => {
  const kinds = ['Pod', 'Node'].map((name) =>
    kind({ kind: name, state: 'syncing', connected: false, objects: null, lastEvent: null, error: 'connection refused' }),
  );
  const { container } = render(<KindNotes now={null} kinds={kinds} />);
  expect(container.textContent).toBe('Pods, Nodes: not reached. Nothing came yet, so their numbers are unknown. connection refused.');
});

test('a text filter is told after the last key, at once on Enter, and gives way to a link', () => {
  vi.useFakeTimers();
  const told: (string | undefined)[] = [];
  const { rerender } = render(<FilterText label="Name" value={undefined} onChange={(text) => told.push(text)} wait={200} />);
  const field = screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement;
  fireEvent.change(field, { target: { value: 'w' } });
  fireEvent.change(field, { target: { value: 'we' } });
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual(['we']);
  fireEvent.change(field, { target: { value: 'web' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(told).toEqual(['we', 'web']);
  rerender(<FilterText label="Name" value="cart" onChange={(text) => told.push(text)} wait={200} />);
  expect(field.value).toBe('cart');
  vi.useRealTimers();
});

interface Row {
  name: string;
  free: number;
}
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, value: (row) => row.name, width: '1fr', sort: 'name' },
  { id: 'free', header: 'Free', cell: (row) => row.free, value: (row) => row.free, width: '1fr', align: 'right' },
];
const rows: Row[] = Array.from({ length: 3 }, (_, index) => ({ name: `node-${index}`, free: index }));

function table(change: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) {
  return (
    <DataTable<Row>
      label="Nodes"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.name}
      total={3}
      narrowRow={(row) => row.name}
      empty="No node"
      {...change}
    />
  );
}

test('a table says how many rows there are, sorted by what, and sorts by its heads', () => {
  const sorts: (string | undefined)[] = [];
  render(table({ sort: 'name', onSort: (sort) => sorts.push(sort) }));
  const grid = screen.getByRole('grid', { name: 'Nodes' });
  expect(grid.getAttribute('aria-rowcount')).toBe('4');
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  expect(sorts).toEqual(['-name']);
});

test('an empty table says of what', () => {
  render(table({ rows: [], total: 0 }));
  expect(screen.getByText('No node')).toBeTruthy();
});

test('arrows move, Enter selects', () => {
  const chosen: string[] = [];
  render(table({ onSelect: (row) => chosen.push(row.name) }));
  const grid = screen.getByRole('grid', { name: 'Nodes' });
  fireEvent.focus(grid);
  fireEvent.keyDown(grid, { key: 'ArrowDown' });
  fireEvent.keyDown(grid, { key: 'Enter' });
  fireEvent.keyDown(grid, { key: 'End' });
  fireEvent.keyDown(grid, { key: 'Enter' });
  expect(chosen).toEqual(['node-1', 'node-2']);
});

test('heads of groups are counted with the rows, and are nothing to move to', () => {
  const chosen: string[] = [];
  const groups = { of: (row: Row) => (row.free === 0 ? 'full' : 'roomy'), head: (key: string) => key, count: 2 };
  render(table({ groups, onSelect: (row) => chosen.push(row.name) }));
  const grid = screen.getByRole('grid', { name: 'Nodes' });
  expect(grid.getAttribute('aria-rowcount')).toBe('6');
  for (const key of ['Home', 'Enter', 'ArrowDown', 'Enter', 'End', 'Enter']) fireEvent.keyDown(grid, { key });
  expect(chosen).toEqual(['node-0', 'node-1', 'node-2']);
});
