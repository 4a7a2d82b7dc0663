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
