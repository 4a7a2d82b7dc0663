import type { OutsideHead } from '../../shared/wire/ranges.ts';

const kinds = { vpc: 'VPC', peer: 'Peered network', vpn: 'VPN', reserved: 'Reservation' };

/** What a range outside the cluster is: "VPN"; "Outside range" where the file does not say. */
export function outsideKind({ kind }: Pick<OutsideHead, 'kind'>): string {
  return kind === null ? 'Outside range' : kinds[kind];
}

/** "VPN (netops, offices)": what something lies in, whose that is, and what the file says of it. */
export function outsideWords({ kind, owner, note }: Pick<OutsideHead, 'kind' | 'owner' | 'note'>): string {
  return `${outsideKind({ kind })} (${note === null ? owner : `${owner}, ${note}`})`;
}
