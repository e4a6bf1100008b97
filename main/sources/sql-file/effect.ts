import type { Kind } from '#app/catalog';
import { child, list, only, qualified, strings, text, typeText, UNQUALIFIED } from './parse-node.ts';

/**
 * What a statement does to which object. Keys are loose (`relation`, `column`, `constraint` …): the parse tree does not
 * say whether `public.v` is a table or a view; the catalog that is read afterwards does.
 */
export type Effect =
  | {
      readonly does: 'make';
      readonly key: ObjectKey;
      readonly kind: Kind | null;
      /** The table of an index, which stands in its schema. */
      readonly of?: ObjectKey;
      /** The columns that an index or constraint goes with. */
      readonly columns?: readonly string[];
      /** IF NOT EXISTS: nothing happens where this is there already. */
      readonly unless?: ObjectKey;
      readonly location?: number;
    }
  /** `aspect` is what of the object is changed: of each aspect the last change is remembered. */
  | { readonly does: 'change'; readonly key: ObjectKey; readonly aspect: string; readonly location?: number }
  /** A constraint without a name: it is found by what it constrains. */
  | {
      readonly does: 'constrain';
      readonly table: ObjectKey;
      readonly type: string;
      readonly columns: readonly string[];
      readonly unless?: ObjectKey;
      readonly location?: number;
    }
  | {
      readonly does: 'index';
      readonly table: ObjectKey;
      readonly columns: readonly string[];
      readonly location?: number;
    }
  /** `ifThere`: IF EXISTS. */
  | { readonly does: 'remove'; readonly key: ObjectKey; readonly ifThere?: boolean; readonly location?: number }
  | { readonly does: 'rename'; readonly from: ObjectKey; readonly to: ObjectKey; readonly location?: number }
  /** Where unqualified names are looked for from now on; `null` is the default. */
  | { readonly does: 'search'; readonly schemas: readonly string[] | null; readonly local: boolean }
  /** Something that the parse tree does not tell: EXECUTE of a text that is put together, a call. */
  | { readonly does: 'unknown'; readonly location?: number };

/** A kind of name and its parts, schema first: empty where the search_path decides. A function's last part are its argument types. */
export type ObjectKey = readonly [space: Space, ...parts: readonly string[]];

export type Space =
  | 'schema'
  | 'extension'
  | 'role'
  | 'type'
  | 'relation'
  | 'index'
  | 'statistics'
  | 'collation'
  | 'function'
  | 'column'
  | 'constraint'
  | 'policy'
  | 'trigger'
  | 'rule'
  | 'grant'
  | 'publication'
  | 'default-privilege'
  | 'event-trigger';

export const SPACES: Readonly<Record<string, Space>> = {
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
  OBJECT_ROLE: 'role',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_TABLE: 'relation',
  OBJECT_FOREIGN_TABLE: 'relation',
  OBJECT_VIEW: 'relation',
  OBJECT_MATVIEW: 'relation',
  OBJECT_SEQUENCE: 'relation',
  OBJECT_INDEX: 'index',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_COLLATION: 'collation',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_AGGREGATE: 'function',
  OBJECT_DOMCONSTRAINT: 'type',
  OBJECT_COLUMN: 'column',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_POLICY: 'policy',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_RULE: 'rule',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_EVENT_TRIGGER: 'event-trigger',
};

/** How many parts a full name has, the schema included. */
export const PARTS: Readonly<Partial<Record<Space, number>>> = {
  type: 2,
  relation: 2,
  index: 2,
  statistics: 2,
  collation: 2,
  function: 2,
  column: 3,
  constraint: 3,
  policy: 3,
  trigger: 3,
  rule: 3,
};

/** Puts the schema before a name that leaves it to the search_path. */
export function completed(space: Space, names: readonly string[]): readonly string[] {
  return names.length < (PARTS[space] ?? 1) ? [UNQUALIFIED, ...names] : names;
}

export function make(kind: Kind | null, key: ObjectKey, location?: number): Effect {
  return { does: 'make', key, kind, ...at(location) };
}

export function remove(key: ObjectKey, ifThere = false): Effect {
  return { does: 'remove', key, ...(ifThere ? { ifThere } : {}) };
}

export function change(key: ObjectKey, location?: number, aspect = 'definition'): Effect {
  return { does: 'change', key, aspect, ...at(location) };
}

export function rename(from: ObjectKey, to: ObjectKey): Effect {
  return { does: 'rename', from, to };
}

export function at(location: number | undefined): { readonly location?: number } {
  return location === undefined || location < 0 ? {} : { location };
}

/** The key of an object as DROP, COMMENT and ALTER … OWNER name it. */
export function keyIn(space: Space, object: unknown): ObjectKey {
  const [type, node] = only(object);
  if (type === 'ObjectWithArgs') return functionKey(object);
  const names = type === 'List' ? namesIn(node.items) : type === 'TypeName' ? strings(node.names) : [text(node.sval)];
  return [space, ...completed(space, names)];
}

/** COMMENT ON CONSTRAINT … ON DOMAIN names the domain by a type. */
function namesIn(items: unknown): readonly string[] {
  return list(items).flatMap((each) => {
    const [type, node] = only(each);
    return type === 'TypeName' ? strings(node.names) : [text(node.sval)];
  });
}

export function functionKey(node: unknown): ObjectKey {
  const given = child(node);
  const named = child(given.ObjectWithArgs ?? given);
  const types = named.args_unspecified
    ? []
    : [
        list(named.objargs)
          .map((each) => typeText(only(each)[1]))
          .join(', '),
      ];
  return ['function', ...qualified(named.objname), ...types];
}
