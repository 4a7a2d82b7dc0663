import { useEffect, useState } from 'react';
import { type LintReport, lint } from './lint.ts';
import type { LintCluster } from './lintCluster.ts';
import type { Source } from './readManifests.ts';

/** So long it works before the page may answer a key. */
const slice = 12;

/** The report on some texts, worked out in pieces; undefined until there is one. `busy`: it is of older texts. */
export function useLintReport(
  sources: readonly Source[],
  cluster: LintCluster | undefined,
  namespace: string,
): { report: LintReport | undefined; busy: boolean } {
  const [done, setDone] = useState<{ report: LintReport; of: readonly Source[] }>();
  useEffect(() => {
    if (!cluster) return;
    const steps = lint(sources, cluster, namespace);
    let timer: ReturnType<typeof setTimeout>;
    const work = () => {
      const start = performance.now();
      while (performance.now() - start < slice) {
        const step = steps.next();
        if (!step.done) continue;
        setDone({ report: step.value, of: sources });
        return;
      }
      timer = setTimeout(work);
    };
    timer = setTimeout(work);
    return () => clearTimeout(timer);
  }, [sources, cluster, namespace]);
  return { report: done?.report, busy: done?.of !== sources };
}
