import type { Status } from '../../../shared/wire/status.ts';
import type { Account, Rule } from '../account.ts';
import { differences } from '../differences.ts';
import type { Product } from '../product.ts';
import { kindOf, notFollowed, notReady } from '../readings.ts';
import { podNumbersUnknown } from '../rights.ts';
import { untilRight } from '../until.ts';
import type { Stage } from './stage.ts';

/** The longest until the product looks for itself whether it may still read what it watches, and something over. */
const noticed = 330_000;
/** After a refusal it asks again within a minute. */
const askedAgain = 90_000;

/** The right to read pods is taken from an account while its product watches them, and given back. */
export async function playRightTaken({ report, signal }: Stage, account: Account, product: Product, rules: readonly Rule[]): Promise<void> {
  const wait = (attempt: () => Promise<readonly string[]>, bound: number) => untilRight(attempt, bound, 250, signal);
  const from = performance.now();
  await account.setRules(rules.map((rule) => ({ ...rule, resources: rule.resources.filter((resource) => resource !== 'pods') })));
  const told = await wait(async () => {
    const { kinds, connected } = await product.get<Status>('/status');
    const others = kinds.filter(({ kind, state }) => kind !== 'Pod' && state !== 'synced' && state !== 'not-served');
    return [
      ...differences({ state: 'forbidden', connected: false, missing: { resource: 'pods' } }, await kindOf(product, 'Pod')),
      ...others.map(({ kind, state }) => `${kind} is ${state}`),
      ...(connected ? [] : ['not connected']),
    ];
  }, noticed);
  report.check('the right to read pods taken: Pod turns forbidden, and nothing else', told);
  report.fact(`noticed after ${Math.round((performance.now() - from) / 1000)} s`);
  const { error, missing, rule } = await kindOf(product, 'Pod');
  report.fact(`missing: ${missing?.verb} ${missing?.resource}; ${error}`);
  report.check('the verb that is missing is named, and the rule that would give it', [
    ...(['list', 'watch'].includes(missing?.verb ?? '') ? [] : [`the verb is ${missing?.verb}`]),
    ...(['pods', 'list', 'watch'].every((word) => rule?.includes(word)) ? [] : [`the rule is ${rule}`]),
  ]);
  report.check('what pods hold is unknown then', await untilRight(() => podNumbersUnknown(product)));
  report.check('/readyz says yes without that right', await notReady(product));

  await account.setRules(rules);
  report.check('the right given back: every kind is followed by itself', await wait(() => notFollowed(product), askedAgain));
}
