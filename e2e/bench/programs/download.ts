import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { answering } from './answering.ts';
import { now } from './now.ts';

/** What a bare download asks for: streams that begin at once, and those that wait for each other's initial events. */
export interface Wanted {
  readonly kubeconfig: string;
  readonly atOnce: readonly Stream[];
  readonly inTurn: readonly Stream[];
}

export interface Stream {
  readonly path: string;
  readonly accept: string;
}

export interface Downloaded {
  /** From the first request to the last end of initial events. */
  readonly milliseconds: number;
  /** Of the bodies, up to there. */
  readonly bytes: number;
  /** Seconds of processor time meanwhile. */
  readonly cpu: number;
}

/** What the bookmark that ends the initial events of a WatchList carries (KEP-3157). */
const endMark = Buffer.from('k8s.io/initial-events-end');

/** The streams of a first read, with nothing done to their bytes but to look for the mark at their end. */
answering({
  async download({ kubeconfig, atOnce, inTurn }: Wanted): Promise<Downloaded> {
    const way = await wayTo(kubeconfig);
    let bytes = 0;
    const bodies: IncomingMessage[] = [];
    const initialEvents = async (stream: Stream) => {
      const body = await opened(way, stream);
      bodies.push(body);
      await toEndMark(body, (more) => {
        bytes += more;
      });
    };
    const oneByOne = async () => {
      for (const stream of inTurn) await initialEvents(stream);
    };
    const from = now();
    const before = process.cpuUsage();
    await Promise.all([...atOnce.map(initialEvents), oneByOne()]);
    const milliseconds = now() - from;
    const { user, system } = process.cpuUsage(before);
    for (const body of bodies) body.destroy();
    return { milliseconds, bytes, cpu: (user + system) / 1e6 };
  },
});

interface Way {
  readonly server: URL;
  readonly options: RequestOptions;
}

async function wayTo(kubeconfig: string): Promise<Way> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const server = new URL(config.getCurrentCluster()?.server ?? '');
  if (server.protocol === 'http:') return { server, options: { agent: new PlainAgent({ keepAlive: true }) } };
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, rejectUnauthorized } = options;
  return { server, options: { ...options, agent: new Agent({ keepAlive: true, ca, cert, key, rejectUnauthorized }) } };
}

function opened({ server, options }: Way, { path, accept }: Stream): Promise<IncomingMessage> {
  const ask = server.protocol === 'http:' ? plainRequest : request;
  return new Promise((resolve, reject) => {
    const asked = ask(new URL(path, server), { ...options, headers: { ...options.headers, accept } }, (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`GET ${path}: ${answer.statusCode}`));
    });
    asked.once('error', reject).end();
  });
}

function toEndMark(body: IncomingMessage, onBytes: (more: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let tail = Buffer.alloc(0); // the mark may lie across two pieces
    let isThere = false;
    body.on('data', (piece: Buffer) => {
      if (isThere) return;
      onBytes(piece.length);
      const seam = Buffer.concat([tail, piece.subarray(0, endMark.length)]);
      isThere = piece.includes(endMark) || seam.includes(endMark);
      tail = Buffer.from(piece.subarray(-endMark.length));
      if (isThere) resolve();
    });
    body.once('error', reject); // also that of our own hanging up, when the promise is settled
    body.once('end', () => reject(new Error('a stream ended before its initial events did')));
  });
}
