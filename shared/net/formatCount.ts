const separated = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Where a number stops being read digit by digit and a power says more. */
const longest = 10n ** 12n;

/** A whole number as people read it, and exactly. Takes the decimal strings of the API; both have separators. */
interface CountText {
  /** "4,094", "2⁶⁴", "≈ 1.8 × 10¹⁹" */
  short: string;
  /** "18,446,744,073,709,551,616" */
  exact: string;
}

export function formatCount(value: string | number | bigint): CountText {
  const number = BigInt(value);
  const exact = separated.format(number);
  if (number < longest) return { short: exact, exact };
  const bits = number.toString(2);
  if (/^10*$/.test(bits)) return { short: `2${superscript(bits.length - 1)}`, exact };
  const digits = number.toString();
  return { short: `≈ ${digits[0]}.${digits[1]} × 10${superscript(digits.length - 1)}`, exact };
}

/** 64 → "⁶⁴" */
function superscript(value: number): string {
  return String(value).replace(/\d/g, (digit) => superscripts[Number(digit)] ?? digit);
}

/** "1 Service", "26 Services": the number with its noun. */
export function counted(value: number | bigint | string, one: string, many = `${one}s`): string {
  const number = BigInt(value);
  return `${formatCount(number).short} ${number === 1n ? one : many}`;
}
