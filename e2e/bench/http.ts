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
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent }, resolve).once('error', reject);
  });
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return { status: answer.statusCode ?? 0, body: Buffer.concat(pieces), milliseconds: now() - from };
}

/** An answer's JSON; throws where its status is not 200. */
export async function json<T>(url: string): Promise<T> {
  const { status, body } = await timedGet(url);
  if (status !== 200) throw new Error(`GET ${url}: ${status} ${body.toString().slice(0, 300)}`);
  return JSON.parse(body.toString()) as T;
}
