export { DriftView } from './drift-view.tsx';
