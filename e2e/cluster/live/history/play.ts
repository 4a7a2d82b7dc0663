import type { PoolHistory } from '../../../../shared/wire/history.ts';
import type { Pool } from '../../../../shared/wire/pools.ts';
import { holdersNow } from '../../compare/history.ts';
import { differences } from '../../differences.ts';
import { takeSnapshot } from '../../snapshot.ts';
import { untilRight } from '../../until.ts';
import type { Stage } from '../stage.ts';
import { historyDifferences } from './compare.ts';
import { Witness } from './witness.ts';

/** Blocks of this shape have 16 addresses: so many pods, one after the other, and each address has had another holder. */
const onceAround = 16;

/**
 * Objects come, change and go, addresses pass from one to another, while the product looks on, while it is away, and just before it is
 * killed. Afterwards what its history tells of every address is held to what was done.
 */
export async function playHistory(stage: Stage): Promise<void> {
  const { report, world } = stage;
  const witness = new Witness(stage);
  const node = `${world.name}-node`;
  try {
    report.check('a product with a history on disk follows every kind', await witness.start());
    const pools = await witness.product.all<Pool>('/pools');
    const started = Date.now();
    report.check('every pool is sampled at once, as /pools shows it', await untilRight(() => notSampled(pools, witness, started)));
    await checkHeldNow(stage, witness, 'from the start');

    // Told as soon as it looks, before it vouches for moments.
    await witness.service('early', {});
    await witness.untilSure();
    await witness.pod('web-0', 'worker-0');
    await witness.pod('web-1', 'worker-1');
    for (let n = 0; n < onceAround; n++) {
      await witness.pod(`short-${n}`, 'worker-0');
      if (n % 2 === 1) for (const gone of [n - 1, n]) await witness.remove('Pod', `short-${gone}`);
    }
    await renewed(witness, 'web-0', 'worker-0');
    await witness.pod('moved', 'worker-0', ['198.51.100.1', '2001:db8::1']);
    await witness.move('moved', ['198.51.100.2', '2001:db8::1']);
    await witness.pod('heir', 'worker-1', ['198.51.100.1']);
    await witness.complete('heir');
    await witness.pod('heir-of-heir', 'worker-0', ['198.51.100.1', '2001:db8::4']);
    await witness.service('first', { clusterIP: '10.96.0.9', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
    await witness.remove('Service', 'first');
    await witness.service('second', { clusterIP: '10.96.0.9', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
    await witness.service('balanced', { type: 'LoadBalancer', externalIPs: ['198.51.100.70'] });
    await witness.balance('balanced', ['198.51.100.80', '2001:db8::80']);
    await witness.balance('balanced', ['198.51.100.81', '2001:db8::80']);
    await witness.setExternal('balanced', ['198.51.100.71', '2001:db8::71']);
    await witness.node(node);
    await witness.setNode(node, ['198.51.100.90', '2001:db8::90']);
    await witness.setNode(node, ['198.51.100.91', '2001:db8::90']);
    await checkHistory(stage, witness, 'watched');

    await witness.stop('SIGTERM');
    await whileAway(witness, node, 1);
    report.check('stopped and started again, it follows every kind', await witness.start());
    await checkHistory(stage, witness, 'stopped and started again');
    await witness.service('early-again', {});
    await witness.untilSure();
    await renewed(witness, 'web-0', 'worker-0');
    await witness.move('moved', ['198.51.100.5', '2001:db8::5']);
    await witness.pod('last', 'worker-0');
    await witness.remove('Pod', 'heir-of-heir');
    await checkHistory(stage, witness, 'up to the kill');
    await witness.killJustAfter(async () => {
      await witness.pod('just-before', 'worker-0');
      await witness.remove('Service', 'early');
      await witness.pod('blink', 'worker-1');
      await witness.remove('Pod', 'blink');
    });
    await whileAway(witness, node, 2);
    report.check('killed and started again, it follows every kind', await witness.start());
    await witness.untilSure();
    await witness.remove('Pod', 'last');
    await witness.remove('Node', node);
    await checkHistory(stage, witness, 'killed and started again');
    await checkHeldNow(stage, witness, 'after all of it');
    await checkPools(stage, witness, pools, started);
  } finally {
    await witness.end();
  }
}

/** A pod that keeps its name, as one of a StatefulSet does, and gets other addresses. */
async function renewed(witness: Witness, name: string, node: string): Promise<void> {
  await witness.remove('Pod', name);
  await witness.pod(name, node);
}

/** Nobody looks. What of it can still be seen afterwards is to be told with bounds, the rest is not. */
async function whileAway(witness: Witness, node: string, time: number): Promise<void> {
  await renewed(witness, 'web-1', 'worker-1');
  await witness.move('moved', [`198.51.100.${10 + time}`, `2001:db8::${10 + time}`]);
  await witness.pod(`found-${time}`, 'worker-0', [time === 1 ? '198.51.100.2' : '198.51.100.11']);
  await witness.unseen(`unseen-${time}`, [`198.51.100.${20 + time}`, `2001:db8::${20 + time}`]);
  await witness.remove('Service', time === 1 ? 'second' : 'after-1');
  await witness.service(`after-${time}`, { clusterIP: '10.96.0.9', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  await witness.balance('balanced', [`198.51.100.${81 + time}`, '2001:db8::80']);
  await witness.setNode(node, [`198.51.100.${91 + time}`, '2001:db8::90']);
}

async function checkHistory({ report }: Stage, witness: Witness, when: string): Promise<void> {
  const { journal } = witness;
  const left = await untilRight(() => historyDifferences(journal, witness.product), 30_000);
  const all = journal.addresses.map((address) => journal.of(address).length);
  const tenancies = all.reduce((sum, count) => sum + count, 0);
  report.check(`${when}: who held each of ${all.length} addresses from when to when, ${tenancies} tenancies`, left);
}

/** Whatever the cluster has, its own objects too. */
async function checkHeldNow({ api, report }: Stage, witness: Witness, when: string): Promise<void> {
  const compare = holdersNow();
  let name = '';
  const left = await untilRight(async () => {
    const [compared] = await compare(await takeSnapshot(api), witness.product);
    name = compared?.name ?? '';
    return compared?.differences ?? ['nothing was compared'];
  });
  report.check(`${when}: ${name}`, left);
}

/** Complaints where the first sample of a pool is not what /pools said at that time. */
async function notSampled(pools: readonly Pool[], witness: Witness, at: number): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, family, addresses, blocks, limit } of pools) {
    const { points } = await historyOf(id, witness, at);
    const expected = {
      total: addresses.total,
      usable: addresses.usable,
      handedOut: addresses.handedOut,
      recorded: addresses.recorded,
      inUse: addresses.inUse,
      inUseLeast: addresses.inUse,
      blocks: blocks && { prefixLength: blocks.prefixLength, total: blocks.total, handedOut: blocks.handedOut },
      limit: limit === 'blocks' ? 'blocks' : 'addresses',
      samples: 1,
      made: false,
    };
    lines.push(...differences(expected, points[0] ?? null, `${id} (${family})`));
  }
  return lines;
}

/** What is told of the pools once all is over: the first sample as it was, and a mark for each time that nobody looked. */
async function checkPools({ report }: Stage, witness: Witness, pools: readonly Pool[], started: number): Promise<void> {
  report.check('the first samples of the pools are what they were', await notSampled(pools, witness, started));
  for (const { id } of pools) {
    const { points, marks, step } = await historyOf(id, witness, started);
    const times = points.map(({ at }) => Date.parse(at));
    const wrong = [
      ...(step === 300 ? [] : [`the step is ${step} s`]),
      ...times.flatMap((at, i) => (at % 300_000 === 0 && at > (times[i - 1] ?? 0) ? [] : [`a sample of ${points[i]?.at}`])),
      ...points.flatMap(({ at, samples, total }) =>
        samples === 1 && total === points[0]?.total ? [] : [`${at}: ${samples} samples, of ${total}`],
      ),
    ];
    const restarts = marks.filter(({ kind }) => kind === 'restart');
    const away = witness.lives.map(({ from, stoppedBy }, i) => ({ from, stoppedBy, again: witness.lives[i + 1]?.from ?? witness.from }));
    if (restarts.length !== away.length) wrong.push(`${restarts.length} restarts are marked, there were ${away.length}`);
    for (const [i, { from, stoppedBy, again }] of away.entries()) {
      const mark = restarts.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))[i];
      const [begin, end] = [Date.parse(mark?.from ?? ''), Date.parse(mark?.until ?? '')];
      if (!(begin >= from && begin <= stoppedBy && end >= again))
        wrong.push(`restart ${i + 1} is marked from ${mark?.from} to ${mark?.until}`);
    }
    report.check(`/history of ${id}: samples in their places, and each restart marked`, wrong);
  }
}

function historyOf(pool: string, { product }: Witness, since: number): Promise<PoolHistory> {
  const from = new Date(since - 300_000).toISOString();
  return product.get<PoolHistory>(`/history?pool=${encodeURIComponent(pool)}&from=${from}&step=300`);
}
