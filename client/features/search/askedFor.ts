import { parseAddress } from '../../../shared/net/address.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';

/**
 * What to look for when this was typed or pasted. Logs hold addresses with more around them (a port, brackets, a URL, a zone id,
 * quotes, the dashes of a pod's DNS name): where an address or CIDR is left without that, it is meant. All else is a name, as it is.
 */
export function askedFor(typed: string): string {
  const text = typed.trim();
  const bare = text.replace(/^["'`<({]+|["'`>)},;]+$/g, '');
  return [bare, hostOf(bare), podName(bare)].find(isPlace) ?? text;
}

function isPlace(text: string): boolean {
  return parseAddress(text) !== undefined || parseCidrLax(text) !== undefined;
}

/** "https://user@[fd00::1%eth0]:443/path" → "fd00::1". Only after a scheme is a slash the beginning of a path. */
function hostOf(text: string): string {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(text)?.[0];
  const authority = scheme === undefined ? text : (text.slice(scheme.length).split(/[/?#]/)[0] ?? '').replace(/^.*@/, '');
  const bracketed = /^\[([^\]]*)\](:\d*)?$/.exec(authority)?.[1];
  const host = bracketed ?? (/^([^:]*):\d*$/.exec(authority)?.[1] || authority);
  return host.replace(/%.*$/, '');
}

/** "10-244-7-19.shop.pod.cluster.local" → "10.244.7.19" (Kubernetes DNS specification, 2.3: pods by their address). */
function podName(text: string): string {
  const label = /^([\da-f-]+)\.[^.]+\.pod(\.|$)/i.exec(text)?.[1] ?? '';
  const dotted = label.replaceAll('-', '.');
  return parseAddress(dotted) ? dotted : label.replaceAll('-', ':');
}
