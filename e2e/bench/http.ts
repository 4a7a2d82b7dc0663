import { Agent, get, type IncomingMessage } from 'node:http';
import { now } from './programs/now.ts';

/** One GET, timed from its start to the last byte of its answer. */
export interface Timed {
  readonly status: number;
  readonly body: Buffer;
  readonly milliseconds: number;
}

const agent = new Agent({ keepAlive: true });

/** Over a connection that is kept, without compression. */
export async function timedGet(url: string): Promise<Timed> {
  const from = now();
  const answer = await opened(url);
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return { status: answer.statusCode ?? 0, body: Buffer.concat(pieces), milliseconds: now() - from };
}

function opened(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, resolve);
    request.once('error', (error: NodeJS.ErrnoException) => {
      // The server may end a connection that rested, just when it is used again.
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(opened(url));
      else reject(error);
    });
  });
}

/** An answer's JSON; throws where its status is not 200. */
export async function json<T>(url: string): Promise<T> {
  const { status, body } = await timedGet(url);
  if (status !== 200) throw new Error(`GET ${url}: ${status} ${body.toString().slice(0, 300)}`);
  return JSON.parse(body.toString()) as T;
}
