/**
 * What each of several gets of a budget: as much as it has where that is no more than an equal part, and what those leave over goes to
 * the others. The sum is at most the budget.
 */
export function sharesOf(amounts: readonly number[], budget: number): number[] {
  const shares = amounts.map(() => 0);
  let left = budget;
  let others = amounts.length;
  for (const [at, amount] of [...amounts.entries()].sort((a, b) => a[1] - b[1])) {
    const share = Math.min(amount, Math.floor(left / others));
    shares[at] = share;
    left -= share;
    others--;
  }
  return shares;
}
