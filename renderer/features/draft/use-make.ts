import { useStores } from '#renderer/stores';

/** Drafts what is chosen; `prove` runs it on a clone with rows as well. */
export function useMake(): (options?: { readonly prove?: boolean; readonly sql?: string | null }) => void {
  const { draft, project } = useStores();
  return (options) => {
    const { state } = project.getState();
    if (state.status === 'open') void draft.getState().make(state.project.root, options);
  };
}
