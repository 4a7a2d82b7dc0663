import type { OutsideHead } from '../../shared/wire/ranges.ts';

const kinds = { vpc: 'VPC', peer: 'peered network', vpn: 'VPN', reserved: 'reservation' };

/** What a range outside the cluster is, inside a sentence: "VPN"; "outside range" where the file does not say. */
export function outsideNoun({ kind }: Pick<OutsideHead, 'kind'>): string {
  return kind === null ? 'outside range' : kinds[kind];
}

/** The same where it stands alone. */
export function outsideKind(head: Pick<OutsideHead, 'kind'>): string {
  const noun = outsideNoun(head);
  return `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
}

/** "VPN (netops, offices)": what something lies in, whose that is, and what the file says of it. */
export function outsideWords({ kind, owner, note }: Pick<OutsideHead, 'kind' | 'owner' | 'note'>): string {
  return `${outsideNoun({ kind })} (${note === null ? owner : `${owner}, ${note}`})`;
}
