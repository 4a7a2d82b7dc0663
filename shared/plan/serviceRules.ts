import { parseAddressLax, whyNotAddress } from '../net/address.ts';
import { invalid, isHeadless, type ServiceDraft, type ServiceFault, type StoredService, sameList } from './serviceFields.ts';

/** What the API server checks of a Service's families whatever the cluster is (k/k pkg/apis/core/validation/validation.go). */

const families = ['IPv4', 'IPv6'];
const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];
const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** The family of an entry of clusterIPs, which is an address, or a family where the address is still to be picked. */
export function familyOfEntry(entry: string): string | undefined {
  return families.includes(entry) ? entry : parseAddressLax(entry)?.address.family;
}

/** Policy, families and addresses, each alone and against each other. Entries in `held` are not read again: they were good once. */
export function linkedFieldFaults(draft: ServiceDraft, held: readonly string[]): ServiceFault[] {
  if (draft.type === 'ExternalName') return [];
  const addresses = addressFaults(draft, held);
  const faults = [...primaryFaults(draft), ...familyFaults(draft), ...policyFaults(draft), ...addresses];
  if (draft.clusterIPs.length > 2) faults.push(invalid('spec.clusterIPs', 'A Service has at most two addresses.'));
  // With an address that cannot be read, what follows would only confuse.
  if (addresses.length > 0) return faults;
  const read = draft.clusterIPs.map(familyOfEntry);
  if (read.length > 1) {
    // "None" that was stored is good to stand anywhere, and is no address.
    if (read.includes(undefined)) faults.push(invalid('spec.clusterIPs', 'Beside another address each entry has to be one.'));
    if (read.includes(undefined) || new Set(read).size < 2)
      faults.push(invalid('spec.clusterIPs', 'Two addresses have to be one of each family, not two of the same.'));
  }
  if (!isHeadless(draft)) {
    for (const [at, family] of draft.families.entries()) {
      const entry = draft.clusterIPs[at];
      const fits = family === 'IPv6' ? read[at] === 'IPv6' : read[at] !== 'IPv6';
      if (entry === undefined || !families.includes(family) || fits) continue;
      const why = held.includes(entry)
        ? `${entry} is the Service's own address and stays, so that ipFamilies[${at}] cannot be ${family}: only a new Service can have that order.`
        : `${entry} is no ${family} address, and ipFamilies[${at}] says ${family}: both lists have one order.`;
      faults.push(invalid(`spec.clusterIPs[${at}]`, why));
    }
  }
  return faults;
}

function primaryFaults({ clusterIP, clusterIPs }: ServiceDraft): ServiceFault[] {
  const field = 'spec.clusterIPs';
  if (clusterIP === '')
    return clusterIPs.length === 0 ? [] : [invalid(field, 'clusterIPs is set and clusterIP is not: clusterIP has to be its first value.')];
  if (clusterIPs.length === 0) return [invalid(field, 'clusterIP is set and clusterIPs is not.')];
  if (clusterIPs[0] === clusterIP) return [];
  return [invalid(field, `The first of clusterIPs is ${clusterIPs[0]}, but clusterIP is ${clusterIP}: they have to be the same.`)];
}

function familyFaults(draft: ServiceDraft): ServiceFault[] {
  return draft.families.flatMap((family, at) => {
    const field = `spec.ipFamilies[${at}]`;
    const faults: ServiceFault[] = [];
    if (!families.includes(family)) faults.push(invalid(field, `${JSON.stringify(family)} is no family: there are IPv4 and IPv6.`));
    if (draft.families.indexOf(family) < at) faults.push(invalid(field, `${family} stands in ipFamilies twice.`));
    return faults;
  });
}

function policyFaults({ policy }: ServiceDraft): ServiceFault[] {
  if (policy === null || policies.includes(policy)) return [];
  return [invalid('spec.ipFamilyPolicy', `${JSON.stringify(policy)} is no policy: there are ${policies.join(', ')}.`)];
}

function addressFaults({ clusterIPs }: ServiceDraft, held: readonly string[]): ServiceFault[] {
  return clusterIPs.flatMap((entry, at) => {
    if (at === 0 && entry === 'None')
      return clusterIPs.length > 1 ? [invalid('spec.clusterIPs', '"None" stands alone: a headless Service has no address beside it.')] : [];
    if (held.includes(entry)) return [];
    const why = whyNotWritten(entry);
    return why === undefined ? [] : [invalid(`spec.clusterIPs[${at}]`, `${JSON.stringify(entry)} is refused: ${why}.`)];
  });
}

/** Leading zeros and IPv4-mapped spellings are refused since 1.36, others than the canonical one are not (KEP-4858). */
function whyNotWritten(text: string): string | undefined {
  const read = parseAddressLax(text);
  if (!read) return whyNotAddress(text);
  if (read.flags.includes('leading-zeros')) return 'it has leading zeros';
  return read.flags.includes('ipv4-mapped') ? 'it is an IPv4 address written as IPv6' : undefined;
}

/** What its type allows. */
export function typeFaults(draft: ServiceDraft): ServiceFault[] {
  const { type, clusterIPs, families, policy } = draft;
  if (type !== 'ExternalName') {
    if (!isHeadless(draft) || (type !== 'NodePort' && type !== 'LoadBalancer')) return [];
    return [invalid('spec.clusterIPs[0]', `A ${type} Service has an address: clusterIPs cannot be "None".`)];
  }
  const set = { clusterIPs: clusterIPs.length > 0, ipFamilies: families.length > 0, ipFamilyPolicy: policy !== null };
  return Object.entries(set).flatMap(([name, isSet]) =>
    isSet ? [invalid(`spec.${name}`, `An ExternalName Service is a name in DNS: it has no ${name}.`)] : [],
  );
}

export function unknownTypeFaults({ type }: ServiceDraft): ServiceFault[] {
  return types.includes(type) ? [] : [invalid('spec.type', `${JSON.stringify(type)} is no type: there are ${types.join(', ')}.`)];
}

/** What of a stored Service can no longer change: its first address and family. Whether the second one may go was asked before. */
export function changeFaults(before: StoredService, draft: ServiceDraft): ServiceFault[] {
  if (before.type === 'ExternalName' || draft.type === 'ExternalName') return [];
  return [...addressChanges(before, draft), ...familyChanges(before, draft)];
}

function addressChanges({ clusterIPs: had }: StoredService, { clusterIPs: has }: ServiceDraft): ServiceFault[] {
  const places = had.length === has.length ? [...had.keys()] : had.length > 0 ? [0] : [];
  return places
    .filter((at) => had[at] !== has[at])
    .map((at) =>
      invalid(`spec.clusterIPs[${at}]`, `${had[at]} cannot become ${has[at]}: an address that was given stays. Make the Service again.`),
    );
}

/** A headless Service has no address that a family could contradict. */
function familyChanges(before: StoredService, draft: ServiceDraft): ServiceFault[] {
  if (isHeadless(before) || isHeadless(draft)) return [];
  const [had, has] = [before.families, draft.families];
  const stays = had.length === has.length ? sameList(had, has) : had.length === 0 || had[0] === has[0];
  if (stays) return [];
  return [invalid('spec.ipFamilies[0]', `The families cannot become ${has.join(', ')}: the first one stays. Make the Service again.`)];
}
