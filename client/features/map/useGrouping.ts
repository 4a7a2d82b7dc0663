import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { FindingList } from '../../../shared/wire/findings.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { findingWords } from '../../kit/findingWords.ts';
import { useNow } from '../../kit/useNow.ts';
import type { MapCell } from './cells.ts';
import { type GroupLetters, groupTotals, lettersFor, lettersKept } from './groupLetters.ts';
import type { Grouping } from './groupShades.ts';
import type { Scene } from './scene.ts';

const minute = 60_000;

/**
 * How a scene is told apart; undefined where it is by amounts. Letters stay as they are while the page is open on a prefix, whatever
 * changes in it, and a name keeps its letter from prefix to prefix as long as it has one. Ages move on by the minute.
 */
export function useGrouping(scene: Scene | undefined, cells: readonly MapCell[], wanted: readonly string[]): Grouping | undefined {
  const by = scene?.by;
  const where = scene && `${by} ${formatCidr(scene.range)} ${wanted.join()}`;
  const [kept, setKept] = useState<{ where: string; by: Grouping['by']; letters: GroupLetters }>();
  const isNamed = by === 'namespace' || by === 'zone' || by === 'node';
  const totals = useMemo(() => (isNamed ? groupTotals(cells) : new Map<string, number>()), [isNamed, cells]);
  const letters = useMemo(() => {
    if (kept?.by !== by) return lettersFor(totals, wanted);
    return kept?.where === where ? lettersKept(kept?.letters ?? [], totals) : lettersFor(totals, wanted, kept?.letters);
  }, [kept, by, where, totals, wanted]);
  if (by !== undefined && where !== undefined && (kept?.where !== where || kept.letters !== letters)) setKept({ where, by, letters });

  const severities = useSeverities(by === 'findings');
  const now = Math.floor(useNow() / minute) * minute;
  const clock = by === 'age' ? now : 0;
  return useMemo(
    () =>
      by === undefined ? undefined : { by, letters, gravity: (code) => severities.get(code) ?? findingWords(code).severity, now: clock },
    [by, letters, severities, clock],
  );
}

const none: FindingList['groups'] = [];

/** How grave the server takes each code that there is now; the page knows some of them by itself. */
function useSeverities(wanted: boolean): ReadonlyMap<string, FindingList['groups'][number]['severity']> {
  const { data } = useQuery({ ...queries.findingCounts(useApi(), {}), enabled: wanted });
  const groups = data?.groups ?? none;
  return useMemo(() => new Map(groups.map(({ code, severity }) => [code, severity])), [groups]);
}
