import { useEffect } from 'react';
import { useTheme } from '#renderer/features/settings';
import { type Stores, StoresContext, useConnection, useStores } from '#renderer/stores';
import { ToastProvider, TooltipProvider } from '#renderer/ui';
import { useDeepLink } from './deep-link.ts';
import { Window } from './window.tsx';

/** The whole product on a page, given its stores. */
export function App({ stores }: { readonly stores: Stores }) {
  return (
    <StoresContext value={stores}>
      <TooltipProvider>
        <ToastProvider>
          <Life />
          <Window />
        </ToastProvider>
      </TooltipProvider>
    </StoresContext>
  );
}

/** What goes on whatever is shown: theme, address, settings, the statement log, and the project once connected. */
function Life() {
  const { epoch } = useConnection();
  const { project, settings, statements, openProject } = useStores();
  useTheme();
  useDeepLink();
  useEffect(() => {
    if (epoch === 0) return;
    const control = new AbortController();
    void settings.getState().load();
    void statements.getState().follow(control.signal);
    // After a lost connection the same project again, since the engine may be a new one.
    const { state } = project.getState();
    void openProject(state.status === 'open' ? state.project.root : state.path);
    return () => control.abort();
  }, [epoch, project, settings, statements, openProject]);
  return null;
}
