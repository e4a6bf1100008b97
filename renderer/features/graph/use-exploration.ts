import { useCallback, useMemo, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import {
  type FacetValues,
  findPaths,
  type GraphPath,
  type GraphScope,
  graphIndex,
  matchesFilter,
  relationsIn,
  WHOLE,
} from '#app/graph';
import { foreignKeysOf, rlsOf, type TenantSettings } from '#renderer/lib/coverage.ts';
import { resultOf, useAudit } from '#renderer/stores';
import { facetValues } from './facet-values.ts';
import { narrowScene } from './narrow-scene.ts';
import type { Scene } from './scene.ts';
import { useScope } from './use-scope.ts';

/** Which part of the graph is drawn, which path is followed, and what can be asked of both. */
export interface Exploration {
  readonly scope: GraphScope;
  readonly change: (change: Partial<GraphScope>) => void;
  readonly clear: () => void;
  readonly whole: Scene;
  /** What is drawn: the whole, or the part that the scope leaves. */
  readonly scene: Scene;
  /** True where the scope leaves nothing and all is drawn instead. */
  readonly isNothing: boolean;
  readonly valuesOf: FacetValues;
  readonly picked: ReadonlySet<ObjectId>;
  readonly togglePick: (id: ObjectId) => void;
  readonly clearPicks: () => void;
  readonly paths: readonly GraphPath[];
  readonly path: GraphPath | null;
}

export interface ExplorationInput {
  readonly whole: Scene;
  readonly reading: Reading;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly tenant: TenantSettings;
  readonly drift: ReadonlyMap<ObjectId, number> | null;
  readonly tags: Readonly<Record<ObjectId, readonly string[]>>;
}

const NO_PICKS: ReadonlySet<ObjectId> = new Set();
const NO_PATHS: readonly GraphPath[] = [];

export function useExploration({ whole, reading, readings, tenant, drift, tags }: ExplorationInput): Exploration {
  const [scope, change] = useScope();
  const [picked, setPicked] = useState(NO_PICKS);
  const audit = useAudit((store) => resultOf(store.state));
  const valuesOf = useMemo(
    () =>
      facetValues({
        scene: whole,
        reading,
        statistics: reading.statistics ?? readings.get('live')?.statistics,
        rls: () => rlsOf(reading, tenant),
        foreignKeys: () => foreignKeysOf(readings),
        drift,
        audit,
        tags,
      }),
    [whole, reading, readings, tenant, drift, audit, tags],
  );
  const ids = useMemo(() => relationsIn(whole.graph, scope, valuesOf), [whole, scope, valuesOf]);
  const isNothing = ids !== null && ids.size === 0;
  const scene = useMemo(() => (ids === null || ids.size === 0 ? whole : narrowScene(whole, ids)), [whole, ids]);
  const ends = scope.path;
  const paths = useMemo(() => (ends ? findPaths(whole.graph, ends.from, ends.to) : NO_PATHS), [whole, ends]);
  const path = ends ? (paths[Math.min(ends.at, paths.length - 1)] ?? null) : null;
  const togglePick = useCallback(
    (id: ObjectId) =>
      setPicked((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const clearPicks = useCallback(() => setPicked(NO_PICKS), []);
  const clear = useCallback(() => change(WHOLE), [change]);
  const known = useMemo(() => {
    const { nodes } = graphIndex(scene.graph);
    const left = [...picked].filter((id) => nodes.has(id));
    return left.length === picked.size ? picked : new Set(left);
  }, [scene, picked]);
  return useMemo(
    () => ({
      scope,
      change,
      clear,
      whole,
      scene,
      isNothing,
      valuesOf,
      picked: known,
      togglePick,
      clearPicks,
      paths,
      path,
    }),
    [scope, change, clear, whole, scene, isNothing, valuesOf, known, togglePick, clearPicks, paths, path],
  );
}

/** How many relations a filter leaves of the whole. */
export function countMatching({ whole, valuesOf }: Exploration, filter: GraphScope['filter']): number {
  return whole.graph.nodes.filter((node) => matchesFilter(node.id, filter, valuesOf)).length;
}
