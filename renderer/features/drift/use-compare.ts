import { useStores } from '#renderer/stores';

/** Compares the two sides; `fresh` reads them anew. */
export function useCompare(): (fresh: boolean) => void {
  const { drift, project } = useStores();
  return (fresh) => {
    const { state } = project.getState();
    if (state.status === 'open') void drift.getState().compare(state.project.root, { fresh });
  };
}
