import { type Account, readmeRules, withAccount } from '../account.ts';
import { agree } from '../agreement.ts';
import type { Mortal } from '../mortal.ts';
import { type Product, startProduct } from '../product.ts';
import { notFollowed, notReady } from '../readings.ts';
import { untilRight } from '../until.ts';
import { playCustomKind } from './customKind.ts';
import { playKill } from './kill.ts';
import { playPassedRewind, playRewind } from './rewind.ts';
import { playRightTaken } from './rightTaken.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';
import { playTokenLost } from './tokenLost.ts';

/**
 * What is done to a whole control plane, and to the rights of who reads it. Three products look on: the administrator's, and two with
 * accounts of README.md's rights. A running watch outlives rights and credentials, so that they are gone is noticed only when the product
 * looks for itself, every three to five minutes: both accounts' products start first, and whatever else there is happens meanwhile.
 */
export async function playFaults(stage: Stage): Promise<void> {
  const { api, product, report, plane } = stage;
  if (!plane) return report.skip('faults of the control plane', 'no --program, --restart-pid and --shape-file');
  const rules = readmeRules();
  await createService(stage, 'kept', {}); // it is in the copy of etcd, and deleted later
  await twoMore(stage, async (first, second) => {
    const down = renewing(plane, [first.account, second.account]);
    await playKill(stage, down);
    await playRewind(stage, down);
    await playPassedRewind(stage, down, first.product);
    for (const [who, { product: other }] of Object.entries({ first, second })) {
      report.check(`the ${who} account's product follows every kind, with its third token`, await untilRight(() => notFollowed(other)));
    }
    await Promise.all([
      playRightTaken(stage, first.account, first.product, rules),
      playTokenLost(stage, second.account, second.product),
      playCustomKind(stage),
    ]);
    await agree('a right taken and given back', api, first.product, report);
    await agree('another token after the account went', api, second.product, report);
    await agree('a kind that came and went', api, product, report);
    report.check('/readyz says yes after all of it', await untilRight(() => notReady(product)));
  });
}

interface Reader {
  readonly account: Account;
  readonly product: Product;
}

/** The act with two more products, each with an account of its own. */
async function twoMore(stage: Stage, act: (first: Reader, second: Reader) => Promise<void>): Promise<void> {
  const as = (who: string, then: (reader: Reader) => Promise<void>) =>
    withAccount(stage, who, readmeRules(), async (account) => {
      const product = await startProduct(account.kubeconfig, undefined);
      try {
        await then({ account, product });
      } finally {
        await product.stop();
      }
    });
  await as('right-taken', (first) => as('token-lost', (second) => act(first, second)));
}

/** As `plane.down`, and the accounts get tokens that the new start accepts: it signs them with another key. */
function renewing({ down }: Mortal, accounts: readonly Account[]): Mortal['down'] {
  return async (act) => {
    await down(act);
    for (const account of accounts) await account.renew();
  };
}
