export { MigrationsView, type MigrationsViewProps } from './migrations-view.tsx';
