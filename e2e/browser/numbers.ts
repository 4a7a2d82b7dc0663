/** A count as the page writes it: "3,412". */
export function written(count: number | string): string {
  return Number(count).toLocaleString('en');
}
