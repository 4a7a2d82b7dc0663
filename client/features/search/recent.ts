const key = 'cidrscape.recent';
const most = 8;

/** The last searches that led somewhere, newest first; none where storage is refused or holds something else. */
export function readRecent(storage: Pick<Storage, 'getItem'> | undefined): string[] {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text): text is string => typeof text === 'string' && text !== '').slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Puts a search first; the same text is kept once. */
export function keepRecent(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined, text: string): void {
  const next = [text, ...readRecent(storage).filter((other) => other !== text)].slice(0, most);
  try {
    storage?.setItem(key, JSON.stringify(next));
  } catch {
    // Storage is full or refused: there is no memory then.
  }
}
