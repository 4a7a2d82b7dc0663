import { type LintCluster, LintState } from './lintCluster.ts';
import { lintNetworkPolicy } from './lintNetworkPolicy.ts';
import { holdsRanges, lintRange } from './lintRange.ts';
import { lintService } from './lintService.ts';
import { type Manifest, readManifests, type Source } from './readManifests.ts';
import type { Remark } from './remark.ts';

/** What there is to say of some manifests. */
export interface LintReport {
  /** In the order of the sources and their lines. */
  readonly remarks: readonly Remark[];
  /** Objects that were looked at. */
  readonly objects: number;
  /** Kinds that hold nothing to look at, with how many of each. */
  readonly others: ReadonlyMap<string, number>;
}

/** Lints one document a step, so that a caller may pause. What was said so far is what it yields, and returns in the end. */
export function* lint(sources: readonly Source[], cluster: LintCluster, namespace: string): Generator<void, LintReport, undefined> {
  const state = new LintState(cluster);
  const remarks: Remark[] = [];
  const others = new Map<string, number>();
  let objects = 0;
  for (const source of sources) {
    const own: Remark[] = [];
    for (const found of readManifests(source)) {
      if (!('kind' in found)) own.push(found);
      else {
        const said = lintManifest(found, state, namespace);
        if (said) {
          objects++;
          own.push(...said);
        } else others.set(found.kind, (others.get(found.kind) ?? 0) + 1);
      }
      yield;
    }
    remarks.push(...own.sort((a, b) => a.line - b.line));
  }
  return { remarks, objects, others };
}

/** Undefined for kinds that hold nothing to look at. */
function lintManifest(manifest: Manifest, state: LintState, namespace: string): Remark[] | undefined {
  const { kind, apiVersion } = manifest;
  if (kind === 'Service' && apiVersion === 'v1') return lintService(manifest, state, namespace);
  if (kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/')) return lintNetworkPolicy(manifest, state, namespace);
  return holdsRanges(kind) ? lintRange(manifest, state) : undefined;
}

/** The whole report at once. */
export function lintAll(sources: readonly Source[], cluster: LintCluster, namespace = 'default'): LintReport {
  const steps = lint(sources, cluster, namespace);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
