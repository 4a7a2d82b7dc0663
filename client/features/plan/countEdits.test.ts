import { expect, test } from 'vitest';
import { parseScenario } from '../../../shared/plan/scenario/scenarioText.ts';
import { countEdits } from './countEdits.ts';

test.each([
  ['', 0],
  ['nodes=24@2027-01-11', 1],
  ['nodes=24@2027-01-11,3;mask4=25;services=10.112.0.0/20', 4],
  ['mask4=25;mask6=72;maxPods=50;growth=blocks/IPv4/5;add=IPv6', 5],
])('%j has %i edits', (text, edits) => {
  const read = parseScenario(text);
  expect(read.ok && countEdits(read.scenario)).toBe(edits);
});
