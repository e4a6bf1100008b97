import { createRoot } from 'react-dom/client';
import type { Catalog, Reading } from '#app/catalog';
import { GraphView } from '#renderer/features/graph';
import { StoresContext } from '#renderer/stores';
import { ToastProvider, TooltipProvider } from '#renderer/ui';
import { madeUpStores } from '../../renderer/harness-graph/made-up-stores.ts';

/** The graph of the product, over two sources as a project has them. */
export function ourGraph(root: HTMLElement, [code, live]: readonly [Catalog, Catalog]): void {
  const reading = (kind: 'code' | 'live', catalog: Catalog): Reading => ({
    source: { kind, label: kind },
    catalog,
    report: [],
  });
  const readings = new Map([
    ['code', reading('code', code)],
    ['live', reading('live', live)],
  ]);
  const stores = madeUpStores({ readings, overlay: null, state: null });
  Object.assign(window, { stores });
  new MutationObserver(() => {
    if (root.querySelector('[data-graph-drawn="true"]')) window.probe.drawn();
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-graph-drawn'] });
  createRoot(root).render(
    <StoresContext value={stores}>
      <TooltipProvider>
        <ToastProvider>
          <div className="h-full">
            <GraphView />
          </div>
        </ToastProvider>
      </TooltipProvider>
    </StoresContext>,
  );
}
