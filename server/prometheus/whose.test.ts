import { expect, test } from 'vitest';
import { noon } from '../testing/serve.ts';
import type { Series, Span } from './client.ts';
import { ownSeries, type WhoseOptions } from './whose.ts';

const hour = 3_600_000;
const day = 24 * hour;
const whole = { from: noon - 100 * day, to: noon + day };

/** The series of a cluster while it was there; without a uid it has nodes, and no Service default/kubernetes that tells whose they are. */
interface Cluster {
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly from?: number;
  readonly to?: number;
}

/** A Prometheus that had them, scraped every minute. */
function prometheus(...clusters: readonly Cluster[]): WhoseOptions['client'] {
  return {
    where: 'http://prometheus',
    async queryRange(query: string, { from, to, step }: Span): Promise<readonly Series[]> {
      const [, by] = /^count by \((.*?)\)/.exec(query) ?? [];
      const selected = [...query.matchAll(/(?:[{ ])(cluster|job)="(.*?)"/g)];
      return clusters.flatMap(({ uid, labels = {}, ...life }) => {
        const { from: begins, to: ends } = { ...whole, ...life };
        if (selected.some(([, label, value]) => labels[label as string] !== value)) return [];
        const over = by === undefined ? 6 * hour : 60_000;
        const points = new Map<number, number>();
        for (let at = from; at <= to; at += step) if (at >= begins && at - over < ends) points.set(at, 1);
        if (by === undefined)
          return uid === undefined ? [] : [{ labels: { uid, namespace: 'default', service: 'kubernetes', ...labels }, points }];
        const kept = by.split(', ').flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]]]));
        return [{ labels: Object.fromEntries(kept) as Readonly<Record<string, string>>, points }];
      });
    },
  };
}

const said: string[] = [];
const look = (client: WhoseOptions['client'], rest: Partial<WhoseOptions> = {}) => {
  said.length = 0;
  const say = (line: string) => void said.push(line);
  return ownSeries({ client, uid: 'own', selector: '', from: null, to: noon, now: noon, say, ...rest });
};
const prod = { cluster: 'prod', job: 'ksm' };
const stage = { cluster: 'stage', job: 'ksm' };
const choose = 'give a --selector that is true of this one';

test('one cluster, over all the time, whatever instance said it', async () => {
  const { begin, isOwn } = await look(prometheus({ uid: 'own', labels: prod }));
  expect([begin, isOwn(begin), isOwn(noon)]).toEqual([noon - 100.5 * day, false, true]);
  expect(said).toEqual(['Prometheus  http://prometheus: kube-state-metrics since 2026-08-15']);
});

test('another one that is there now is told by a label', async () => {
  await expect(look(prometheus({ uid: 'other', labels: stage }))).rejects.toMatchObject({
    fault: 'no-series',
    message: expect.stringContaining('has series of another cluster, and not of this one'),
  });
  const both = prometheus({ uid: 'own', labels: prod }, { uid: 'other', labels: stage });
  await expect(look(both)).rejects.toThrow(
    `http://prometheus has series of 2 clusters (the other one: 2026-08-15 to 2026-11-23): ${choose}, such as cluster="prod"`,
  );
  await look(both, { selector: 'cluster="prod"' });
  await expect(look(both, { selector: 'cluster="stage"' })).rejects.toThrow('of another cluster, and not of this one');
});

test('another one that was there once and is gone is told too, over the whole time that is asked about', async () => {
  const away = { uid: 'other', from: noon - 60 * day, to: noon - 60 * day + 5 * 60_000 };
  const labelled = prometheus({ uid: 'own', labels: prod }, { ...away, labels: stage });
  await expect(look(labelled)).rejects.toThrow(`has series of 2 clusters (the other one: 2026-09-24): ${choose}, such as cluster="prod"`);
  await look(labelled, { selector: 'cluster="prod"' });
  await look(labelled, { from: noon - 50 * day });
  await look(labelled, { to: noon - 70 * day });
});

test('where no label tells them apart, a time from which on it is alone does', async () => {
  const unlabelled = prometheus({ uid: 'own' }, { uid: 'other', to: noon - 30 * day });
  await expect(look(unlabelled)).rejects.toThrow(
    `(the other one: 2026-08-15 to 2026-10-24), and no label tells them apart: ${choose}; or --from 2026-10-25, from when on this one is alone there`,
  );
  await look(unlabelled, { from: Date.parse('2026-10-25') });
  await expect(look(prometheus({ uid: 'own' }, { uid: 'a' }, { uid: 'b' }))).rejects.toThrow(
    new RegExp(`series of 3 clusters \\(the others: .*\\), and no label tells them apart: ${choose}$`),
  );
});

test('a label counts that was the same all the time, and never another one’s', async () => {
  const moved = [
    { uid: 'own', labels: { job: 'ksm', team: 'a' }, to: noon - 50 * day },
    { uid: 'own', labels: { job: 'other', team: 'a' }, from: noon - 50 * day },
    { uid: 'x', labels: { job: 'ksm', team: 'b' } },
  ];
  await expect(look(prometheus(...moved))).rejects.toThrow(`${choose}, such as team="a"`);
  await look(prometheus(...moved.slice(0, 2)));
});

test('series that no Service default/kubernetes tells of are left to a choice where labels set them apart', async () => {
  const both = prometheus({ uid: 'own', labels: prod }, { labels: stage, to: noon - 30 * day });
  await expect(look(both)).rejects.toThrow(
    `has series with cluster="stage", job="ksm", of which no Service default/kubernetes tells whose they are: ${choose}, such as cluster="prod", job="ksm"`,
  );
  await look(both, { selector: 'cluster="prod"' });
  await look(both, { from: noon - 20 * day });
  const none = prometheus({ labels: prod }, { labels: stage });
  await expect(look(none)).rejects.toThrow('has series with cluster="prod", job="ksm" and with cluster="stage", job="ksm", of which');
  const { isOwn } = await look(none, { selector: 'cluster="prod"' });
  expect([said[1], isOwn(noon)]).toEqual([expect.stringContaining('whether they are this cluster’s cannot be told'), true]);
});

test('where its Service may not be read, one cluster is taken and said not to be told, several are a choice', async () => {
  const both = prometheus({ uid: 'own', labels: prod }, { uid: 'other', labels: stage, to: noon - 30 * day });
  await expect(look(both, { uid: null })).rejects.toThrow(
    `has series of 2 clusters, and the Service default/kubernetes may not be read to tell which is this one: ${choose}`,
  );
  await look(both, { uid: null, selector: 'cluster="prod"' });
  expect(said[1]).toContain('whether they are this cluster’s cannot be told');
});

test('of times in which the Service default/kubernetes was not there, nothing is this cluster’s', async () => {
  const { begin, isOwn } = await look(prometheus({ uid: 'own', from: noon - 10 * day }, {}));
  expect(said[1]).toBe('            nothing tells whose they are at times (2026-08-15 to 2026-11-13), which are left out');
  expect(begin).toBe(noon - 100.5 * day);
  const moments = Array.from({ length: 100 * 24 }, (_, i) => noon - i * hour);
  expect(moments.filter(isOwn).at(-1)).toBe(noon - 10 * day - 5 * hour); // to a quarter of a day
});

test('a Service of that name in another namespace is none, and a scrape that renamed labels is understood', async () => {
  const labels = { namespace: 'monitoring', exported_namespace: 'default', exported_service: 'kubernetes' };
  await look(prometheus({ uid: 'own', labels }, { uid: 'other', labels: { namespace: 'shop' } }));
  expect(said.length).toBe(1);
});
