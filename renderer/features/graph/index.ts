export { GraphView } from './graph-view.tsx';
