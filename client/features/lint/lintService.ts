import { distance } from 'fastest-levenshtein';
import { formatAddress, parseAddressLax } from '../../../shared/net/address.ts';
import { parseAddressRangeLax } from '../../../shared/net/addressRange.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import { type Accepted, predictService } from '../../../shared/plan/predictService.ts';
import type { ServiceRequest } from '../../../shared/plan/serviceFields.ts';
import { serviceRange } from '../../../shared/plan/serviceRange.ts';
import { type LintState, storedOf } from './lintCluster.ts';
import { addressTextFault, cidrTextFault, type TextFault } from './lintText.ts';
import { type Fields, fieldsOf, type Manifest, type Path, pathText } from './readManifests.ts';
import type { Remark } from './remark.ts';

const topFields = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
/** core/v1 ServiceSpec of Kubernetes 1.37. */
const specFields = [
  'allocateLoadBalancerNodePorts',
  'clusterIP',
  'clusterIPs',
  'externalIPs',
  'externalName',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'internalTrafficPolicy',
  'ipFamilies',
  'ipFamilyPolicy',
  'loadBalancerClass',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'ports',
  'publishNotReadyAddresses',
  'selector',
  'sessionAffinity',
  'sessionAffinityConfig',
  'trafficDistribution',
  'type',
];
const metalLBIPs = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];

type Say = (severity: Remark['severity'], code: string, path: Path, text: string) => void;

/** What a Service would get in this cluster, as a new one or as an apply over the one of its name, and what is wrong with it. */
export function lintService(manifest: Manifest, state: LintState, namespace: string): Remark[] {
  const id = `${manifest.namespace ?? namespace}/${manifest.name}`;
  const object = `Service ${id}`;
  const remarks: Remark[] = [];
  const say: Say = (severity, code, path, text) => {
    const field = path.length === 0 ? null : pathText(path);
    remarks.push({ severity, code, source: manifest.source, line: manifest.lineOf(path), object, field, text });
  };
  const before = state.seenAt(object, `${manifest.source}, line ${manifest.line}`);
  if (before) say('warning', 'twice', [], `It stands in these manifests already (${before}): the later one wins.`);

  unknownFields(manifest.value, topFields, [], say);
  const spec = fieldsOf(manifest.value.spec);
  if (!spec) {
    say('critical', 'wrong-field', ['spec'], manifest.value.spec === undefined ? 'It has no spec.' : 'spec is no object.');
    return remarks;
  }
  unknownFields(spec, specFields, ['spec'], say);
  const request = requestOf(spec, say);
  texts(spec, say);
  if (!request) return remarks;
  predict({ manifest, state, spec, request, object, id }, say);
  return remarks;
}

function unknownFields(fields: Fields, known: readonly string[], path: Path, say: Say): void {
  for (const name of Object.keys(fields)) {
    if (known.includes(name)) continue;
    const near = known.find((one) => distance(one.toLowerCase(), name.toLowerCase()) <= 3);
    const inSpec = path.length === 0 && specFields.includes(name);
    const hint = inSpec ? ` It belongs into spec.` : near ? ` Is it ${near}?` : '';
    say('critical', 'unknown-field', [...path, name], `A Service has no field ${pathText([...path, name])}.${hint}`);
  }
}

/** Undefined where a field is of another type than Kubernetes takes. */
function requestOf(spec: Fields, say: Say): ServiceRequest | undefined {
  let isWhole = true;
  const wrong = (name: string, wanted: string) => {
    isWhole = false;
    say('critical', 'wrong-field', ['spec', name], `spec.${name} is ${wanted}.`);
    return undefined;
  };
  const text = (name: string) => {
    const value = spec[name];
    if (value === undefined || value === null || typeof value === 'string') return value || undefined;
    return wrong(name, 'a text');
  };
  const list = (name: string) => {
    const value = spec[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.length > 0 ? (value as string[]) : undefined;
    return wrong(name, 'a list of texts');
  };
  const selector = fieldsOf(spec.selector);
  const clusterIP = text('clusterIP');
  const clusterIPs = list('clusterIPs');
  const request: ServiceRequest = {
    type: text('type'),
    policy: text('ipFamilyPolicy'),
    families: list('ipFamilies'),
    // One of the two is enough: a client that knows both fills in the other.
    clusterIP: clusterIP ?? clusterIPs?.[0],
    clusterIPs: clusterIPs ?? (clusterIP === undefined ? undefined : [clusterIP]),
    selector: selector !== undefined && Object.keys(selector).length > 0,
  };
  return isWhole ? request : undefined;
}

/** Addresses and CIDRs that the prediction does not read. */
function texts(spec: Fields, say: Say): void {
  const tell = (fault: TextFault | undefined, path: Path) => fault && say(fault.severity, fault.code, path, fault.text);
  for (const name of ['clusterIPs', 'externalIPs', 'loadBalancerSourceRanges'])
    for (const [at, text] of (Array.isArray(spec[name]) ? (spec[name] as unknown[]) : []).entries()) {
      if (typeof text !== 'string' || text === 'None') continue;
      tell(name === 'loadBalancerSourceRanges' ? cidrTextFault(text, false) : addressTextFault(text), ['spec', name, at]);
    }
  for (const name of ['clusterIP', 'loadBalancerIP']) {
    const text = spec[name];
    if (typeof text === 'string' && text !== '' && text !== 'None' && !(name === 'clusterIP' && spec.clusterIPs !== undefined))
      tell(addressTextFault(text), ['spec', name]);
  }
}

interface Asked {
  readonly manifest: Manifest;
  readonly state: LintState;
  readonly spec: Fields;
  readonly request: ServiceRequest;
  readonly object: string;
  readonly id: string;
}

function predict(asked: Asked, say: Say): void {
  const { state, spec, request, object, id } = asked;
  const cluster = state.serviceCluster(object);
  if (!cluster) {
    say('info', 'cluster-unknown', [], 'What it would get is not known: nothing that is read says which families Services have here.');
    return;
  }
  const existing = state.cluster.services?.get(id);
  const result = predictService(cluster, existing ? storedOf(existing) : null, request);
  if (result.result === 'rejected') {
    for (const { field, reason } of result.faults) {
      const path = field === null ? ['spec'] : pathOf(field, spec);
      // Other refusals of an address have nothing to do with who holds it.
      const holder = reason.endsWith(' is taken.') ? holderAt(path, asked) : undefined;
      const text = holder === undefined ? reason : `${reason.replace(/\.$/, '')}: ${holder} holds it.`;
      // A text that cannot be read has been told already.
      if (holder === undefined && reason.includes('is refused:')) continue;
      say(
        'critical',
        holder === undefined ? 'rejected' : 'address-held',
        path,
        existing ? `As a change of the Service that is there: ${text}` : text,
      );
    }
    return;
  }
  say('info', existing ? 'update' : 'new', [], outcome(result, existing !== undefined, state.cluster.services === null));
  if (result.policy === 'PreferDualStack' && result.families.length === 1) {
    const has = result.families.join();
    const why =
      cluster.families.length < 2
        ? 'the cluster has no other'
        : 'it is there with one, and nothing adds the other until ipFamilies names both';
    say('warning', 'prefers-two-gets-one', ['spec', 'ipFamilyPolicy'], `It prefers two families and gets ${has} only: ${why}.`);
  }
  addressesAsked(asked, existing?.clusterIPs ?? [], say);
  loadBalancer(asked, result, say);
  for (const address of result.clusterIPs) state.hold(address, object);
}

const listOf = (list: readonly string[] | null | undefined): readonly string[] => list ?? [];

/** "spec.clusterIPs[0]" as a path; of a manifest that writes clusterIP alone, to that. */
function pathOf(field: string, spec: Fields): Path {
  const path = field.split('.').flatMap((part) => {
    const [, name = part, at] = /^(.*?)\[(\d+)\]$/.exec(part) ?? [];
    return at === undefined ? [name] : [name, Number(at)];
  });
  return path[1] === 'clusterIPs' && spec.clusterIPs === undefined && spec.clusterIP !== undefined ? ['spec', 'clusterIP'] : path;
}

/** Who holds the address that a path leads to, or any of those asked for where the path is their list. */
function holderAt(path: Path, { request, state, object }: Asked): string | undefined {
  if (path[1] !== 'clusterIPs' && path[1] !== 'clusterIP') return undefined;
  for (const text of listOf(request.clusterIPs)) {
    const address = parseAddressLax(text)?.address;
    const holder = address && state.holder(address);
    if (holder !== undefined && holder !== object) return holder;
  }
  return undefined;
}

function outcome({ type, policy, families, clusterIPs, gains, loses }: Accepted, isUpdate: boolean, unread: boolean): string {
  if (type === 'ExternalName') return `${isUpdate ? 'A change' : 'New'}: ExternalName, without families and addresses.`;
  const headless = clusterIPs[0] === 'None';
  const picked = clusterIPs.map((entry) => (/^IPv[46]$/.test(entry) ? `any ${entry} address` : entry));
  const has = `${policy}, ${families.join(' then ')}${headless ? ', headless' : `: ${picked.join(' and ')}`}`;
  if (!isUpdate) return `${unread ? 'As a new Service' : 'New'}: gets ${has}.`;
  const moves = [gains.length > 0 && `gains ${gains.join(' and ')}`, loses.length > 0 && `loses ${loses.join(' and ')}`].filter(Boolean);
  return `A change of the Service that is there: ${moves.length > 0 ? moves.join(', ') : 'keeps its families'}; then it has ${has}. Fields left out stay as they are.`;
}

/** Addresses that are asked for and may be handed out to somebody else first. */
function addressesAsked({ request, state, spec }: Asked, own: readonly string[], say: Say): void {
  for (const [at, text] of listOf(request.clusterIPs).entries()) {
    const address = parseAddressLax(text)?.address;
    if (!address || own.includes(formatAddress(address))) continue;
    const bands = state.cluster.pools
      .filter(({ kind, family }) => kind === 'service' && family === address.family)
      .flatMap(({ ranges }) => ranges.flatMap((range) => parseCidrLax(range) ?? []))
      .map((cidr) => serviceRange(cidr))
      .filter(({ first, last }) => first !== null && last !== null && first <= address.value && address.value <= last);
    const isStatic = bands.some(({ first, staticSize }) => first !== null && address.value < first + BigInt(staticSize));
    if (bands.length === 0 || isStatic) continue;
    say(
      'warning',
      'dynamic-band',
      spec.clusterIPs === undefined ? ['spec', 'clusterIP'] : ['spec', 'clusterIPs', at],
      `${text} lies in the dynamic band: another Service may be given it first. Ask for one of the static band.`,
    );
  }
}

/** Addresses that a load balancer is asked for, and the families of the clients that it lets in. */
function loadBalancer({ manifest, state, spec, object }: Asked, { type, families }: Accepted, say: Say): void {
  if (type !== 'LoadBalancer') return;
  const annotations = fieldsOf(fieldsOf(manifest.value.metadata)?.annotations) ?? {};
  const wanted: [Path, string][] = metalLBIPs.flatMap((name) =>
    typeof annotations[name] === 'string'
      ? annotations[name].split(',').map((text): [Path, string] => [['metadata', 'annotations', name], text.trim()])
      : [],
  );
  if (typeof spec.loadBalancerIP === 'string' && spec.loadBalancerIP !== '') wanted.push([['spec', 'loadBalancerIP'], spec.loadBalancerIP]);
  const ranges = state.cluster.pools
    .filter(({ kind }) => kind === 'loadBalancer')
    .flatMap((pool) => pool.ranges.flatMap((text) => parseAddressRangeLax(text) ?? []));
  for (const [path, text] of wanted) {
    const address = parseAddressLax(text)?.address;
    if (!address) {
      if (path[0] === 'metadata') say('critical', 'unreadable', path, `${JSON.stringify(text)} is no address.`);
      continue;
    }
    const holder = state.holder(address);
    if (holder !== undefined && holder !== object) say('warning', 'address-held', path, `${text} is held already, by ${holder}.`);
    if (!families.includes(address.family))
      say('warning', 'family-lacking', path, `${text} is ${address.family}, and the Service gets ${families.join(' and ')} alone.`);
    if (
      ranges.length > 0 &&
      !ranges.some(({ family, first, last }) => family === address.family && first <= address.value && address.value <= last)
    )
      say('warning', 'outside-pools', path, `${text} is in no load balancer range that is known here.`);
    state.hold(text, object);
  }
  const from = Array.isArray(spec.loadBalancerSourceRanges) ? spec.loadBalancerSourceRanges : [];
  const letIn = new Set(from.flatMap((text) => (typeof text === 'string' ? (parseCidrLax(text.trim())?.family ?? []) : [])));
  const shut = families.filter((family) => !letIn.has(family));
  if (letIn.size > 0 && shut.length > 0)
    say(
      'warning',
      'source-ranges-one-family',
      ['spec', 'loadBalancerSourceRanges'],
      `No source range is ${shut.join(' or ')}: clients of that family are shut out.`,
    );
}
