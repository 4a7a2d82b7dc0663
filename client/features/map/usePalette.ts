import { useMemo } from 'react';
import { type Palette, readPalette } from '../../draw/palette.ts';
import type { Theme } from '../../theme/choice.ts';
import { useTheme } from '../../theme/ThemeProvider.tsx';

/** The colours of the theme that is shown, read from its CSS tokens; others when the theme changes. */
export function usePalette(): Palette {
  const { theme } = useTheme();
  return useMemo(() => paletteOf(theme), [theme]);
}

/** The theme stands on the root element before React hears of it (theme/store.ts); here it only says that the tokens are others now. */
function paletteOf(_theme: Theme): Palette {
  const style = getComputedStyle(document.documentElement);
  return readPalette((name) => style.getPropertyValue(name).trim());
}
