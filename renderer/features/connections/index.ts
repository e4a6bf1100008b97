export { OpenProjectDialog, type OpenProjectDialogProps } from './open-project-dialog.tsx';
export { SourceGate } from './source-gate.tsx';
export { SOURCE_ICONS, sourceLook } from './source-look.ts';
export { SourceSwitcher } from './source-switcher.tsx';
export { SourcesPanel } from './sources-panel.tsx';
