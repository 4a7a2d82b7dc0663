import type { Finding } from '../../shared/wire/findings.ts';
import type { Answers } from './product.ts';
import type { Report } from './report.ts';
import { untilRight } from './until.ts';

/** Checks that findings of a code come to be right: what is left to complain about once they should be. */
export async function checkFindings(
  report: Report,
  product: Answers,
  name: string,
  code: string,
  complain: (found: readonly Finding[]) => readonly string[],
): Promise<void> {
  const left = await untilRight(async () => complain(await product.all<Finding>(`/findings?code=${code}`)), 20_000);
  report.check(`${name}: ${code}`, left);
}
