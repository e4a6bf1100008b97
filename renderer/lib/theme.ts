import type { Theme } from '#app/api';

export type ResolvedTheme = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';
const CONTRAST = '(prefers-contrast: more)';

/**
 * Puts the theme on the page and keeps it there while the system's changes. High contrast is light or dark as the system is;
 * where the system asks for it, every theme has it. Returns what stops that.
 */
export function applyTheme(theme: Theme): () => void {
  const dark = window.matchMedia(DARK);
  const contrast = window.matchMedia(CONTRAST);
  const apply = () => {
    const follows = theme === 'system' || theme === 'high-contrast';
    const resolved: ResolvedTheme = follows ? (dark.matches ? 'dark' : 'light') : theme;
    const { dataset } = document.documentElement;
    dataset.theme = resolved;
    dataset.contrast = theme === 'high-contrast' || contrast.matches ? 'more' : 'normal';
  };
  apply();
  for (const query of [dark, contrast]) query.addEventListener('change', apply);
  return () => {
    for (const query of [dark, contrast]) query.removeEventListener('change', apply);
  };
}

/** Calls back whenever the page's theme has changed, with its colours already in place. Returns what stops that. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] });
  return () => observer.disconnect();
}
