export { EditorDialog, type EditorDialogProps } from './editor-dialog.tsx';
export { ThemeMenu } from './theme-menu.tsx';
export { useTheme } from './use-theme.ts';
