import { acceptOf } from '../../../server/kubernetes/format.ts';
import { kindTable } from '../../../server/kubernetes/kindTable.ts';
import { pathOf } from '../../../server/kubernetes/resource.ts';
import type { Child } from '../children.ts';
import { startProduct } from '../product.ts';
import type { Downloaded, Stream, Wanted } from '../programs/download.ts';
import type { Asked, Figures } from '../programs/inside.ts';
import type { Cluster, Stage } from '../stage.ts';
import { median } from '../statistics.ts';
import { alone, bytes, compared, type Row } from '../table.ts';
import { kubectl } from './kubectl.ts';

interface Read {
  /** From its first request to the moment when every kind that may be read is whole. */
  readonly milliseconds: number;
  readonly figures: Figures;
}

interface ReadByProduct extends Read {
  /** From the start of the process to /readyz = 200. */
  readonly fromStart: number;
  readonly overviews: readonly number[];
}

/** A first read beside a download of the same streams that throws the bytes away, in turns. */
export async function sync(stage: Stage): Promise<Row[]> {
  const cluster = await stage.largest();
  // The first read is not counted: it builds the page where that is old, warms the server, and shows what is asked for.
  const wanted = wantedOf((await readByProduct(stage, cluster)).figures.asked, cluster);
  const downloads: Downloaded[] = [];
  const bare: Read[] = [];
  const whole: ReadByProduct[] = [];
  const turns = [
    async () => void downloads.push(await download(stage, wanted)),
    async () => void bare.push(await readAlone(stage, cluster)),
    async () => void whole.push(await readByProduct(stage, cluster)),
  ];
  for (let round = 0; round < stage.flags.rounds; round++) {
    for (let i = 0; i < turns.length; i++) await turns[(round + i) % turns.length]?.();
  }
  const rows = rowsOf(cluster, downloads, bare, whole);
  const { kubectl: program } = stage.flags;
  if (program === null) return rows;
  const fromStart = median(whole.map((one) => one.fromStart)) / 1000;
  const beside = await kubectl(program, cluster.kubeconfig);
  return [...rows, compared('… whole product, from its start', 's', fromStart, 'for kubectl get pods -A -o wide', beside, { most: 0.2 })];
}

function rowsOf({ name }: Cluster, downloads: readonly Downloaded[], bare: readonly Read[], whole: readonly ReadByProduct[]): Row[] {
  const seconds = (list: readonly { readonly milliseconds: number }[]) => median(list.map(({ milliseconds }) => milliseconds)) / 1000;
  const middle = (list: readonly Read[], figure: (figures: Figures) => number) => median(list.map(({ figures }) => figure(figures)));
  const longest = whole.flatMap(({ overviews }) => overviews);
  const counts = (list: readonly Read[]) =>
    [
      `${middle(list, ({ asked }) => asked.length)} requests`,
      `${bytes(middle(list, ({ received }) => received))} received`,
      `${bytes(middle(list, ({ used, usedBefore }) => used.allocated - usedBefore.allocated))} allocated`,
      `${middle(list, ({ collections }) => collections)} collections`,
    ].join(', ');
  const downloaded = seconds(downloads);
  const beside = `bare download of ${bytes(median(downloads.map((one) => one.bytes)))}`;
  return [
    compared(`cold sync of ${name}: reading, store, model`, 's', seconds(bare), beside, downloaded, { most: 1.3, counts: counts(bare) }),
    compared('… whole product, first request to /readyz = 200', 's', seconds(whole), beside, downloaded, {
      most: 1.3,
      counts: counts(whole),
    }),
    compared(
      '… processor time of reading, store, model',
      's',
      middle(bare, cpuOf),
      'for the bare download',
      median(downloads.map(({ cpu }) => cpu)),
      {
        counts: `${Math.round(middle(bare, ({ collecting }) => collecting))} ms of it in collections`,
      },
    ),
    alone('… whole product, start of the process to /readyz = 200', 's', median(whole.map(({ fromStart }) => fromStart)) / 1000),
    alone('longest turn of the event loop while syncing', 'ms', Math.max(...whole.map(({ figures }) => figures.longestTurn)), {
      mostFigure: 50,
    }),
    alone('slowest /api/v1/overview while syncing', 'ms', Math.max(...longest), { counts: `of ${longest.length}` }),
  ];
}

const cpuOf = ({ used, usedBefore }: Figures): number => used.cpu - usedBefore.cpu;

async function download(stage: Stage, wanted: Wanted): Promise<Downloaded> {
  const child = stage.children.start('e2e/bench/programs/download.ts');
  try {
    return await child.ask<Downloaded>('download', wanted);
  } finally {
    await child.stop();
  }
}

async function readAlone(stage: Stage, { kubeconfig }: Cluster): Promise<Read> {
  const inside = new URL('../programs/inside.ts', import.meta.url).href;
  const child: Child = stage.children.start('e2e/bench/programs/reader.ts', [], ['--expose-gc', '--import', inside]);
  try {
    const at = await child.ask<number>('read', { kubeconfig });
    const figures = await child.ask<Figures>('figures', { collect: false });
    return { milliseconds: at - firstRequest(figures), figures };
  } finally {
    await child.stop();
  }
}

async function readByProduct(stage: Stage, { kubeconfig }: Cluster): Promise<ReadByProduct> {
  const product = await startProduct(stage.children, kubeconfig);
  try {
    const { at, overviews } = await product.ready();
    const figures = await product.figures();
    return { milliseconds: at - firstRequest(figures), fromStart: at - product.startedAt, overviews, figures };
  } finally {
    await product.stop();
  }
}

function firstRequest({ asked }: Figures): number {
  const [first] = asked;
  if (!first) throw new Error('no request to the API server was seen: are they made in another thread?');
  return first.at;
}

/** The WatchLists that were answered: those of big kinds one after another, the others at once, as the product asks for them. */
function wantedOf(asked: readonly Asked[], { kubeconfig }: Cluster): Wanted {
  const big = new Set(
    Object.values(kindTable)
      .filter((reader) => reader.big)
      .flatMap((reader) => reader.resources.map((resource) => pathOf(resource, {}).replace(/\?$/, ''))),
  );
  const streams = asked.filter(({ path, status }) => status === 200 && path.includes('sendInitialEvents=true'));
  if (streams.length === 0) throw new Error('the product read nothing by WatchList: there is nothing to compare with');
  const isBig = ({ path }: Stream) => big.has(path.slice(0, path.indexOf('?')));
  const stream = ({ path, accept }: Asked): Stream => ({ path, accept: accept || acceptOf.protobuf });
  return { kubeconfig, atOnce: streams.filter((one) => !isBig(one)).map(stream), inTurn: streams.filter(isBig).map(stream) };
}
