import { z } from 'zod';

export const time = z.string().describe('RFC 3339');
export const timeAsked = z.iso.datetime({ offset: true }).max(40).describe('a time as RFC 3339 writes it, such as 2026-11-20T14:30:00Z');

export const mark = z
  .object({
    kind: z
      .enum(['restart', 'clock-jump', 'unreachable', 'not-written', 'asleep'])
      .describe(
        'restart: Cidrscape was not there; unreachable: the API server told it nothing; not-written: the history could not be written; asleep: it did not run, because it was stopped or its computer slept; clock-jump: its clock was put forward or back, or ran on while the computer slept',
      ),
    from: time,
    until: time,
    note: z.string(),
  })
  .describe('Why there may be a gap, or why times are not exact');
export type Mark = z.infer<typeof mark>;
