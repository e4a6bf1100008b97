import {
  type ExtensionMember,
  type Kind,
  type ObjectId,
  type Origin,
  type QualifiedName,
  quoteIdent,
  quoteQualified,
  type Server,
} from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { ColumnRow } from '../queries/columns.ts';
import type { CollationRow } from '../queries/indexes.ts';
import type { RelationKind } from '../queries/relations.ts';

/** A relation by its OID, with what its children's identities start with. */
export interface RelationName extends QualifiedName {
  readonly oid: number;
  readonly kind: RelationKind;
  /** `public.guests`, quoted where needed. */
  readonly path: string;
  /** False where an extension owns it: its columns, keys and the rest are folded away with it. */
  readonly listed: boolean;
  /** By attribute number; with holes. */
  readonly columns: ColumnRow[];
}

/** `table`, `view` …: the kind under which a relation's own object is listed. */
export const KIND_OF_RELATION: Readonly<Record<RelationKind, Kind>> = {
  r: 'table',
  p: 'table',
  f: 'table',
  v: 'view',
  m: 'materialized-view',
  c: 'composite-type',
  S: 'sequence',
};

/**
 * What every kind looks up while rows become objects: names by OID, comments, who belongs to an extension. Built once
 * per reading from the rows alone.
 */
export class Names {
  readonly server: Server;
  readonly origins: readonly Origin[];
  readonly relations = new Map<number, RelationName>();
  readonly extensionMembers: ExtensionMember[] = [];
  readonly #schemas = new Map<number, string>();
  readonly #roles = new Map<number, string>();
  readonly #collations = new Map<number, CollationRow>();
  readonly #tablespaces = new Map<number, string>();
  readonly #accessMethods = new Map<number, string>();
  /** By catalog, then by object; what is on a column by both numbers. */
  readonly #comments = new Map<string, Map<number | string, string>>();
  readonly #members = new Map<string, Map<number, string>>();

  constructor(rows: CatalogRows, server: Server, origins: readonly Origin[]) {
    this.server = server;
    this.origins = origins;
    for (const row of rows.schemas) this.#schemas.set(row.oid, row.name);
    for (const row of rows.roles) this.#roles.set(row.oid, row.name);
    for (const row of rows.collations) this.#collations.set(row.oid, row);
    for (const row of rows.tablespaces) this.#tablespaces.set(row.oid, row.name);
    for (const row of rows.accessMethods) this.#accessMethods.set(row.oid, row.name);
    for (const row of rows.comments) {
      put(this.#comments, row.class, row.sub === 0 ? row.oid : `${row.oid}.${row.sub}`, row.text);
    }
    for (const row of rows.extensionMembers) put(this.#members, row.class, row.oid, row.extension);
    this.#nameRelations(rows);
  }

  #nameRelations(rows: CatalogRows): void {
    for (const row of rows.relations) {
      const schema = this.schema(row.schema);
      const path = quoteQualified(schema, row.name);
      const extension = this.#members.get('pg_class')?.get(row.oid);
      // A composite type's membership is recorded on its type.
      if (extension !== undefined && row.kind !== 'c') {
        this.extensionMembers.push({ id: `${KIND_OF_RELATION[row.kind]}:${path}`, extension });
      }
      const listed = extension === undefined;
      this.relations.set(row.oid, {
        oid: row.oid,
        schema,
        name: row.name,
        kind: row.kind,
        path,
        listed,
        columns: [],
      });
    }
    for (const row of rows.columns) {
      const relation = this.relations.get(row.relation);
      if (relation) relation.columns[row.number] = row;
    }
  }

  /** The name of a relation; its number where it is gone. */
  qualified(oid: number): QualifiedName {
    const relation = this.relations.get(oid);
    return relation ? { schema: relation.schema, name: relation.name } : { schema: '', name: String(oid) };
  }

  schema(oid: number): string {
    return this.#schemas.get(oid) ?? `schema ${oid}`;
  }

  /** A role that is gone shows as its number, as PostgreSQL prints it. */
  role(oid: number): string {
    return this.#roles.get(oid) ?? String(oid);
  }

  /** Qualified; `null` for 0. */
  collation(oid: number | null): string | null {
    if (!oid) return null;
    const row = this.#collations.get(oid);
    return row ? quoteQualified(row.schema, row.name) : String(oid);
  }

  /** `null` where it is the database's own. */
  tablespace(oid: number | null): string | null {
    return !oid ? null : (this.#tablespaces.get(oid) ?? String(oid));
  }

  accessMethod(oid: number): string {
    return this.#accessMethods.get(oid) ?? String(oid);
  }

  comment(catalog: string, oid: number, sub = 0): string | null {
    const comments = this.#comments.get(catalog);
    return comments?.get(sub === 0 ? oid : `${oid}.${sub}`) ?? null;
  }

  /** A relation that is listed, or undefined: what belongs to an extension's table is not listed either. */
  listed(oid: number): RelationName | undefined {
    const relation = this.relations.get(oid);
    return relation?.listed ? relation : undefined;
  }

  /** Names of columns by attribute number, in the order given. */
  columns(relation: RelationName, numbers: readonly number[]): readonly string[] {
    return numbers.map((number) => relation.columns[number]?.name ?? `column ${number}`);
  }

  /** True (and noted) where an extension owns the object. */
  ofExtension(catalog: string, oid: number, id: ObjectId): boolean {
    const extension = this.#members.get(catalog)?.get(oid);
    if (extension === undefined) return false;
    this.extensionMembers.push({ id, extension });
    return true;
  }

  base(id: ObjectId, comment: string | null): { id: ObjectId; comment: string | null; origins: readonly Origin[] } {
    return { id, comment, origins: this.origins };
  }
}

function put<K, V>(maps: Map<string, Map<K, V>>, name: string, key: K, value: V): void {
  const map = maps.get(name) ?? new Map<K, V>();
  maps.set(name, map);
  map.set(key, value);
}

/** The identity of something in a relation: `column:public.guests.id`. */
export function childId(kind: Kind, relation: RelationName, name: string): ObjectId {
  return `${kind}:${relation.path}.${quoteIdent(name)}`;
}
