export { GraphView } from './graph-view.tsx';
export { OVERLAY_NAMES } from './legend.tsx';
