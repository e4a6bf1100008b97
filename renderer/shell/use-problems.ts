import { useMemo } from 'react';
import { resultOf, useDrift, useMigrations, useOpenProject, useSources } from '#renderer/stores';
import { collectProblems, type ProblemLine } from './problems.ts';

export function useProblems(): readonly ProblemLine[] {
  const project = useOpenProject();
  const entries = useSources((store) => store.entries);
  const states = useSources((store) => store.states);
  const drift = useDrift((store) => resultOf(store.state));
  const database = useMigrations((store) => store.database) ?? undefined;
  return useMemo(
    () => collectProblems(project, entries, states, drift, database),
    [project, entries, states, drift, database],
  );
}
