import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { isLoopback } from '../../shared/net/loopback.ts';
import { ProblemError } from './problem.ts';

export interface RateLimitOptions {
  /** Requests a minute that one client may make. */
  readonly perMinute: number;
  /** Whether programs on this machine are counted too. */
  readonly countLoopback: boolean;
}

/** Refuses clients that ask too often. */
export function limitRate({ perMinute, countLoopback }: RateLimitOptions): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: rateKeyOf,
    skip: (req) => !countLoopback && isLoopback(req.ip ?? ''),
    handler(_req, _res, next) {
      next(new ProblemError('too-many-requests', null, `At most ${perMinute} requests a minute are served to one client.`));
    },
  });
}

/** One client: an IPv4 address, or the /64 of an IPv6 one, since a host chooses freely in its /64. */
export function rateKeyOf(req: { readonly ip?: string | undefined }): string {
  return ipKeyGenerator(req.ip ?? '', 64);
}
