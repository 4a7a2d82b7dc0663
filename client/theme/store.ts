import { keepChoice, readChoice, type Theme, type ThemeChoice, themeOf } from './choice.ts';

/** The theme of the page: read before the first paint, followed by React afterwards. */
export interface ThemeStore {
  choice(): ThemeChoice;
  theme(): Theme;
  choose(choice: ThemeChoice): void;
  subscribe(listener: () => void): () => void;
}

/** Sets data-theme on the root at once and whenever the choice or the system changes. */
export function createThemeStore(page: Window): ThemeStore {
  const system = page.matchMedia('(prefers-color-scheme: dark)');
  const storage = storageOf(page);
  const listeners = new Set<() => void>();
  let choice = readChoice(storage);
  // Read here and in its event alone: a MediaQueryList that is read between a change and its event tells the new value and, in
  // Chromium, then sends no event.
  let isDark = system.matches;
  // Paper is white: what is printed is light, whatever is on the screen.
  let isPrinting = false;
  const theme = (): Theme => (isPrinting ? 'light' : themeOf(choice, isDark));
  const show = () => {
    page.document.documentElement.dataset.theme = theme();
    for (const listener of listeners) listener();
  };
  system.addEventListener('change', (event) => {
    isDark = event.matches;
    show();
  });
  const print = (on: boolean) => () => {
    isPrinting = on;
    show();
  };
  page.addEventListener('beforeprint', print(true));
  page.addEventListener('afterprint', print(false));
  show();
  return {
    choice: () => choice,
    theme,
    choose(next) {
      choice = next;
      keepChoice(storage, next);
      show();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reading the property itself throws where storage is blocked. */
function storageOf(page: Window): Storage | undefined {
  try {
    return page.localStorage;
  } catch {
    return undefined;
  }
}
