// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { nodes, nodesThen, nodesToday } from '../draw/growthSamples.ts';
import { GrowthChart } from './GrowthChart.tsx';

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);
afterEach(cleanup);

test('a growth chart says in words what it draws', () => {
  render(<GrowthChart name="IPv4 nodes with a block" family="IPv4" series={{ ...nodes, scenario: nodesThen }} />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'IPv4 nodes with a block: 215 of 256 on 26 Nov 2026; reaches its limit about 2 Mar 2027 (8 Feb – 9 Apr 2027). In the scenario: 215 of 297, 24 more on 11 Jan 2027; reaches its limit about 12 Apr 2027 (13 Mar – 4 Jun 2027). Counted since 28 May 2026.',
  );
});

test('its table has the days on which something happens, and a scenario only where there is one', () => {
  const { container, rerender } = render(<GrowthChart name="nodes" family="IPv4" series={{ ...nodes, scenario: nodesThen }} />);
  const texts = () =>
    [...container.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));
  expect(texts()).toContain('11 Jan 2027 | – | 235 | 229 – 241 | 256 | 259 | 297');
  rerender(<GrowthChart name="nodes" family="IPv4" series={nodes} />);
  expect(container.querySelectorAll('thead th')).toHaveLength(5);
});

test('what nobody knows is not drawn, and said', () => {
  const young = { ...nodes, history: [], now: { ...nodesToday, growth: null, ends: { kind: 'not-enough', have: 3, need: 7 } as const } };
  const { container } = render(<GrowthChart name="nodes" family="IPv6" series={young} />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'nodes: 215 of 256 on 26 Nov 2026; not enough history: 3 of 7 days. No day of the past was counted.',
  );
  expect(container.textContent).toContain('capacity 256');
  expect(container.querySelectorAll('circle')).toHaveLength(0);
});

test('a name that has no room is shortened to its number', () => {
  const long = 'with the ranges 10.112.0.0/20, 10.113.0.0/20, 10.114.0.0/20, 10.115.0.0/20 and some more:';
  const { container } = render(
    <GrowthChart
      name="nodes"
      family="IPv4"
      series={{ ...nodes, scenario: nodesThen }}
      limitNames={{ now: '256 × /24:', scenario: long }}
    />,
  );
  const names = [...container.querySelectorAll('svg text')].map((text) => text.textContent);
  expect(names).toContain('256 × /24: 256');
  expect(names).toContain('297');
});
