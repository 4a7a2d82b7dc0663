import type { Status } from '../../../shared/wire/status.ts';
import type { Account } from '../account.ts';
import type { Product } from '../product.ts';
import { notFollowed, notReady } from '../readings.ts';
import { untilRight } from '../until.ts';
import type { Stage } from './stage.ts';

/** The longest until the product looks for itself whether its credentials are still good, and something over. */
const noticed = 330_000;
/** The longest backoff, and the look at credentials that comes once in ten seconds. */
const triedAgain = 90_000;

/** An account is deleted while its product watches, and comes again with another token in the same file. */
export async function playTokenLost({ report, signal }: Stage, account: Account, product: Product): Promise<void> {
  const wait = (attempt: () => Promise<readonly string[]>, bound: number) => untilRight(attempt, bound, 250, signal);
  const refused = async () => {
    const { kinds } = await product.get<Status>('/status');
    return kinds.filter(({ state, connected, error }) => state === 'stale' && !connected && /\b401\b/.test(error ?? ''));
  };
  const from = performance.now();
  await account.remove();
  const left = await wait(async () => ((await refused()).length > 0 ? [] : ['no kind is stale for want of credentials']), noticed);
  report.check('credentials revoked: a kind whose turn it is turns stale and says 401', left);
  report.fact(
    `noticed after ${Math.round((performance.now() - from) / 1000)} s: ${(await refused()).map(({ kind, error }) => `${kind}: ${error}`)}`,
  );
  const { synced } = await product.get<Status>('/status');
  report.check('credentials revoked: it does not call itself synced', synced ? ['synced'] : []);
  report.check('credentials revoked: /readyz still says yes, for what was read is shown', await notReady(product));

  await account.restore();
  await account.renew();
  report.check('another token in the file: every kind is followed by itself', await wait(() => notFollowed(product), triedAgain));
}
