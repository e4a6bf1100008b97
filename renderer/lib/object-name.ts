import {
  type Catalog,
  type Kind,
  lookupOf,
  type ObjectId,
  parseObjectId,
  quoteQualified,
  TABLE_CHILD_KINDS,
} from '#app/catalog';

/** How an object is named on screen, taken apart. */
export interface ObjectName {
  readonly kind: Kind;
  /** The last part: what the object itself is called. */
  readonly name: string;
  /** What it stands in: `public.guests` for a column, `public` for a table, nothing for a role. */
  readonly where: string;
  readonly schema: string | null;
  /** The table (or view) it belongs to, where the identity says so. */
  readonly table: string | null;
}

/** Kinds whose identity names their table. An index stands in its schema: {@link tableOf} asks a catalog. */
const CHILD_KINDS: ReadonlySet<Kind> = new Set(TABLE_CHILD_KINDS.filter((kind) => kind !== 'index'));
const WITHOUT_SCHEMA: ReadonlySet<Kind> = new Set(['schema', 'extension', 'role', 'event-trigger', 'publication']);

/** Takes an identity apart for display; one that cannot be read is shown as it is. */
export function objectName(id: ObjectId): ObjectName {
  let parsed: ReturnType<typeof parseObjectId>;
  try {
    parsed = parseObjectId(id);
  } catch {
    return { kind: 'schema', name: id, where: '', schema: null, table: null };
  }
  const { kind, parts } = parsed;
  if (kind === 'grant') {
    const on = objectName(parts[0] ?? '');
    const holder = parts[1] === 'public' ? 'PUBLIC' : (parts[1] ?? '');
    const name = `${holder} on ${on.kind.replaceAll('-', ' ')} ${quoteQualified(...[on.where, on.name].filter(Boolean))}`;
    return { kind, name, where: on.where, schema: on.schema, table: on.kind === 'table' ? on.name : on.table };
  }
  const last = parts.at(-1) ?? '';
  const name = parsed.arguments === undefined ? last : `${last}(${parsed.arguments})`;
  const [schema = null, table = null] = WITHOUT_SCHEMA.has(kind) ? [] : parts;
  return {
    kind,
    name: kind === 'default-privilege' ? parts.join(' · ') : name,
    where: kind === 'default-privilege' ? '' : quoteQualified(...parts.slice(0, -1)),
    schema,
    table: CHILD_KINDS.has(kind) ? table : null,
  };
}

/** `public.guests.email`, without the kind. */
export function qualifiedText(id: ObjectId): string {
  const { where, name } = objectName(id);
  return where && !id.startsWith('grant:') ? `${where}.${name}` : name;
}

/** The table (or view) an object belongs to; an index is asked of the catalogs, the first that has it answers. */
export function tableOf(
  id: ObjectId,
  catalogs: readonly (Catalog | null)[],
): { readonly schema: string; readonly table: string } | null {
  const { kind, schema, table } = objectName(id);
  if (schema !== null && table !== null) return { schema, table };
  if (kind !== 'index') return null;
  for (const catalog of catalogs) {
    const index = catalog ? lookupOf(catalog).find(id) : undefined;
    if (index?.kind === 'index') return index;
  }
  return null;
}
