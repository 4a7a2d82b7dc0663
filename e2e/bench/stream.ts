import { get, type IncomingMessage } from 'node:http';
import { now } from './programs/now.ts';

/** A message of /stream as it arrived. */
export interface Message {
  readonly revision: number;
  readonly at: number;
}

export interface OpenStream {
  /** Without the greeting. */
  readonly messages: Message[];
  close(): void;
}

/** Listens from the moment it has been greeted. */
export async function openStream(url: string): Promise<OpenStream> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, resolve).once('error', reject);
  });
  if (answer.statusCode !== 200) throw new Error(`GET ${url}: ${answer.statusCode}`);
  const messages: Message[] = [];
  let rest = '';
  const greeted = new Promise<void>((resolve) => {
    answer.setEncoding('utf8').on('data', (text: string) => {
      const at = now();
      const parts = (rest + text).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, revision] = /^id: (\d+)$/m.exec(part) ?? [];
        if (revision !== undefined) messages.push({ revision: Number(revision), at });
      }
      if (messages.length > 0) resolve();
    });
  });
  answer.on('error', () => undefined); // our own hanging up
  await greeted;
  messages.splice(0);
  return { messages, close: () => answer.destroy() };
}
