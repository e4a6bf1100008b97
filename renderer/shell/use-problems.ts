import { useMemo } from 'react';
import { resultOf, useDrift, useOpenProject, useSources } from '#renderer/stores';
import { collectProblems, type ProblemLine } from './problems.ts';

export function useProblems(): readonly ProblemLine[] {
  const project = useOpenProject();
  const entries = useSources((store) => store.entries);
  const states = useSources((store) => store.states);
  const drift = useDrift((store) => resultOf(store.state));
  return useMemo(() => collectProblems(project, entries, states, drift), [project, entries, states, drift]);
}
