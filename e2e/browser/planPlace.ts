import type { Page } from '@playwright/test';

/** A scenario with an edit of three kinds. */
export const edited = 'nodes=24@2027-01-11;mask4=25;services=10.112.0.0/20';

/** The plan's address with a scenario, and with more behind it ("&wish=…", or "wish=…" without a scenario). */
export function place(url: string, scenario?: string, more = ''): string {
  return `${url}/plan${scenario === undefined ? '?' : `?scenario=${encodeURIComponent(scenario)}`}${more}`;
}

/** The scenario as it stands in the address bar. */
export function scenarioIn(page: Page): string | null {
  return new URL(page.url()).searchParams.get('scenario');
}
