import { Router } from 'express';
import type { KindStatus } from '../../shared/wire/status.ts';

/**
 * /healthz: the process serves. /readyz: every kind that may be read has been read whole, else 503 with what is missing.
 * A kind that a cluster need not have counts until it is known whether there is one; one that is installed later takes nothing away.
 * A lost connection does not take readiness away: what was read is still shown, marked stale.
 */
export function healthRouter(kinds: () => readonly KindStatus[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  let wasReady = false;
  router.get('/healthz', (_req, res) => {
    res.locals.route = '/healthz';
    res.set('Cache-Control', 'no-store').type('text/plain').send('ok\n');
  });
  router.get('/readyz', (_req, res) => {
    res.locals.route = '/readyz';
    const missing = kinds().filter(({ state, optional }) => state === 'syncing' && !(optional && wasReady));
    wasReady ||= missing.length === 0;
    const lines = missing.map(({ kind, error }) => `${kind}: not read yet${error === null ? '' : ` (${error})`}`);
    res
      .status(missing.length === 0 ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .type('text/plain')
      .send(missing.length === 0 ? 'ok\n' : `${lines.join('\n')}\n`);
  });
  return router;
}
