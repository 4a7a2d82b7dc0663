import type { Pool } from '../../../shared/wire/pools.ts';

/** One way in which a range is known. `where` lists the objects that say it, when it is a flag of several. */
export interface ProvenanceLine {
  readonly source: string;
  readonly confidence: string;
  readonly where: readonly string[];
}

/** What a source says, apart from who says it: "--cluster-cidr" of "Pod/kube-system/kube-controller-manager-a --cluster-cidr". */
export function flagOf(source: string): string | undefined {
  return /\s(--[\w-]+)$/.exec(source)?.[1];
}

/** The sources of some pools, each once; the same flag on several control-plane pods is one line. */
export function provenanceLines(pools: readonly Pick<Pool, 'provenance'>[]): ProvenanceLine[] {
  const lines = new Map<string, { source: string; confidence: string; where: string[] }>();
  for (const { source, confidence } of pools.flatMap((pool) => pool.provenance)) {
    const flag = flagOf(source);
    const key = `${flag ?? source} ${confidence}`;
    const line = lines.get(key) ?? { source: flag ?? source, confidence, where: [] };
    const object = flag === undefined ? undefined : source.slice(0, -flag.length).trim();
    if (object !== undefined && !line.where.includes(object)) line.where.push(object);
    lines.set(key, line);
  }
  return [...lines.values()];
}
