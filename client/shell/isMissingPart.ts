/** Whether an error says that a part of the page's code or style could not be fetched: each browser, and Vite for styles, in its own words. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message);
}
