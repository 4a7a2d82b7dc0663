import type { ServiceChange } from './changeWords.ts';

type Change = ServiceChange['change'];

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The whole kubectl command for a change. A merge patch sets the fields it names and keeps the rest, as the prediction assumes; a list is
 * replaced as a whole. `asking`: the API server checks it and keeps nothing.
 */
export function patchCommand(change: Change, { namespace, name }: Named, asking = false): string {
  const patch = JSON.stringify({ spec: specOf(change) });
  const dry = asking ? ' --dry-run=server' : '';
  return `kubectl patch service ${quoted(name)} --namespace ${quoted(namespace)} --type merge${dry} --patch ${quoted(patch)}`;
}

/** What to have in the manifest of the Service, the families in their order. No clusterIPs: those it has stay. */
export function manifestFragment(change: Change, { namespace, name }: Named): string {
  const { ipFamilyPolicy, ipFamilies } = specOf(change);
  const lines = ['apiVersion: v1', 'kind: Service', 'metadata:', `  name: ${text(name)}`, `  namespace: ${text(namespace)}`, 'spec:'];
  if (ipFamilyPolicy) lines.push(`  ipFamilyPolicy: ${ipFamilyPolicy}`);
  if (ipFamilies) lines.push('  ipFamilies:', ...ipFamilies.map((family) => `    - ${family}`));
  return `${lines.join('\n')}\n`;
}

/** How the fields get there, and what of a manifest has to go for it. */
export function manifestWords({ policy, families }: Change, { headless }: { readonly headless: boolean }): string {
  const rest =
    'Put these fields into the manifest you have: kubectl apply and patch change them and keep the rest; kubectl replace (a PUT) takes a field that is left out as not set, and asks anew for families.';
  const single = policy === 'SingleStack' && families === undefined;
  if (!single) return rest;
  const second = headless ? 'a second one of ipFamilies' : 'a second one of ipFamilies and of clusterIPs';
  return `${rest} If the manifest names ${second}, take it out: SingleStack is one.`;
}

function specOf({ policy, families }: Change) {
  return { ...(policy && { ipFamilyPolicy: policy }), ...(families && { ipFamilies: families }) };
}

/** One word of a POSIX shell. */
function quoted(word: string): string {
  return /^[A-Za-z0-9._-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A YAML scalar that is read back as this text: "123" and "null" are names, too. */
function text(name: string): string {
  return /^[a-z][a-z0-9-]*$/.test(name) && !/^(true|false|null|yes|no|on|off|y|n)$/.test(name) ? name : JSON.stringify(name);
}
