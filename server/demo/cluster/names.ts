/** What the demo's teams call their things. */
const themes: Readonly<Record<string, readonly string[]>> = {
  shop: ['cart', 'checkout', 'catalog', 'inventory', 'pricing', 'orders', 'wishlist', 'reviews', 'vouchers', 'returns'],
  payments: ['ledger', 'authorizer', 'fraud', 'settlement', 'refunds', 'invoices', 'wallet', 'cards'],
  search: ['query', 'indexer', 'ranking', 'synonyms', 'facets'],
  media: ['images', 'thumbnails', 'transcoder', 'uploads', 'subtitles', 'streams'],
  identity: ['login', 'sessions', 'tokens', 'directory', 'consent'],
  shipping: ['labels', 'tracking', 'routes', 'carriers', 'customs'],
  recommendations: ['features', 'scoring', 'experiments', 'trending'],
  monitoring: ['prometheus', 'alertmanager', 'grafana', 'loki', 'tempo'],
  data: ['redis', 'clickhouse', 'minio', 'opensearch', 'debezium'],
  platform: ['flags', 'config', 'webhooks', 'mailer', 'scheduler', 'audit'],
};

const roles = ['', 'api', 'worker', 'cache', 'db', 'gateway', 'admin', 'sync'] as const;
export type Role = (typeof roles)[number];

export interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly role: Role;
}

export const themeNamespaces: readonly string[] = Object.keys(themes);

/** Names without end: the themed namespaces first, then one team namespace after another. */
export function* workloadNames(): Generator<Named, never> {
  for (const role of roles)
    for (const [namespace, words] of Object.entries(themes))
      for (const word of words) yield { namespace, name: role === '' ? word : `${word}-${role}`, role };
  for (let team = 1; ; team++) {
    const namespace = `team-${String(team).padStart(3, '0')}`;
    const words = Object.values(themes)[team % themeNamespaces.length] ?? [];
    for (const role of roles) for (const word of words) yield { namespace, name: role === '' ? word : `${word}-${role}`, role };
  }
}
