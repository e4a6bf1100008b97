import type { Catalog, CatalogObject, Kind, ObjectOf, Source } from '#app/catalog';
import type { DifferenceClass } from './difference.ts';
import type { Judge } from './judge.ts';
import type { Place } from './question.ts';
import type { Rename } from './rename/rename-catalog.ts';
import type { Surroundings } from './surroundings.ts';
import type { Unread } from './unread.ts';

/** One object with the catalog that it stands in. */
export interface Side<K extends Kind = Kind> {
  readonly object: ObjectOf<K>;
  readonly account: Account;
}

/** One of the catalogs that are compared, and what its texts are parsed among. */
export interface Account {
  readonly source: Source;
  readonly catalog: Catalog;
  readonly surroundings: Surroundings;
  /** What its source could not read. */
  readonly unread: Unread;
  /** Where accepted renames gave its objects new names: what its texts were written among. */
  readonly renamed?: RenamedAccount;
}

export interface RenamedAccount {
  /** By the object as it is compared: as it is. */
  readonly before: ReadonlyMap<CatalogObject, CatalogObject>;
  readonly surroundings: Surroundings;
  readonly renames: readonly Rename[];
}

/** What a rule says of one attribute of two objects. */
export type Ruling =
  | { readonly outcome: 'same' }
  /** A question is open: neither equal nor different yet. */
  | { readonly outcome: 'open' }
  | { readonly outcome: 'undecided'; readonly cause: string }
  | {
      readonly outcome: 'differs';
      readonly deparsed?: readonly [string | null, string | null];
      /** Where this difference is of another class than the attribute's own. */
      readonly class?: DifferenceClass;
      /** Where it does not change how the table behaves, though a difference of the attribute may. */
      readonly behaves?: false;
    };

export const SAME: Ruling = { outcome: 'same' };
export const DIFFERS: Ruling = { outcome: 'differs' };
export const OPEN: Ruling = { outcome: 'open' };

interface Compared<V> {
  readonly class: DifferenceClass;
  /** What people call the attribute: `has no <label>`, `has <label> <value>`. */
  readonly label: string;
  /** The predicate of a sentence in place of that: `is NOT NULL`. `other` is what the other side has. */
  readonly say?: (value: V, other: V) => string;
  /** The first major that can express it, and what earlier ones have where `newer` is wanted. */
  readonly since?: { readonly major: number; readonly implied: (newer: V) => V };
  /** For unmanaged attributes: changes how the table behaves, so it counts where there are no migrations to account for it. */
  readonly behaves?: boolean;
  /** Unmanaged and a matter of the server rather than of the schema: it is shown and never counts. */
  readonly neverCounts?: boolean;
  /** `null` says that the source does not know: nothing to compare. */
  readonly nullIsUnknown?: boolean;
  /** Said by servers that people run, not by code and not by migrations that the shadow's superuser replayed. */
  readonly serversOnly?: boolean;
}

/** How one attribute is compared. Every attribute of a kind has a rule: the compiler names the one that is missing. */
export type AttributeRule<K extends Kind, V> =
  /** Not compared, for the reason given: part of the identity, or said by another attribute. */
  | { readonly how: 'not-compared'; readonly because: string }
  | ({ readonly how: 'value'; readonly normalize?: (value: V) => unknown } & Compared<V>)
  | ({ readonly how: 'text'; readonly place: Place } & Compared<V>)
  | ({ readonly how: 'own'; readonly rule: (from: Side<K>, to: Side<K>, judge: Judge) => Ruling } & Compared<V>);

export type AttributeRules<K extends Kind> = {
  readonly [A in keyof ObjectOf<K>]: AttributeRule<K, ObjectOf<K>[A]>;
};

/** How the objects of a kind are compared. */
export interface KindRules<K extends Kind> {
  readonly kind: K;
  /** What people call it. */
  readonly noun: string;
  /** What its identity does not tell and whoever reads of its absence wants to know. */
  readonly detail?: (object: ObjectOf<K>) => string;
  /** The class of an object that only one side has. */
  readonly missing: 'drift' | 'unmanaged' | ((object: ObjectOf<K>) => 'drift' | 'unmanaged');
  /** Unmanaged ones that change how a managed table behaves. */
  readonly behaves?: boolean;
  /** Its structure without its name, to pair objects whose names differ; `null` while a question about it is open. */
  readonly matchKey?: (side: Side<K>, judge: Judge) => string | null;
  /** True for a name that PostgreSQL or Drizzle gives where nobody chose one. */
  readonly isGeneratedName?: (object: ObjectOf<K>) => boolean;
  readonly attributes: AttributeRules<K>;
}

export const IDENTITY = { how: 'not-compared', because: 'it is part of the identity' } as const;
export const ORIGINS = { how: 'not-compared', because: 'where an object comes from is not what it is' } as const;

/** COMMENT ON, which Drizzle has no words for. */
export const COMMENT = {
  how: 'value',
  class: 'unmanaged',
  label: 'comment',
  say: (text: string | null) => (text === null ? 'has no comment' : `has comment “${text}”`),
} as const;

export const OWNER = {
  how: 'value',
  class: 'unmanaged',
  label: 'owner',
  nullIsUnknown: true,
  serversOnly: true,
  neverCounts: true,
} as const;

/** Rules of the fields that every object has. */
export const BASE_RULES = { id: IDENTITY, kind: IDENTITY, origins: ORIGINS, comment: COMMENT } as const;
export const OWNED_RULES = { ...BASE_RULES, owner: OWNER } as const;

/** A rule for a kind's rules with the attribute types checked and then widened, for the table of all kinds. */
export function defineKind<K extends Kind>(rules: KindRules<K>): KindRules<K> {
  return rules;
}
