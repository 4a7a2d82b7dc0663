/** The places of the navigation, in their order. */
export const places = [
  { to: '/', name: 'Overview' },
  { to: '/map', name: 'Map' },
  { to: '/services', name: 'Services' },
  { to: '/topology', name: 'Topology' },
  { to: '/dual-stack', name: 'Dual-stack' },
  { to: '/nodes', name: 'Nodes' },
  { to: '/findings', name: 'Findings' },
  { to: '/status', name: 'Status' },
] as const;
