import { Agent, type RequestOptions, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** What the API server answered, where it is not a success. */
export class ApiError extends Error {
  readonly status: number;
  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path}: ${status} ${messageOf(body)}`);
    this.status = status;
  }
}

function messageOf(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : body.slice(0, 200);
  } catch {
    return body.slice(0, 200);
  }
}

/** A plain JSON client of one API server: the judge's own eyes, sharing nothing with the product but the kubeconfig. */
export interface Api {
  readonly server: string;
  /** One object; undefined where there is none. */
  get<T>(path: string): Promise<T | undefined>;
  /** The items of a list, all pages; undefined where the API server has no such kind. */
  list<T>(path: string): Promise<T[] | undefined>;
  /** Creates, and gives back what was stored. */
  create<T>(path: string, body: object): Promise<T>;
  /** Merges (RFC 7386) into an object or one of its subresources. */
  merge<T>(path: string, body: object): Promise<T>;
  /** Whatever is answered to a request, refusals too; a PATCH merges. */
  answer(method: 'POST' | 'PUT' | 'PATCH', path: string, body: object): Promise<{ readonly status: number; readonly body: string }>;
  /** Deletes; an object that is already gone is no error. */
  remove(path: string): Promise<void>;
  /** A kubeconfig for the same API server and another user: how it proves who it is, as a kubeconfig says it. */
  kubeconfigFor(user: object): object;
  stop(): void;
}

/** Reads the kubeconfig; the context named, or its current one. Throws where either is missing. */
export async function connect(kubeconfig: string, context: string | undefined): Promise<Api> {
  const config = new KubeConfig();
  let credentials: RequestOptions = {};
  const read = async () => {
    config.loadFromFile(kubeconfig);
    if (context !== undefined) config.setCurrentContext(context);
    const found: RequestOptions = {};
    await config.applyToHTTPSOptions(found);
    delete found.agent; // one connection pool, ended by stop
    credentials = found;
  };
  await read();
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error(`${kubeconfig}: no cluster in context ${config.currentContext}`);
  const agent = new Agent({ keepAlive: true });

  /** A control plane that is started again may want another token, which then stands in the same file. */
  const ask = async (method: string, path: string, body?: object, type?: string) => {
    const answer = await askOnce(method, path, body, type);
    if (answer.status !== 401) return answer;
    await read();
    return askOnce(method, path, body, type);
  };

  const askOnce = (method: string, path: string, body?: object, type = 'application/json') =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const url = new URL(cluster.server.replace(/\/$/, '') + path);
      const payload = body && JSON.stringify(body);
      const headers = { ...credentials.headers, accept: 'application/json', ...(payload ? { 'content-type': type } : {}) };
      const asked = request(url, { ...credentials, agent, method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
        answer.on('error', reject);
      });
      asked.setTimeout(30_000, () => asked.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
      asked.on('error', reject);
      asked.end(payload);
    });

  const must = async <T>(method: string, path: string, body?: object, type?: string): Promise<T> => {
    const answer = await ask(method, path, body, type);
    if (answer.status >= 300) throw new ApiError(method, path, answer.status, answer.body);
    return JSON.parse(answer.body) as T;
  };

  return {
    server: cluster.server,
    async get<T>(path: string) {
      const answer = await ask('GET', path);
      if (answer.status === 404) return undefined;
      if (answer.status >= 300) throw new ApiError('GET', path, answer.status, answer.body);
      return JSON.parse(answer.body) as T;
    },
    async list<T>(path: string) {
      const items: T[] = [];
      let next = '';
      do {
        const page = await ask('GET', `${path}?limit=500${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`);
        if (page.status === 404) return undefined;
        if (page.status >= 300) throw new ApiError('GET', path, page.status, page.body);
        const list = JSON.parse(page.body) as { items?: T[] | null; metadata?: { continue?: string } };
        items.push(...(list.items ?? []));
        next = list.metadata?.continue ?? '';
      } while (next !== '');
      return items;
    },
    create: (path, body) => must('POST', path, body),
    merge: (path, body) => must('PATCH', path, body, 'application/merge-patch+json'),
    answer: (method, path, body) => ask(method, path, body, method === 'PATCH' ? 'application/merge-patch+json' : undefined),
    async remove(path) {
      const answer = await ask('DELETE', path);
      if (answer.status >= 300 && answer.status !== 404) throw new ApiError('DELETE', path, answer.status, answer.body);
    },
    kubeconfigFor: (user) => ({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'other',
      clusters: [
        {
          name: 'other',
          cluster: {
            server: cluster.server,
            'certificate-authority': cluster.caFile,
            'certificate-authority-data': cluster.caData,
            'insecure-skip-tls-verify': cluster.skipTLSVerify,
          },
        },
      ],
      users: [{ name: 'other', user }],
      contexts: [{ name: 'other', context: { cluster: 'other', user: 'other' } }],
    }),
    stop: () => agent.destroy(),
  };
}
