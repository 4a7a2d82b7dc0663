import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ProblemCode, ProblemError, problemOf } from './problem.ts';

export interface Listening {
  readonly address: AddressInfo;
  /** Takes no more connections; those there are end with their answer, or in 200 ms. */
  stop(): Promise<void>;
}

/** Serves requests on a host and port (0: any free one). Rejects with the error of the system, such as EADDRINUSE. */
export async function listen(handler: RequestListener, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 2_000 },
    handler,
  );
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server listens on no port');
  return { address, stop: () => close(server) };
}

const grace = 200; // milliseconds for answers that are on their way

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What node's parser could not read never reaches a route: the answer is written by hand. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const body = problemOf(problemFor(error.code), randomUUID());
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${body.status} ${body.title}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      text,
    ].join('\r\n'),
  );
}

function problemFor(code: string | undefined): ProblemError {
  const known: Readonly<Record<string, [ProblemCode, string]>> = {
    HPE_HEADER_OVERFLOW: ['headers-too-large', 'The request line and the header have 16 KiB together.'],
    ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The header has to arrive within 10 s.'],
  };
  const [problem, detail] = known[code ?? ''] ?? ['invalid-request', 'This is not HTTP/1.1 as RFC 9112 has it.'];
  return new ProblemError(problem, null, detail);
}
