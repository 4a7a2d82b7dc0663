import { type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { parseCidr } from '../../../shared/net/cidr.ts';
import { predictService } from '../../../shared/plan/predictService.ts';
import type { ServiceCluster } from '../../../shared/plan/serviceFields.ts';
import { serviceRange } from '../../../shared/plan/serviceRange.ts';
import type { Api } from '../api.ts';
import { askService, hungUp, makeNamespace, services } from './ask.ts';
import { type Chance, one, someCreate, someUpdate } from './chance.ts';
import { type Answer, difference } from './compare.ts';
import { type Manifest, storedOf } from './manifest.ts';

interface ServiceCIDR {
  metadata: { deletionTimestamp?: string };
  spec: { cidrs: string[] };
  status?: { conditions?: { type: string; status: string }[] };
}

const serviceCIDRs = '/apis/networking.k8s.io/v1/servicecidrs';
const more = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
  metadata: { name: 'more' },
  spec: { cidrs: ['10.112.0.0/28', 'fd00:97::/124'] },
};
/** Which family is tried first is up to chance where both lack an address, and the answer is of the first. */
const mostTries = 8;

/**
 * Requests at random that are carried out, on small ranges: they fill up, addresses are taken, a second ServiceCIDR comes and is then
 * deleted, which its addresses hold up. Objects are listed anew before each prediction.
 */
export async function compareRealRuns(api: Api, families: readonly Family[], chance: Chance, count: number, stop: AbortSignal) {
  const counts = { creates: 0, updates: 0, accepted: 0, refused: 0, taken: 0, outside: 0, full: 0, brokenOff: 0, different: 0 };
  await makeNamespace(api);
  const lowest = [0x0a60_0000n, 0x0a70_0000n, 0xfd00_0096n << 96n, 0xfd00_0097n << 96n];
  const near: Chance = {
    ...chance,
    address: (family) => {
      const value = lowest[(family === 'IPv4' ? 0 : 2) + (chance.next() < 0.7 ? 0 : 1)] ?? 0n;
      return formatAddress({ family, value: value + BigInt(Math.floor(chance.next() * 34)) });
    },
  };
  const ask = async (name: string) => {
    const stored = (await api.list<Manifest>(services)) ?? [];
    if (stored.length > 0 && chance.next() < 0.06) return api.remove(`${services}/${one(chance, stored).metadata.name}`);
    const before = stored.length > 0 && chance.next() < 0.4 ? one(chance, stored) : null;
    const request = before ? someUpdate(near, storedOf(before)) : someCreate(near);
    counts[before ? 'updates' : 'creates']++;
    for (let tries = 1; ; tries++) {
      const prediction = predictService(await clusterNow(api, families), before && storedOf(before), request);
      const answer = await askService(api, before, name, request, false);
      const differs = difference(prediction, answer);
      if (differs && answer.status >= 300 && tries < mostTries) continue;
      counts[kindOf(answer)]++;
      if (!differs) return;
      counts.different++;
      console.log(JSON.stringify({ cluster: families, before: before && storedOf(before), request, ...differs }));
      return;
    }
  };
  for (let at = 0; at < count && !stop.aborted; at++) {
    if (at === Math.floor(count / 3)) await api.create(serviceCIDRs, more).then(() => untilGives(api, true));
    if (at === Math.floor((count * 2) / 3)) await api.remove(`${serviceCIDRs}/more`).then(() => untilGives(api, false));
    await ask(`real-${at}`);
  }
  return counts;
}

function kindOf(answer: Answer): 'accepted' | 'refused' | 'taken' | 'outside' | 'full' | 'brokenOff' {
  if (answer === hungUp) return 'brokenOff';
  if (answer.status < 300) return 'accepted';
  if (/already allocated/.test(answer.body)) return 'taken';
  if (/does not match the current range|not in the valid range/.test(answer.body)) return 'outside';
  return /range is full/.test(answer.body) ? 'full' : 'refused';
}

/** What the objects say at this moment. */
async function clusterNow(api: Api, families: readonly Family[]): Promise<ServiceCluster> {
  const objects = (await api.list<ServiceCIDR>(serviceCIDRs)) ?? [];
  const ranges = objects.flatMap(({ metadata, spec, status }) => {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status !== 'False';
    const gives = ready && metadata.deletionTimestamp === undefined;
    return spec.cidrs.flatMap((text) => parseCidr(text) ?? []).map((cidr) => ({ cidr, gives }));
  });
  const addresses = (await api.list<{ metadata: { name: string } }>('/apis/networking.k8s.io/v1/ipaddresses')) ?? [];
  const held = new Set(addresses.flatMap(({ metadata }) => parseAddress(metadata.name) ?? []).map(formatAddress));
  const isFull = (family: Family) =>
    ranges
      .filter(({ cidr, gives }) => gives && cidr.family === family)
      .every(({ cidr }) => {
        const { first, last } = serviceRange(cidr);
        for (let value = first ?? 1n; value <= (last ?? 0n); value++) if (!held.has(formatAddress({ family, value }))) return false;
        return true;
      });
  return { families, ranges, full: families.filter(isFull), taken: (address) => held.has(formatAddress(address)) };
}

/** Waits until the API server has heard of it: what its allocator knows comes a moment after what is stored. */
async function untilGives(api: Api, gives: boolean): Promise<void> {
  for (const clusterIP of ['10.112.0.14', 'fd00:97::f'])
    for (;;) {
      const probe = { type: 'ClusterIP', clusterIPs: [clusterIP] };
      const answer = await askService(api, null, 'probe', probe, false);
      if (answer.status < 300) await api.remove(`${services}/probe`);
      if (answer.status < 300 === gives || /already allocated/.test(answer.body) === gives) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
}
