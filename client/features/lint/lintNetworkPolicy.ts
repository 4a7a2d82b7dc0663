import type { Family } from '../../../shared/net/address.ts';
import { containsCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { LintState } from './lintCluster.ts';
import { cidrTextFault } from './lintText.ts';
import { fieldsOf, type Manifest, type Path, pathText } from './readManifests.ts';
import type { Remark } from './remark.ts';

const directions = [
  { name: 'ingress', peers: 'from' },
  { name: 'egress', peers: 'to' },
] as const;

/** Whether the CIDRs of a NetworkPolicy can be read, and which families they speak of. */
export function lintNetworkPolicy(manifest: Manifest, state: LintState, namespace: string): Remark[] {
  const remarks: Remark[] = [];
  const say = (severity: Remark['severity'], code: string, path: Path, text: string) =>
    remarks.push({
      severity,
      code,
      source: manifest.source,
      line: manifest.lineOf(path),
      object: `NetworkPolicy ${manifest.namespace ?? namespace}/${manifest.name}`,
      field: path.length === 0 ? null : pathText(path),
      text,
    });
  const spec = fieldsOf(manifest.value.spec);
  if (!spec) {
    say('critical', 'wrong-field', ['spec'], 'It has no spec.');
    return remarks;
  }
  let named = 0;
  for (const { name, peers } of directions) {
    const rules = Array.isArray(spec[name]) ? spec[name] : [];
    const covered = new Set<Family>();
    // A rule without peers lets everybody through, and one that selects pods or namespaces both their families.
    let isOpen = false;
    for (const [at, rule] of rules.entries()) {
      const list = fieldsOf(rule)?.[peers];
      if (!Array.isArray(list) || list.length === 0) isOpen = true;
      for (const [index, peer] of (Array.isArray(list) ? list : []).entries()) {
        const block = fieldsOf(fieldsOf(peer)?.ipBlock);
        if (!block) continue;
        const path = ['spec', name, at, peers, index, 'ipBlock'];
        const family = lintBlock(block, path, say);
        if (family) covered.add(family);
      }
    }
    named += covered.size;
    if (covered.size === 0) continue;
    const [only] = covered;
    const lacking = (state.cluster.families ?? []).filter((family) => !covered.has(family));
    if (!isOpen && covered.size === 1 && lacking.length > 0)
      say(
        'warning',
        'one-family',
        ['spec', name],
        `Its ${name} names ${only} blocks alone, and the cluster has ${lacking.join()} too: outside of pods that it selects, ${lacking.join()} is shut.`,
      );
    else say('info', 'families', ['spec', name], `Its ${name} names blocks of ${[...covered].sort().join(' and ')}.`);
  }
  if (named === 0 && remarks.length === 0)
    say('info', 'families', [], 'It names no addresses: what it says of pods and namespaces holds for both families.');
  return remarks;
}

function lintBlock(
  block: Readonly<Record<string, unknown>>,
  path: Path,
  say: (severity: Remark['severity'], code: string, path: Path, text: string) => void,
): Family | undefined {
  if (typeof block.cidr !== 'string') {
    say('critical', 'wrong-field', path, 'An ipBlock has a cidr.');
    return undefined;
  }
  const fault = cidrTextFault(block.cidr, false);
  if (fault) say(fault.severity, fault.code, [...path, 'cidr'], fault.text);
  const cidr = parseCidrLax(block.cidr);
  for (const [at, text] of (Array.isArray(block.except) ? block.except : []).entries()) {
    if (typeof text !== 'string') continue;
    const wrong = cidrTextFault(text, false);
    if (wrong) say(wrong.severity, wrong.code, [...path, 'except', at], wrong.text);
    const except = parseCidrLax(text);
    if (cidr && except && !(containsCidr(cidr, except) && except.prefixLength > cidr.prefixLength))
      say('critical', 'rejected', [...path, 'except', at], `${text} has to be a part of ${block.cidr}, smaller than it.`);
  }
  return cidr?.family;
}
