import type { Attention } from '../../shared/wire/overview.ts';

export interface FindingWords {
  severity: Attention['severity'];
  /** Beside the object it is about: "IPv6 has no ready endpoint". */
  short: string;
  /** Why it matters, in a sentence. */
  long: string;
}

/** What each code that an object's findings can have means, as grave as the server's rule of that name says. */
const known: Record<string, FindingWords> = {
  'service-family-without-ready-endpoints': {
    severity: 'critical',
    short: 'a family has no ready endpoint',
    long: 'Clients that try this family first wait for a timeout. Pods without an address of a family drop out of its slices silently.',
  },
  'service-prefers-dual-has-one': {
    severity: 'info',
    short: 'prefers two families, has one',
    long: 'Kubernetes does not add the second family by itself: somebody has to change the policy or name the families.',
  },
  'service-frozen': {
    severity: 'critical',
    short: 'refuses every write',
    long: 'It has an address of a family that the API server has lost: nobody can change it, and it has to be made anew.',
  },
  'slices-left-over': {
    severity: 'warning',
    short: 'has slices left over',
    long: 'Slices from before its selector or type was changed stay, and proxies still send clients to what they list.',
  },
  'load-balancer-lacks-family': {
    severity: 'warning',
    short: 'its load balancer lacks a family',
    long: 'The Service has both families, its load balancer an address of one: from outside it is reached over that alone.',
  },
  'source-ranges-one-family': {
    severity: 'warning',
    short: 'restricts one family alone',
    long: 'Its source ranges are of one family, and kube-proxy does not restrict the other: there everybody comes in.',
  },
  'headless-one-family': {
    severity: 'info',
    short: 'headless, with one family',
    long: 'A headless Service without selector has both families when it is made today; this one is from before.',
  },
  'network-policy-one-family': {
    severity: 'warning',
    short: 'names one family alone',
    long: 'Nothing of the other family matches its CIDRs: for the pods it selects the other family is shut.',
  },
  'network-policy-anywhere-one-family': {
    severity: 'warning',
    short: 'says anywhere in one family alone',
    long: '0.0.0.0/0 is anywhere in IPv4 alone, ::/0 in IPv6 alone; it takes both.',
  },
  'ingress-lacks-family': {
    severity: 'info',
    short: 'has addresses of one family',
    long: 'Clients that have the other family alone do not reach it.',
  },
  'gateway-lacks-family': {
    severity: 'info',
    short: 'has addresses of one family',
    long: 'Clients that have the other family alone do not reach it.',
  },
  'pods-lack-family': {
    severity: 'warning',
    short: 'its pods lack a family',
    long: 'Pods keep the addresses they were made with: they get the second when they are made anew.',
  },
  'kube-proxy-lacks-family': {
    severity: 'warning',
    short: 'knows one family alone',
    long: 'Its configuration is from when the cluster had one family.',
  },
  'service-address-given-twice': {
    severity: 'critical',
    short: 'shares its address with another Service',
    long: 'One address was given to two Services: clients reach one of them, and which one is chance.',
  },
  'service-address-without-ipaddress': {
    severity: 'warning',
    short: 'its address has no IPAddress',
    long: 'Nothing keeps its address from being given to another Service until the object is made again.',
  },
  'service-address-outside-ranges': {
    severity: 'warning',
    short: 'its address is outside every range',
    long: 'No ServiceCIDR holds its address any more. It keeps working until whoever routes the ranges forgets the old one.',
  },
  'service-range-deletion-blocked': {
    severity: 'warning',
    short: 'keeps a range from being deleted',
    long: 'A Service range is being deleted, and goes only when the last Service with an address of it has.',
  },
  'address-held-twice': {
    severity: 'critical',
    short: 'shares an address with another holder',
    long: 'Two live objects hold one address: traffic reaches one of them, and which one is chance.',
  },
  'address-text-unusual': {
    severity: 'warning',
    short: 'spells an address unusually',
    long: 'What compares addresses as texts takes it for another one.',
  },
  'address-text-unreadable': {
    severity: 'warning',
    short: 'has a text that is no address',
    long: 'A field for addresses holds something else: it is counted nowhere.',
  },
  'node-lacks-family': {
    severity: 'warning',
    short: 'has a podCIDR of one family alone',
    long: 'Other nodes have both. podCIDRs cannot be changed on a node that exists: it has to be made anew.',
  },
  'node-full': {
    severity: 'warning',
    short: 'takes no more pods',
    long: 'Its addresses have run out or its maxPods is reached: pods that are meant for it wait.',
  },
  'node-nearly-full': {
    severity: 'info',
    short: 'takes few more pods',
    long: 'Its addresses or its maxPods come to an end.',
  },
  'node-block-shared': {
    severity: 'critical',
    short: 'shares its podCIDR with another node',
    long: 'Both give the same addresses to their pods, and traffic reaches one of the two nodes.',
  },
  'node-block-outside-range': {
    severity: 'warning',
    short: 'its podCIDR is outside the pod range',
    long: 'What routes or lets through the pod range leaves out its pods.',
  },
  'node-block-overlaps-service-range': {
    severity: 'critical',
    short: 'its podCIDR overlaps a Service range',
    long: 'An address may be a pod’s and a Service’s at once: whoever calls it reaches the Service.',
  },
  'node-mask-wastes': {
    severity: 'info',
    short: 'has more addresses than it can use',
    long: 'Its block is more than twice as large as its maxPods needs: smaller blocks would let more nodes in.',
  },
  'node-mask-starves': {
    severity: 'warning',
    short: 'has fewer addresses than pods',
    long: 'Its block has fewer addresses than its maxPods: they end first.',
  },
  'node-without-block': {
    severity: 'critical',
    short: 'has no podCIDR',
    long: 'Other nodes have one. Its pods get no address until the pool has a free block again.',
  },
  'node-families-disagree': {
    severity: 'warning',
    short: 'its families disagree',
    long: 'Its addresses, podCIDRs and pods speak of different families: part of what runs here cannot be reached over one of them.',
  },
};

/** The words of a code; one that is not known yet (a newer server's) is spelled out and taken for a warning. */
export function findingWords(code: string): FindingWords {
  const spelled = code.replaceAll('-', ' ');
  return known[code] ?? { severity: 'warning', short: spelled, long: spelled };
}

const order = ['critical', 'warning', 'info'] as const;

/** The gravest severity among some codes. */
export function worst(codes: readonly string[]): Attention['severity'] | undefined {
  const severities = codes.map((code) => findingWords(code).severity);
  return order.find((severity) => severities.includes(severity));
}
