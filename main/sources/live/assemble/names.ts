import {
  type ExtensionMember,
  type Kind,
  type ObjectId,
  type Origin,
  objectId,
  type QualifiedName,
  quoteIdent,
  quoteQualified,
  type Server,
  type Unmodelled,
} from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
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
  /** Column names by attribute number. */
  readonly columns: Map<number, string>;
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
  readonly #comments = new Map<string, string>();
  readonly #members = new Map<string, string>();

  constructor(rows: CatalogRows, server: Server, origins: readonly Origin[]) {
    this.server = server;
    this.origins = origins;
    for (const row of rows.schemas) this.#schemas.set(row.oid, row.name);
    for (const row of rows.roles) this.#roles.set(row.oid, row.name);
    for (const row of rows.collations) this.#collations.set(row.oid, row);
    for (const row of rows.tablespaces) this.#tablespaces.set(row.oid, row.name);
    for (const row of rows.accessMethods) this.#accessMethods.set(row.oid, row.name);
    for (const row of rows.comments) this.#comments.set(key(row.class, row.oid, row.sub), row.text);
    for (const row of rows.extensionMembers) this.#members.set(key(row.class, row.oid, 0), row.extension);
    this.#nameRelations(rows);
  }

  #nameRelations(rows: CatalogRows): void {
    for (const row of rows.relations) {
      const schema = this.schema(row.schema);
      const path = quoteQualified(schema, row.name);
      const extension = this.#members.get(key('pg_class', row.oid, 0));
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
        columns: new Map(),
      });
    }
    for (const row of rows.columns) this.relations.get(row.relation)?.columns.set(row.number, row.name);
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
  tablespace(oid: number): string | null {
    return oid === 0 ? null : (this.#tablespaces.get(oid) ?? String(oid));
  }

  accessMethod(oid: number): string {
    return this.#accessMethods.get(oid) ?? String(oid);
  }

  comment(catalog: string, oid: number, sub = 0): string | null {
    return this.#comments.get(key(catalog, oid, sub)) ?? null;
  }

  /** A relation that is listed, or undefined: what belongs to an extension's table is not listed either. */
  listed(oid: number): RelationName | undefined {
    const relation = this.relations.get(oid);
    return relation?.listed ? relation : undefined;
  }

  /** Names of columns by attribute number, in the order given. */
  columns(relation: RelationName, numbers: readonly number[]): readonly string[] {
    return numbers.map((number) => relation.columns.get(number) ?? `column ${number}`);
  }

  /** True (and noted) where an extension owns the object. */
  ofExtension(catalog: string, oid: number, id: ObjectId): boolean {
    const extension = this.#members.get(key(catalog, oid, 0));
    if (extension === undefined) return false;
    this.extensionMembers.push({ id, extension });
    return true;
  }

  /** Comments on what the model gives no comment: columns of views and attributes of composite types. */
  commentsOnColumnsOf(rows: CatalogRows): readonly Unmodelled[] {
    return rows.comments.flatMap((row): Unmodelled[] => {
      const relation = row.class === 'pg_class' && row.sub > 0 ? this.listed(row.oid) : undefined;
      if (!relation || !'vmc'.includes(relation.kind)) return [];
      const column = relation.columns.get(row.sub) ?? `column ${row.sub}`;
      return [{ what: 'comment on a column', schema: relation.schema, name: `${relation.name}.${column}` }];
    });
  }

  base(id: ObjectId, comment: string | null): { id: ObjectId; comment: string | null; origins: readonly Origin[] } {
    return { id, comment, origins: this.origins };
  }
}

function key(catalog: string, oid: number, sub: number): string {
  return `${catalog}:${oid}:${sub}`;
}

/** The identity of something in a relation: `column:public.guests.id`. */
export function childId(kind: Kind, relation: RelationName, name: string): ObjectId {
  return `${kind}:${relation.path}.${quoteIdent(name)}`;
}

export { objectId };
