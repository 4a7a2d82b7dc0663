import type { Finding } from '../../../shared/wire/findings.ts';
import type { Compared } from '../agreement.ts';
import { differences } from '../differences.ts';
import type { Answers } from '../product.ts';
import { type ExpectedFindings, findings } from '../recount/findings.ts';
import type { Snapshot } from '../snapshot.ts';

/** /findings of each code that can be recounted: exactly these subjects, neither fewer nor more. */
export async function compareFindings(snapshot: Snapshot, product: Answers): Promise<Compared[]> {
  const shown = Map.groupBy(await product.all<Finding>('/findings'), ({ code }) => code);
  return [...findings(snapshot)].map(([code, { about, subjects }]) => ({
    name: `/findings of code ${code}`,
    differences: differences(subjects, (shown.get(code) ?? []).flatMap((finding) => subjectOf(finding, about)).sort()),
  }));
}

function subjectOf({ objects, pools, address }: Finding, about: ExpectedFindings['about']): string | null | undefined {
  if (about === 'cluster') return 'the cluster';
  if (about === 'pool') return pools[0];
  if (about === 'address') return address;
  if (about === 'family') return address?.includes(':') ? 'IPv6' : 'IPv4';
  const [first] = objects;
  if (about === 'namespace') return first?.namespace;
  return first && (first.namespace === undefined ? first.name : `${first.namespace}/${first.name}`);
}
