export { ThemeMenu } from './theme-menu.tsx';
export { useTheme } from './use-theme.ts';
