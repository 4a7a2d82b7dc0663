import { z } from 'zod';
import { revision } from './basics.ts';

export const objectQuery = z.object({
  kind: z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9]+$/)
    .describe('a kind of Kubernetes, as references have it'),
  group: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/)
    .optional()
    .describe('an API group, as references have it (needed where several have a kind of that name)'),
  namespace: z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
    .optional()
    .describe('the name of a namespace (none for kinds without)'),
  name: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9]([-A-Za-z0-9_.:]*[A-Za-z0-9:])?$/) // IPAddress objects are called as their addresses
    .describe('a name as objects of Kubernetes have'),
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
