export { migrationsIn } from './applied.ts';
export { type ArrangementStore, createArrangementStore } from './arrangement.ts';
export {
  AUDIT_LAYOUTS,
  type AuditFilters,
  type AuditLayout,
  type AuditStore,
  createAuditStore,
  FINDING_GROUPS,
  type FindingGroup,
  NO_AUDIT_FILTERS,
} from './audit.ts';
export { createDraftStore, type DraftPart, type DraftStore } from './draft.ts';
export { createDraftTextStore, type DraftTextStore } from './draft-text.ts';
export { createDriftStore, type DriftState, type DriftStore } from './drift.ts';
export {
  DRIFT_SIDES,
  type DriftFilters,
  type DriftSide,
  isNarrowed,
  NO_FILTERS,
  parseFilters,
  printFilters,
} from './drift-filters.ts';
export { createGraphNotesStore, type GraphNotesStore } from './graph-notes.ts';
export * from './hooks.ts';
export { createIsolationStore, type IsolationStore } from './isolation.ts';
export {
  createMigrationsStore,
  type MigrationFilters,
  type MigrationsStore,
  NO_MIGRATION_FILTERS,
} from './migrations.ts';
export {
  createNavigationStore,
  type NavigationStore,
  type Place,
  parseHash,
  printHash,
  VIEWS,
  type View,
} from './navigation.ts';
export { createOverlayStore, OVERLAYS, type Overlay, type OverlayStore } from './overlay.ts';
export { createProjectStore, openProjectOf, type ProjectState, type ProjectStore } from './project.ts';
export { useReadings } from './readings.ts';
export { createRemedyPlanStore, type RemedyPlanStore } from './remedy-plan.ts';
export { createSettingsStore, type SettingsStore } from './settings.ts';
export { createSourcesStore, readingOf, type SourceState, type SourcesStore, shownReading } from './sources.ts';
export { createStatementsStore, type StatementsStore } from './statements.ts';
export { createStores, type Stores } from './stores.ts';
export { createUsagesStore, type UsagesState, type UsagesStore, usagesOf } from './usages.ts';
export { createWatchStore, type WatchState, type WatchStore } from './watch.ts';
export { resultOf, type WorkState } from './work-state.ts';
