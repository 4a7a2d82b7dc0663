import { predictService } from '../../../shared/plan/predictService.ts';
import type { ServiceCluster } from '../../../shared/plan/serviceFields.ts';
import type { Api } from '../api.ts';
import { askService, hungUp, makeNamespace, services } from './ask.ts';
import { type Chance, one, someCreate, someUpdate } from './chance.ts';
import { difference } from './compare.ts';
import { type Manifest, manifestOf, storedOf } from './manifest.ts';

const inFlight = 8;

/**
 * So many requests at random as dry runs, half of them changes of Services that are stored. A dry run knows no full range and no taken
 * address, so that neither is told to the predictor.
 */
export async function compareDryRuns(api: Api, cluster: ServiceCluster, chance: Chance, count: number, stop: AbortSignal) {
  const stored = await fill(api, chance);
  const counts = { stored: stored.length, creates: 0, updates: 0, accepted: 0, refused: 0, brokenOff: 0, different: 0 };
  const ask = async (at: number) => {
    const before = at % 2 === 0 ? null : one(chance, stored);
    const request = before ? someUpdate(chance, storedOf(before)) : someCreate(chance);
    const prediction = predictService(cluster, before && storedOf(before), request);
    const answer = await askService(api, before, `new-${at}`, request, true);
    counts[before ? 'updates' : 'creates']++;
    counts[answer === hungUp ? 'brokenOff' : answer.status < 300 ? 'accepted' : 'refused']++;
    const differs = difference(prediction, answer);
    if (!differs) return;
    counts.different++;
    console.log(JSON.stringify({ cluster: cluster.families, before: before && storedOf(before), request, ...differs }));
  };
  for (let at = 0; at < count && !stop.aborted; at += inFlight)
    await Promise.all(Array.from({ length: Math.min(inFlight, count - at) }, (_, n) => ask(at + n)));
  return counts;
}

/** Stores Services at random, those that are taken, beside what an earlier start left; gives back all that there are. */
async function fill(api: Api, chance: Chance): Promise<Manifest[]> {
  await makeNamespace(api);
  const had = (await api.list<Manifest>(services))?.length ?? 0;
  for (let at = 0; at < 300; at++) await api.answer('POST', services, manifestOf(`stored-${had}-${at}`, someCreate(chance)));
  return (await api.list<Manifest>(services)) ?? [];
}
