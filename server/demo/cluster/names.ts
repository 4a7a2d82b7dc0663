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

const roles = ['api', 'worker', 'cache', 'db', 'gateway', 'admin', 'sync'] as const;
type Role = (typeof roles)[number] | '';

export interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly role: Role;
}

/** Names without end: the themed namespaces first, then one team namespace after another. */
export function* workloadNames(): Generator<Named, never> {
  yield* namesOf(Object.entries(themes));
  for (let team = 1; ; team++) {
    const words = Object.values(themes)[team % Object.keys(themes).length] ?? [];
    yield* namesOf([[`team-${String(team).padStart(3, '0')}`, words]]);
  }
}

/** Each word bare, then with one role after another; neighbours have different ones, so that a few names already have all. */
function* namesOf(spaces: readonly (readonly [string, readonly string[]])[]): Generator<Named> {
  for (let round = 0; round <= roles.length; round++)
    for (const [namespace, words] of spaces)
      for (const [index, word] of words.entries()) {
        const role = round === 0 ? '' : (roles[(round + index) % roles.length] ?? '');
        yield { namespace, name: role === '' ? word : `${word}-${role}`, role };
      }
}
