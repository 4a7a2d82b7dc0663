import type { DemoCluster } from '../../server/demo/cluster/demoCluster.ts';

let rounds = 0;

/**
 * What a cluster goes through, one of each: things come, change and go, in every kind that is read at once. Called while a fault is
 * played, so that whatever it loses is missed later.
 */
export function live(cluster: DemoCluster): void {
  const n = ++rounds;
  const old = `chaos-${n - 1}`;
  const name = `chaos-${n}`;
  cluster.createNamespace(name);
  cluster.createService({ namespace: name, name: 'web', app: 'web', policy: 'PreferDualStack' });
  for (const pod of ['web-0', 'web-1']) cluster.createPod({ namespace: name, name: pod, app: 'web' });
  cluster.setPodReady(`${name}/web-0`, false);
  if (!cluster.storage.get('Namespace', old)) return;
  cluster.deletePod(`${old}/web-0`);
  cluster.terminatePod(`${old}/web-1`);
  if (cluster.storage.get('Service', `${old}/web`)) cluster.deleteService(`${old}/web`);
}
