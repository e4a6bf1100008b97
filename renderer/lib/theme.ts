import type { Theme } from '#app/api';

export type ResolvedTheme = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

/** Puts the theme on the page and keeps it there while the system's changes. Returns what stops that. */
export function applyTheme(theme: Theme): () => void {
  const system = window.matchMedia(DARK);
  const apply = () => {
    const resolved: ResolvedTheme = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset.theme = resolved;
  };
  apply();
  if (theme !== 'system') return () => {};
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}

/** Calls back whenever the page's theme has changed, with its colours already in place. Returns what stops that. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const contrast = window.matchMedia('(prefers-contrast: more)');
  contrast.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    contrast.removeEventListener('change', listener);
  };
}
