import type { BrowserContext } from '@playwright/test';

/** What a page must not do, noted while it runs: errors in the console, exceptions, CSP violations, requests that leave this machine. */
export interface Faults {
  /** Says that a fault is the point of the test: what matches is not held against the page. */
  expect(pattern: RegExp): void;
  list(): string[];
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Watches every page of a context, from before its first script on. */
export async function watchFaults(context: BrowserContext): Promise<Faults> {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => seen.push(`exception: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !loopback.has(url.hostname)) seen.push(`request: ${request.url()}`);
  });
  await context.exposeFunction('noteViolation', (text: string) => {
    seen.push(`CSP: ${text}`);
  });
  await context.addInitScript(() => {
    const note = (globalThis as unknown as { noteViolation(text: string): Promise<void> }).noteViolation;
    document.addEventListener('securitypolicyviolation', (event) => {
      note(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  return {
    expect: (pattern) => expected.push(pattern),
    list: () => seen.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
  };
}
