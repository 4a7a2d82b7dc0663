import type { Logger } from 'pino';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { Clock } from '../kubernetes/clock.ts';
import { RangesFileError, type RangesRead, readRanges, versionOf } from './readRanges.ts';

/** Milliseconds between two looks at the file. Editors put another file in its place and ConfigMaps another link: a look sees both. */
const pause = 2_000;

export interface FollowOptions {
  readonly file: string;
  readonly clock: Pick<Clock, 'timer'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Told what the file declares: at once, and each time that it was read again and is good. */
  readonly changed: (ranges: readonly OutsideRange[]) => void;
}

/** What a file declares, read again whenever it changes. */
export interface FollowedRanges {
  /** As the file was when it was last good. */
  readonly outside: () => readonly OutsideRange[];
  /** What is wrong with it now, in at most one line. */
  readonly warnings: () => readonly string[];
  stop(): void;
}

/** Goes on from a first read. A file that became bad or unreadable changes nothing, and is said. */
export function followRanges(first: RangesRead, { file, clock, log, changed }: FollowOptions): FollowedRanges {
  let { ranges, version }: { ranges: readonly OutsideRange[]; version: string | undefined } = first;
  let fault: string | undefined;
  let stopped = false;

  const look = async (): Promise<void> => {
    const now = await versionOf(file);
    if (stopped || (now !== undefined && now === version)) return;
    try {
      const read = await readRanges(file);
      if (stopped) return;
      ({ ranges, version } = read);
      fault = undefined;
      log.info({ file, ranges: ranges.length }, 'the file of ranges was read again');
      changed(ranges);
    } catch (error) {
      if (stopped) return;
      version = now;
      const said = error instanceof RangesFileError ? error.message : String(error);
      if (said !== fault) log.warn({ file }, `${said}\nwhat it declared before stays`);
      fault = said;
    }
  };
  const wait = (): (() => void) =>
    clock.timer(pause, () => {
      void look().finally(() => {
        if (!stopped) cancel = wait();
      });
    });
  changed(ranges);
  let cancel = wait();

  return {
    outside: () => ranges,
    warnings: () => (fault === undefined ? [] : [`${fault.replaceAll(/\n\s*/g, '; ')}. What it declared before stays.`]),
    stop() {
      stopped = true;
      cancel();
    },
  };
}
