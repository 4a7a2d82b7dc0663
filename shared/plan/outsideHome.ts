/** What a range is that lies outside what a cluster knows. */
export type OutsideKind = 'vpc' | 'peer' | 'vpn' | 'reserved';

/** What of a cluster may lie in one. */
type PoolKind = 'pod' | 'service' | 'node' | 'loadBalancer' | 'secondary';

/**
 * Whether pools of a kind are meant to lie in an outside range, so that it is no conflict where they do. `contains` says so, or denies it;
 * where it does not speak, the kind does. A VPC is the network of the nodes, of what their network cards give to pods and of load
 * balancers, but a Service's address lives on no network. A range that says nothing of itself may be the network that nodes, load
 * balancers and second interfaces stand in. What is peered, behind a VPN or promised to others is nobody's home here.
 */
export function isHome({ kind, contains }: { kind: OutsideKind | null; contains: boolean | null }, pool: PoolKind): boolean {
  if (contains !== null) return contains;
  if (kind === 'vpc') return pool !== 'service';
  return kind === null && pool !== 'service' && pool !== 'pod';
}
