import { expect, test } from 'vitest';
import { createThemeStore } from './store.ts';

/** A window whose system theme the test changes. As in Chromium, reading `matches` swallows an event that is due. */
function page() {
  let dark = false;
  let told = false;
  let listener: ((event: { matches: boolean }) => void) | undefined;
  const prints = new Map<string, () => void>();
  const root = { dataset: {} as { theme?: string } };
  const window = {
    document: { documentElement: root },
    addEventListener: (name: string, told: () => void) => prints.set(name, told),
    localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    matchMedia: () => ({
      get matches() {
        told = dark;
        return dark;
      },
      addEventListener: (_: string, added: typeof listener) => {
        listener = added;
      },
    }),
  } as unknown as Window;
  return {
    window,
    root,
    print: (name: 'beforeprint' | 'afterprint') => prints.get(name)?.(),
    turnDark() {
      dark = true;
    },
    frame() {
      if (told === dark) return;
      told = dark;
      listener?.({ matches: dark });
    },
  };
}

test('the root follows the system even where something asks for the theme before the event comes', () => {
  const { window, root, turnDark, frame } = page();
  const store = createThemeStore(window);
  expect(root.dataset.theme).toBe('light');
  turnDark();
  expect(store.theme()).toBe('light');
  frame();
  expect(store.theme()).toBe('dark');
  expect(root.dataset.theme).toBe('dark');
});

test('a choice outweighs the system', () => {
  const { window, root, turnDark, frame } = page();
  const store = createThemeStore(window);
  store.choose('light');
  turnDark();
  frame();
  expect(root.dataset.theme).toBe('light');
  store.choose('system');
  expect(root.dataset.theme).toBe('dark');
});

test('a dark page is printed light, and dark again afterwards', () => {
  const { window, root, print } = page();
  const store = createThemeStore(window);
  store.choose('dark');
  let told = 0;
  store.subscribe(() => told++);
  print('beforeprint');
  expect([store.theme(), root.dataset.theme, store.choice()]).toEqual(['light', 'light', 'dark']);
  print('afterprint');
  expect([store.theme(), root.dataset.theme]).toEqual(['dark', 'dark']);
  expect(told).toBe(2);
});
