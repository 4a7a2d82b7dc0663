import type { ServiceRequest } from '../../../shared/plan/serviceFields.ts';
import type { Api } from '../api.ts';
import type { Answer } from './compare.ts';
import { changed, type Manifest, manifestOf } from './manifest.ts';

export const services = '/api/v1/namespaces/predict/services';
export const hungUp: Answer = { status: 500, body: JSON.stringify({ message: 'no answer: the API server hung up, twice' }) };

/** Asks for a new Service of that name, or for a change of a stored one; dryRun: for nothing but an answer. */
export function askService(api: Api, before: Manifest | null, name: string, request: ServiceRequest, dryRun: boolean): Promise<Answer> {
  const query = dryRun ? '?dryRun=All' : '';
  return before
    ? answerOf(api, 'PUT', `${services}/${before.metadata.name}${query}`, changed(before, request))
    : answerOf(api, 'POST', `${services}${query}`, manifestOf(name, request));
}

/** An API server that panics over a request hangs up, where it would say 500; one that closes an idle connection does so once. */
async function answerOf(api: Api, method: 'POST' | 'PUT', path: string, body: Manifest): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await api.answer(method, path, body);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      if (tries === 2) return hungUp;
    }
  }
}

/** The namespace that all of it happens in. */
export async function makeNamespace(api: Api): Promise<void> {
  if (!(await api.get('/api/v1/namespaces/predict')))
    await api.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'predict' } });
}
