import type { CatalogObject, ObjectId, Relation } from '#app/catalog';

/**
 * What puts a finding right, as data: the planner drafts from the catalog to the catalog with the edits applied, and the code
 * edits come of the same difference. A remedy never writes SQL itself.
 */
export interface Remedy {
  /** One imperative sentence. */
  readonly title: string;
  readonly edits: readonly CatalogEdit[];
  /** What stands in no catalog. */
  readonly code: readonly CodeRemedy[];
  /** What remains for a person to decide or to do; `null` where nothing does. */
  readonly advice: string | null;
}

/**
 * `put` makes an object or takes the place of the one with its identity; `drop` takes it away with all that belongs to it; `set`
 * gives it other values of some attributes (as the catalog calls them); `rename` gives it another last name, and what is made of
 * the name follows.
 */
export type CatalogEdit =
  | { readonly edit: 'put'; readonly object: CatalogObject }
  | { readonly edit: 'drop'; readonly id: ObjectId }
  | { readonly edit: 'set'; readonly id: ObjectId; readonly attributes: Readonly<Record<string, unknown>> }
  | { readonly edit: 'rename'; readonly id: ObjectId; readonly name: string };

/** An edit of TypeScript that no catalog tells. */
export type CodeRemedy =
  /** An entry of `relations()` or `defineRelations`. */
  | { readonly code: 'add-relation'; readonly relation: Omit<Relation, 'origin'> }
  | { readonly code: 'remove-relation'; readonly relation: Relation }
  | { readonly code: 'name-relation'; readonly relation: Relation; readonly relationName: string }
  /** An option of the database client or of `drizzle()`, where it is made. */
  | {
      readonly code: 'client-option';
      readonly file: string;
      readonly line: number;
      readonly option: string;
      readonly value: string;
    };

export interface RemedyParts {
  readonly title: string;
  readonly edits?: readonly CatalogEdit[];
  readonly code?: readonly CodeRemedy[];
  readonly advice?: string | null;
}

export function remedy({ title, edits = [], code = [], advice = null }: RemedyParts): Remedy {
  return { title, edits, code, advice };
}

export function put(object: CatalogObject): CatalogEdit {
  return { edit: 'put', object };
}

export function drop(id: ObjectId): CatalogEdit {
  return { edit: 'drop', id };
}

/** Only attributes that the object's kind has. */
export function set<T extends CatalogObject>(object: T, attributes: Partial<Omit<T, 'kind' | 'id'>>): CatalogEdit {
  return { edit: 'set', id: object.id, attributes };
}

export function rename(id: ObjectId, name: string): CatalogEdit {
  return { edit: 'rename', id, name };
}
