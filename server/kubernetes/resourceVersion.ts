/**
 * Whether a resourceVersion lies before another. They are opaque, and compared nowhere but here: KEP-5504 lets a client compare
 * them as whole numbers, and a server whose state went back (etcd restored from a backup) cannot be noticed otherwise.
 * False where either is no number.
 */
export function liesBefore(one: string, other: string): boolean {
  return wholeNumber.test(one) && wholeNumber.test(other) && BigInt(one) < BigInt(other);
}

const wholeNumber = /^\d{1,40}$/;
