import { useMemo, useRef } from 'react';
import { noScenario, type Scenario } from '../../../shared/plan/scenario/scenario.ts';
import { formatScenario, parseScenario, type ScenarioRead } from '../../../shared/plan/scenario/scenarioText.ts';
import { useTyped } from '../../kit/useTyped.ts';

/** The scenario of the address bar while it is edited. */
export interface Editing {
  /** As it stands, whether or not it can be read. */
  readonly text: string;
  readonly read: ScenarioRead;
  /** The last one that could be read. */
  readonly scenario: Scenario;
  readonly edit: (next: Scenario) => void;
  readonly type: (text: string) => void;
}

/** Edits show at once and stand in the address bar a moment later: a slider gives many a second. */
export function useScenario(text: string, onChange: (text: string) => void): Editing {
  const { typed, type } = useTyped(text, onChange, 200);
  const read = useMemo(() => parseScenario(typed), [typed]);
  const last = useRef(noScenario);
  if (read.ok) last.current = read.scenario;
  return { text: typed, read, scenario: last.current, edit: (next) => type(formatScenario(next)), type };
}
