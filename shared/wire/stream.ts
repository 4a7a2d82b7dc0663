import { z } from 'zod';
import { revision } from './basics.ts';

export const topic = z.enum(['pools', 'map', 'addresses', 'services', 'nodes', 'overview', 'findings', 'status']);
export type Topic = z.infer<typeof topic>;

/** One message of /stream: something behind these topics changed. prefixes is null where more changed than is worth naming. */
export const streamMessage = z.object({
  revision,
  topics: z.array(topic),
  prefixes: z.array(z.string()).nullable().describe('CIDRs whose addresses changed, at most 64'),
});
export type StreamMessage = z.infer<typeof streamMessage>;
