import { type MouseEvent, useCallback } from 'react';
import type { ObjectId } from '#app/catalog';
import { MODULE_HEADER, type Pin, type PlacedModule } from '#app/graph';
import { useArrangement } from '#renderer/stores';
import type { FlowHandle } from './flow.tsx';
import { levelAt } from './levels.ts';
import type { Scene } from './scene.ts';

export interface ArrangingActions {
  readonly put: (id: ObjectId, at: Pin | null) => void;
  /** Draws the module of a table as one box. */
  readonly collapseModule: (table: ObjectId) => void;
  /** On the head of a module: collapses it. */
  readonly onDoubleClick: (event: MouseEvent) => void;
}

/** What a person does to how the graph stands. */
export function useArranging(scene: Scene, flow: { readonly current: FlowHandle | null }): ArrangingActions {
  const pin = useArrangement((store) => store.pin);
  const unpin = useArrangement((store) => store.unpin);
  const collapse = useArrangement((store) => store.collapse);
  return {
    put: useCallback((id, at) => (at ? pin(id, at) : unpin([id])), [pin, unpin]),
    collapseModule: (table) => {
      const module = scene.layout.modules[scene.moduleOf.get(table) ?? -1];
      if (module) collapse([module.id], true);
    },
    onDoubleClick: ({ clientX, clientY }) => {
      const handle = flow.current;
      const at = handle?.toGraph(clientX, clientY);
      if (!handle || !at || levelAt(handle.view().zoom) === 'modules') return;
      const module = moduleAt(scene, at.x, at.y);
      if (module && at.y < module.box.y + MODULE_HEADER) collapse([module.id], true);
    },
  };
}

/** The module at a point of the graph, or `null` between them. */
export function moduleAt({ layout }: Scene, x: number, y: number): PlacedModule | null {
  return (
    layout.modules.find(({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) ??
    null
  );
}
