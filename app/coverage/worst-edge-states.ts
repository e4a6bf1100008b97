import { type ObjectId, objectId } from '#app/catalog';
import { EDGE_STATES, type EdgeCoverage, type EdgeState } from './foreign-key-state.ts';

/** The worst state among the references each table holds. */
export function worstEdgeStates(coverage: readonly EdgeCoverage[]): ReadonlyMap<ObjectId, EdgeState> {
  const worst = new Map<ObjectId, EdgeState>();
  const holderOf = holders();
  for (const entry of coverage) {
    const id = holderOf(entry);
    const before = worst.get(id);
    if (!before || EDGE_STATES.indexOf(entry.state) < EDGE_STATES.indexOf(before)) worst.set(id, entry.state);
  }
  return worst;
}

/** The table that holds a reference. References are sorted by it: its identity is written once for those in turn. */
export function holders(): (reference: EdgeCoverage) => ObjectId {
  let [schema, name]: readonly [string?, string?] = [];
  let id: ObjectId = '';
  return ({ from }) => {
    if (from.name !== name || from.schema !== schema) {
      ({ schema, name } = from);
      id = objectId('table', schema, name);
    }
    return id;
  };
}
