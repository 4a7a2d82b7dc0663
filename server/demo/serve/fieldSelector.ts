import { isStored, type KindInfo, type TypedKind } from '../kinds.ts';
import { badRequest, type Failure } from './failure.ts';

/** Labels that kube-apiserver 1.37.2 knows beside metadata.name: of the kinds that say it in a way of their own. */
const labels: Partial<Record<TypedKind, readonly string[]>> = {
  Pod: [
    'metadata.namespace',
    'spec.hostNetwork',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.nominatedNodeName',
    'status.phase',
    'status.podIP',
    'status.podIPs',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Service: ['metadata.namespace', 'spec.clusterIP', 'spec.type'],
};

/** The name that a fieldSelector asks for, '' where there is none; refused as the API server does, and what only the simulated one lacks. */
export function nameSelected(selector: string, { kind }: Pick<KindInfo, 'kind'>): string | { readonly failure: Failure } {
  if (selector === '') return '';
  const fail = (message: string) => ({ failure: badRequest(message) });
  const own = isStored(kind) ? undefined : labels[kind];
  for (const term of selector.split(/(?<!\\),/)) {
    const label = /^([^=!]+)(?:!=|==?)/.exec(term)?.[1];
    if (label === undefined) return fail(`invalid selector: '${selector}'; can't understand '${term}'`);
    if (label === 'metadata.name' || (own ?? ['metadata.namespace']).includes(label)) continue;
    if (own || isStored(kind)) return fail(`field label not supported: ${label}`);
    return fail(`"${label}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
  }
  const name = /^metadata\.name==?([^,=!\\]+)$/.exec(selector)?.[1];
  return name ?? fail('fieldSelector: this simulated API server has metadata.name=NAME alone');
}
