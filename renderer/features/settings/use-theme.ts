import { useEffect } from 'react';
import { applyTheme } from '#renderer/lib/theme.ts';
import { useSettings } from '#renderer/stores';

/** Keeps the page in the theme the person chose. Once, at the root. */
export function useTheme(): void {
  const theme = useSettings((state) => state.settings?.theme ?? 'system');
  useEffect(() => applyTheme(theme), [theme]);
}
