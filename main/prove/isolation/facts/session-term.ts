/** A place in the session that a value is read from. */
export type SessionTerm =
  | {
      readonly kind: 'setting';
      readonly name: string;
      /** Of a setting that holds JSON: the keys that lead to the value. */
      readonly path: readonly string[];
      /** How many values are read, and how they are written. */
      readonly shape: 'one' | 'array' | 'json-array';
    }
  /** `current_user` and its like. */
  | { readonly kind: 'role' };

export interface ColumnPlace {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** A constant as text; `null` stands for NULL. */
export type Constant = string | null;

/** What an expression's value is drawn from. */
export interface Value {
  readonly terms: readonly SessionTerm[];
  readonly columns: readonly ColumnPlace[];
  readonly constants: readonly Constant[];
}

export const NOTHING: Value = { terms: [], columns: [], constants: [] };

export function union(values: readonly Value[]): Value {
  if (values.length === 1) return values[0] ?? NOTHING;
  return {
    terms: values.flatMap(({ terms }) => terms),
    columns: values.flatMap(({ columns }) => columns),
    constants: values.flatMap(({ constants }) => constants),
  };
}

/** `app.tenant_id`, `request.jwt.claims → sub`, `current_user`. */
export function sayTerm(term: SessionTerm): string {
  return term.kind === 'role' ? 'current_user' : [term.name, ...term.path].join(' → ');
}

/** One text for one place: however many values are read there. */
export function termKey(term: SessionTerm): string {
  return term.kind === 'role' ? 'role' : JSON.stringify([term.name, ...term.path]);
}

export function placeKey({ schema, table, column }: ColumnPlace): string {
  return JSON.stringify([schema, table, column]);
}
