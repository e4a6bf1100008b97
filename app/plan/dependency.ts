import { type ObjectId, objectId, parseObjectId } from '#app/catalog';

/**
 * One object needs another, as the server that built both noted it (`pg_depend`). A column stands for its type, its default
 * and its generation expression; `isDefault` where it is the default alone.
 */
export interface Dependency {
  readonly dependent: ObjectId;
  readonly on: ObjectId;
  readonly isDefault: boolean;
}

/** Who needs an object, looked up. */
export interface Dependents {
  of(id: ObjectId): readonly Dependency[];
}

export function dependentsOf(dependencies: readonly Dependency[]): Dependents {
  const byObject = new Map<ObjectId, Dependency[]>();
  for (const dependency of dependencies) {
    const known = byObject.get(dependency.on);
    if (known) known.push(dependency);
    else byObject.set(dependency.on, [dependency]);
  }
  return { of: (id) => byObject.get(id) ?? [] };
}

/** The table of a column, constraint, policy, trigger or rule; `null` for what stands alone. */
export function tableIdOf(id: ObjectId): ObjectId | null {
  const { kind, parts } = parseObjectId(id);
  const [schema, table, child] = parts;
  if (child === undefined || schema === undefined || table === undefined || kind === 'grant') return null;
  return objectId('table', schema, table);
}
