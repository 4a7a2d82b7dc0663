/** The ranges of a pool in a line: "10.0.0.0/24", "10.0.0.0/24, 10.0.4.10-10.0.4.19 and 3 more". */
export function rangesText(ranges: readonly string[]): string {
  const shown = ranges.length > 3 ? ranges.slice(0, 2) : ranges;
  const rest = ranges.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}
