/** Things worth knowing about the reading itself. One text for each subject: the newest replaces the older. */
export class Warnings {
  readonly #texts = new Map<string, string>();

  put(subject: string, text: string): void {
    this.#texts.set(subject, text);
  }

  list(): readonly string[] {
    return [...this.#texts.values()];
  }
}
