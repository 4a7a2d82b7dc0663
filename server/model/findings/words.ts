/** Part of a whole in percent, rounded down so that only what is full is called 100 %: "82 %". */
export function percent(part: bigint | number, whole: bigint | number): string {
  return BigInt(whole) === 0n ? '100 %' : `${(BigInt(part) * 100n) / BigInt(whole)} %`;
}

/** Whether a part has come so many percent of a whole. */
export function reaches(part: bigint | number, whole: bigint | number, percents: number): boolean {
  return BigInt(part) * 100n >= BigInt(whole) * BigInt(percents);
}

/** "a", "a and b", "a, b and 3 more". */
export function named(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}

/** "1 node" or "3 nodes". */
export function counted(count: bigint | number, one: string, many = `${one}s`): string {
  return `${count} ${BigInt(count) === 1n ? one : many}`;
}
