import type { DemoCluster } from './demoCluster.ts';
import type { PodState } from './objects.ts';
import type { PodRequest } from './pods.ts';
import type { ServiceRequest } from './services.ts';

/** Fills a cluster up to so many pods and Services, no further. */
export class Budget {
  readonly #cluster: DemoCluster;
  readonly #pods: number;
  readonly #services: number;

  constructor(cluster: DemoCluster, pods: number, services: number) {
    this.#cluster = cluster;
    this.#pods = pods;
    this.#services = services;
  }

  get podsLeft(): number {
    return this.#pods - this.#cluster.storage.count('Pod');
  }

  get servicesLeft(): number {
    return this.#services - this.#cluster.storage.count('Service');
  }

  namespace(name: string, createdAt: number): void {
    if (!this.#cluster.storage.get('Namespace', name)) this.#cluster.createNamespace(name, createdAt);
  }

  pod(request: PodRequest): PodState | undefined {
    return this.podsLeft > 0 ? this.#cluster.pods.create(request) : undefined;
  }

  service(request: ServiceRequest): void {
    if (this.servicesLeft > 0) this.#cluster.services.create(request);
  }
}
