/** The places of the navigation, in their order. On a phone those with a tab stand below the page, the others behind "More". */
export const places = [
  { to: '/', name: 'Overview', tab: true },
  { to: '/map', name: 'Map', tab: true },
  { to: '/services', name: 'Services', tab: true },
  { to: '/topology', name: 'Topology', tab: false },
  { to: '/dual-stack', name: 'Dual-stack', tab: false },
  { to: '/nodes', name: 'Nodes', tab: false },
  { to: '/plan', name: 'Plan', tab: false },
  { to: '/findings', name: 'Findings', tab: true },
  { to: '/status', name: 'Status', tab: false },
] as const;
