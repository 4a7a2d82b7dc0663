import type { Attention } from '../../shared/wire/overview.ts';

export interface FindingWords {
  severity: Attention['severity'];
  /** Beside the object it is about: "IPv6 has no ready endpoint". */
  short: string;
  /** Why it matters, in a sentence. */
  long: string;
}

/** What each code of an object's findings means. */
const known: Record<string, FindingWords> = {
  'family-no-ready-endpoints': {
    severity: 'critical',
    short: 'a family has no ready endpoint',
    long: 'It has an address of a family in which no endpoint is ready: clients that try this family first wait for a timeout.',
  },
  'prefer-dual-one-family': {
    severity: 'warning',
    short: 'prefers two families, has one',
    long: 'Kubernetes does not add the second family by itself: somebody has to change the policy or name the families.',
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
