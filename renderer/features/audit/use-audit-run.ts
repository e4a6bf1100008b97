import { useStores } from '#renderer/stores';

/** Audits the project that is open. */
export function useAuditRun(): (fresh?: boolean) => void {
  const { audit, project } = useStores();
  return (fresh = false) => {
    const { state } = project.getState();
    if (state.status === 'open') void audit.getState().run(state.project.root, { fresh });
  };
}
