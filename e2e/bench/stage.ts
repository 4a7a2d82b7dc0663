import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKubeconfig } from '../browser/kubeconfig.ts';
import { type Child, Children } from './children.ts';
import type { Flags } from './flags.ts';
import { populationOf } from './population.ts';
import { type Product, startProduct } from './product.ts';

/** A cluster to read. */
export interface Cluster {
  /** What it is called in the table. */
  readonly name: string;
  readonly kubeconfig: string;
  /** The demo cluster's program; null for a real one. */
  readonly demo: Child | null;
}

/** A product that has read its cluster and rests. */
export interface Subject {
  readonly cluster: Cluster;
  readonly product: Product;
}

/** What a run starts, each of it when it is first asked for, and stops as a whole. */
export class Stage {
  readonly children = new Children();
  readonly flags: Flags;
  readonly #folder = mkdtempSync(join(tmpdir(), 'cidrscape-bench-'));
  #clusters: Promise<readonly Cluster[]> | undefined;
  #subjects: Promise<readonly Subject[]> | undefined;

  constructor(flags: Flags) {
    this.flags = flags;
  }

  /** From the smallest to the largest; the last one is what a run is about. */
  clusters(): Promise<readonly Cluster[]> {
    this.#clusters ??= this.#startClusters();
    return this.#clusters;
  }

  async largest(): Promise<Cluster> {
    const cluster = (await this.clusters()).at(-1);
    if (!cluster) throw new Error('there is no cluster');
    return cluster;
  }

  /** A product for each cluster; none of them does anything else meanwhile. */
  subjects(): Promise<readonly Subject[]> {
    this.#subjects ??= this.#startSubjects();
    return this.#subjects;
  }

  async stop(): Promise<void> {
    await this.children.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startClusters(): Promise<readonly Cluster[]> {
    const { sizes, against } = this.flags;
    const clusters: Cluster[] = [];
    for (const pods of against === null ? sizes : sizes.slice(0, 1)) clusters.push(await this.#startDemo(pods));
    if (against !== null) clusters.push({ name: 'the real cluster', kubeconfig: against, demo: null });
    return clusters;
  }

  async #startDemo(pods: number): Promise<Cluster> {
    const { nodes, services } = populationOf(pods);
    const demo = this.children.start('e2e/bench/programs/cluster.ts', [JSON.stringify({ pods, nodes, services })]);
    const server = await demo.ask<string>('url');
    return {
      name: `${pods.toLocaleString('en')} pods`,
      kubeconfig: writeKubeconfig(mkdtempSync(join(this.#folder, 'demo-')), server),
      demo,
    };
  }

  async #startSubjects(): Promise<readonly Subject[]> {
    const subjects: Subject[] = [];
    for (const cluster of await this.clusters()) {
      const product = await startProduct(this.children, cluster.kubeconfig);
      await product.ready();
      subjects.push({ cluster, product });
    }
    return subjects;
  }
}
