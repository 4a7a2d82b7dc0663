/** Milliseconds of the machine's monotonic clock: the same in every process, so that a moment here may be taken from one there. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
