import type { Reference } from '../../../shared/wire/basics.ts';
import type { Finding, Severity } from '../../../shared/wire/findings.ts';

const order: readonly Severity[] = ['critical', 'warning', 'info'];

/** Of some findings those about an address or about one of some objects, each once, the gravest first. */
export function findingsAbout<T extends Pick<Finding, 'id' | 'severity' | 'objects' | 'address'>>(
  findings: readonly T[],
  address: string,
  objects: readonly Reference[],
): T[] {
  const about = findings.filter(
    (finding) => finding.address === address || finding.objects.some((object) => objects.some((held) => isSame(held, object))),
  );
  return [...new Map(about.map((finding) => [finding.id, finding])).values()].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
}

function isSame(a: Reference, b: Reference): boolean {
  return a.kind === b.kind && a.group === b.group && a.namespace === b.namespace && a.name === b.name;
}
