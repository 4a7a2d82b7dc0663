import { z } from 'zod';
import { revision } from './basics.ts';

export const objectQuery = z.object({
  kind: z.string().min(1).max(128),
  namespace: z.string().max(253).optional().describe('Left out for kinds without namespaces'),
  name: z.string().min(1).max(253),
});

/** One object as the API server gives it now, as YAML. */
export const objectAnswer = z.object({
  revision,
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  yaml: z.string(),
  leftOut: z
    .array(z.string())
    .describe('Fields that were taken out of it, because they may hold secrets or are noise: "spec.containers[].env"'),
});
export type ObjectAnswer = z.infer<typeof objectAnswer>;
