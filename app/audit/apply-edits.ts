import {
  type Catalog,
  type CatalogObject,
  KINDS,
  lookupOf,
  type ObjectId,
  parseObjectId,
  quoteIdent,
} from '#app/catalog';
import { renameCatalog } from '#app/compare';
import { ObjectBag } from '#app/plan';
import { scanSql } from '#app/sql';
import type { CatalogEdit } from './remedy.ts';

/**
 * The catalog as it shall be: what the planner drafts towards. Edits are carried out in their order; names that come of a rename
 * are used by those behind it. An edit of something that is not there changes nothing.
 */
export function applyEdits(catalog: Catalog, edits: readonly CatalogEdit[]): Catalog {
  let current = catalog;
  let bag = new ObjectBag(current);
  for (const edit of edits) {
    if (edit.edit === 'rename') {
      current = renamed(bag.catalog(), edit.id, edit.name);
      bag = new ObjectBag(current);
    } else if (edit.edit === 'put') bag.put(edit.object);
    else if (edit.edit === 'drop') bag.remove(edit.id);
    else bag.change(edit.id, edit.attributes);
  }
  return bag.catalog();
}

/** Every name that stands for it, in structure by the comparison's own renaming, in expressions of its table word by word. */
function renamed(catalog: Catalog, id: ObjectId, name: string): Catalog {
  const object = lookupOf(catalog).find(id);
  if (!object) return catalog;
  const { kind, parts } = parseObjectId(id);
  const to = [...parts.slice(0, -1), name];
  const { catalog: structure } = renameCatalog({ catalog, before: new Map() }, { kind, from: parts, to });
  if (object.kind !== 'column') return structure;
  return inExpressions(structure, object, name);
}

/** Attributes that are SQL about the columns of one table, by kind. */
const EXPRESSIONS: Readonly<Partial<Record<CatalogObject['kind'], readonly string[]>>> = {
  check: ['expression'],
  policy: ['using', 'check'],
  index: ['predicate', 'keys'],
  exclusion: ['where', 'elements'],
  trigger: ['when'],
  column: ['generated'],
};

function inExpressions(
  catalog: Catalog,
  column: { schema: string; table: string; name: string },
  name: string,
): Catalog {
  const bag = new ObjectBag(catalog);
  for (const kind of KINDS) {
    const attributes = EXPRESSIONS[kind];
    if (!attributes) continue;
    for (const object of catalog.objects[kind] as readonly CatalogObject[]) {
      if (!('table' in object) || object.schema !== column.schema || object.table !== column.table) continue;
      const values = object as unknown as Readonly<Record<string, unknown>>;
      const changed = attributes.map((key) => [key, withName(values[key], column.name, name)] as const);
      bag.put({ ...object, ...Object.fromEntries(changed) } as CatalogObject);
    }
  }
  return bag.catalog();
}

/** In texts, and in the texts of a list of keys or of a record. Names of columns alone are not expressions. */
function withName(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return replaceWord(value, from, to);
  if (Array.isArray(value)) return value.map((one) => withName(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, ...(typeof record.expression === 'string' ? { expression: renamedKey(record, from, to) } : {}) };
}

function renamedKey(record: Readonly<Record<string, unknown>>, from: string, to: string): string {
  const text = String(record.expression);
  return record.isExpression === false ? (text === from ? to : text) : replaceWord(text, from, to);
}

function replaceWord(sql: string, from: string, to: string): string {
  let text = '';
  let at = 0;
  for (const token of scanSql(sql)) {
    const isName = (token.type === 'word' || token.type === 'quoted') && token.text === from;
    if (!isName) continue;
    text += sql.slice(at, token.start) + quoteIdent(to);
    at = token.end;
  }
  return text + sql.slice(at);
}
