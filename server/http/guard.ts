import type { NextFunction, Request, Response } from 'express';
import { isLoopback } from '../../shared/net/loopback.ts';
import { ProblemError } from './problem.ts';
import { decode } from './query.ts';

const longestUrl = 4096;

/** Refuses what no route takes, before any route is tried: other methods, bodies, long or badly encoded addresses. */
export function guard(req: Request, _res: Response, next: NextFunction): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    throw new ProblemError('method-not-allowed', req.method, 'This server only reads: use GET or HEAD.', {
      Allow: 'GET, HEAD',
      Connection: 'close',
    });
  }
  if (req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0) {
    throw new ProblemError('body-not-allowed', null, 'Send no body with GET or HEAD.', { Connection: 'close' });
  }
  if ((req.headersDistinct.host?.length ?? 0) > 1) {
    throw new ProblemError('invalid-request', null, 'It has two Host headers (RFC 9112 §3.2).', { Connection: 'close' });
  }
  if (req.url.length > longestUrl) {
    throw new ProblemError('uri-too-long', req.url, `It has ${req.url.length} characters; at most ${longestUrl} are read.`);
  }
  decode(pathOf(req.url));
  next();
}

/**
 * For a server that listens on loopback alone: takes only requests for a loopback name. Else any web page could have its own host
 * name resolve to 127.0.0.1 and read the cluster through the visitor's browser (DNS rebinding).
 */
export function onlyLoopbackNames(req: Request, _res: Response, next: NextFunction): void {
  // RFC 9112 §3.2.2: where the target is a whole URL, its host counts and not the header's
  const host = URL.parse(req.url)?.hostname.replace(/^\[|\]$/g, '') ?? hostOf(req.headers.host ?? 'localhost');
  if (!isLoopbackName(host)) {
    throw new ProblemError(
      'misdirected-host',
      host,
      'This server listens on this machine alone and answers to localhost, 127.0.0.1 and [::1].',
    );
  }
  next();
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isLoopback(host);
}

/** The host of a Host header: without its port, without the brackets of an IPv6 address. */
function hostOf(header: string): string {
  const bracketed = /^\[([^\]]*)\](:\d*)?$/.exec(header);
  return (bracketed?.[1] ?? header.replace(/:\d*$/, '')).toLowerCase();
}

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}
