export type ThemeChoice = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';

export const themeChoices: readonly ThemeChoice[] = ['light', 'dark', 'system'];
const key = 'cidrscape.theme';

/** What was chosen before; 'system' where nothing was, or where storage is refused. */
export function readChoice(storage: Pick<Storage, 'getItem'> | undefined): ThemeChoice {
  try {
    const kept = storage?.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice. Storage may be full or refused: then it lasts as long as the page. */
export function keepChoice(storage: Pick<Storage, 'setItem' | 'removeItem'> | undefined, choice: ThemeChoice): void {
  try {
    if (choice === 'system') storage?.removeItem(key);
    else storage?.setItem(key, choice);
  } catch {
    // Nothing to tell anyone: the page shows the theme that was chosen.
  }
}

export function themeOf(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice === 'system') return systemIsDark ? 'dark' : 'light';
  return choice;
}
