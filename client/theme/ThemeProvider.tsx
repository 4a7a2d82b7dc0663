import { createTheme, MantineProvider, Menu, Popover, Tooltip } from '@mantine/core';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { ThemeStore } from './store.ts';

const ThemeContext = createContext<ThemeStore | undefined>(undefined);

const mantine = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 4,
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    Menu: Menu.extend({ classNames: { dropdown: 'floating', item: 'floatingItem' } }),
    Popover: Popover.extend({ classNames: { dropdown: 'floating' } }),
    Tooltip: Tooltip.extend({ classNames: { tooltip: 'tip' }, defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } }),
  },
});

/** Mantine in the theme of the page. The nonce is what lets its variables past style-src. */
export function ThemeProvider({ store, nonce, children }: { store: ThemeStore; nonce: string; children: ReactNode }) {
  const theme = useSyncExternalStore(store.subscribe, store.theme);
  return (
    <ThemeContext value={store}>
      <MantineProvider theme={mantine} forceColorScheme={theme} getStyleNonce={() => nonce}>
        {children}
      </MantineProvider>
    </ThemeContext>
  );
}

/** The chosen and the shown theme, and how to choose another. */
export function useTheme() {
  const store = useContext(ThemeContext);
  if (!store) throw new Error('useTheme: there is no ThemeProvider above');
  const choice = useSyncExternalStore(store.subscribe, store.choice);
  const theme = useSyncExternalStore(store.subscribe, store.theme);
  return { choice, theme, choose: store.choose };
}
