import '../../../renderer/ui/tokens.css';
import { createRoot } from 'react-dom/client';
import type { DriftResult } from '#app/api';
import type { Reading } from '#app/catalog';
import { GraphView } from '#renderer/features/graph';
import { Inspector } from '#renderer/features/inspector';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { useDeepLink } from '#renderer/shell/deep-link.ts';
import { StoresContext } from '#renderer/stores';
import { ToastProvider, TooltipProvider } from '#renderer/ui';
import { breakLayout } from './break-layout.ts';
import { madeUpReadings } from './made-up-readings.ts';
import { madeUpStores } from './made-up-stores.ts';

const parameters = new URLSearchParams(window.location.search);
const state = parameters.get('state');
document.documentElement.dataset.theme = parameters.get('theme') ?? 'light';
document.documentElement.dataset.contrast = parameters.get('contrast') ?? 'normal';

if (parameters.get('layout') === 'broken') breakLayout();

async function readings(): Promise<ReadonlyMap<string, Reading>> {
  const address = parameters.get('readings');
  if (address === null) return madeUpReadings(Number(parameters.get('tables') ?? 40), state === 'partial');
  return new Map(Object.entries((await (await fetch(address)).json()) as Record<string, Reading>));
}

const stores = madeUpStores({ readings: await readings(), overlay: parameters.get('overlay'), state });
const drift = parameters.get('drift');
if (drift !== null) {
  const result = (await (await fetch(drift)).json()) as DriftResult;
  stores.drift.setState({ state: { status: 'ready', result } });
}
/** As the window does: the address leads somewhere, and going back is Alt and an arrow. */
function Address() {
  useDeepLink();
  useShortcut('Alt+ArrowLeft', stores.navigation.getState().goBack);
  return null;
}

performance.mark('graph-start');
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StoresContext value={stores}>
      <TooltipProvider>
        <ToastProvider>
          <Address />
          <div className="flex h-full">
            <main className="min-w-0 flex-1">
              <GraphView />
            </main>
            {parameters.get('inspector') === 'no' ? null : (
              <div className="w-[340px] border-line border-l">
                <Inspector />
              </div>
            )}
          </div>
        </ToastProvider>
      </TooltipProvider>
    </StoresContext>,
  );
