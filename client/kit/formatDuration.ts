const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds as people say them, in at most two units: "2 s", "6 min", "3 h 20 min", "4 d 6 h", "70 d". Below zero counts as zero (clocks differ). */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return twoUnits(ms, hour, 'h', minute, 'min');
  if (ms < 10 * day) return twoUnits(ms, day, 'd', hour, 'h');
  return `${Math.floor(ms / day)} d`;
}

/** Every unit, for the hover: "4 d 6 h 12 min 5 s". */
export function exactDuration(milliseconds: number): string {
  let rest = Math.max(0, milliseconds);
  const parts: string[] = [];
  for (const [size, unit] of [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
  ] as const) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  parts.push(`${Math.floor(rest / second)} s`);
  return parts.join(' ');
}

function twoUnits(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const count = Math.floor(ms / large);
  const rest = Math.floor((ms - count * large) / small);
  return rest === 0 ? `${count} ${largeUnit}` : `${count} ${largeUnit} ${rest} ${smallUnit}`;
}
