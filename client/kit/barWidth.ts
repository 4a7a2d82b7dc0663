/** A share from 0 to 1 as the width of a bar: anything above zero shows at least two pixels. */
export function barWidth(share: number): string {
  return share === 0 ? '0' : `max(2px, ${share * 100}%)`;
}
