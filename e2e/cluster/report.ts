import { mkdirSync, writeFileSync } from 'node:fs';

/** Collects what was found: each check is a line when it is made, the sum is the last line. */
export interface Report {
  /** Differences that are left; none is a pass. */
  check(name: string, differences: readonly string[]): void;
  /** A measured number that is worth knowing and is no check. */
  fact(text: string): void;
  /** A part that could not be done here, and why. */
  skip(name: string, reason: string): void;
  /** Prints the sum, writes it as JSON, and says whether all is well (something was checked and nothing failed). */
  close(file: string): boolean;
}

export function startReport(print: (line: string) => void): Report {
  const checks: { name: string; differences: readonly string[] }[] = [];
  const facts: string[] = [];
  const skipped: { name: string; reason: string }[] = [];
  return {
    check(name, differences) {
      checks.push({ name, differences });
      print(`${differences.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
      for (const difference of differences.slice(0, 20)) print(`       ${difference}`);
      if (differences.length > 20) print(`       … and ${differences.length - 20} more`);
    },
    fact(text) {
      facts.push(text);
      print(`     ${text}`);
    },
    skip(name, reason) {
      skipped.push({ name, reason });
      print(`skip ${name}: ${reason}`);
    },
    close(file) {
      const failed = checks.filter(({ differences }) => differences.length > 0).length;
      const passed = checks.length - failed;
      mkdirSync(new URL('.', `file://${file}`), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ passed, failed, checks, facts, skipped }, null, 1)}\n`);
      print(`cluster: ${passed} passed, ${failed} failed`);
      return failed === 0 && passed > 0;
    },
  };
}
