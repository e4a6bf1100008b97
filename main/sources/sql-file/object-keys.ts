import { type CatalogObject, type Kind, parseObjectId } from '#app/catalog';
import type { ObjectKey } from './effect.ts';

/** Which kinds of the catalog a loose key may stand for; the likeliest first. */
export const KINDS_OF_SPACE: Readonly<Record<string, readonly Kind[]>> = {
  type: ['enum', 'domain', 'composite-type', 'range-type'],
  relation: ['table', 'view', 'materialized-view', 'sequence'],
  column: ['column'],
  constraint: ['primary-key', 'unique', 'foreign-key', 'check', 'exclusion'],
  index: ['index'],
  statistics: ['statistics'],
  collation: ['collation'],
  function: ['function'],
  policy: ['policy'],
  trigger: ['trigger'],
  rule: ['rule'],
  schema: ['schema'],
  extension: ['extension'],
  role: ['role'],
  publication: ['publication'],
  'event-trigger': ['event-trigger'],
};

export function keyText(key: ObjectKey): string {
  return key.join('\u0000');
}

/** The inverse of {@link keyText}. */
export function unkeyed(text: string): ObjectKey {
  return text.split('\u0000') as unknown as ObjectKey;
}

/** True for what belongs to a table. */
export function isChildOf(key: ObjectKey, [, schema, name]: ObjectKey): boolean {
  const [space, ...parts] = key;
  const isPart = ['column', 'constraint', 'policy', 'trigger', 'rule'].includes(space);
  return isPart && parts.length > 2 && parts[0] === schema && parts[1] === name;
}

export function columnsOf(object: CatalogObject): readonly string[] | null {
  if (object.kind === 'index') {
    return object.keys.map(({ expression, isExpression }) => (isExpression ? '' : expression));
  }
  if (object.kind === 'view' || object.kind === 'materialized-view') return null;
  return 'columns' in object ? object.columns : null;
}

/** The loose key of an object of a catalog. */
export function keyOf(object: CatalogObject): ObjectKey {
  switch (object.kind) {
    case 'schema':
    case 'extension':
    case 'role':
    case 'publication':
    case 'event-trigger':
      return [object.kind, object.name];
    case 'enum':
    case 'domain':
    case 'composite-type':
    case 'range-type':
      return ['type', object.schema, object.name];
    case 'sequence':
    case 'table':
    case 'view':
    case 'materialized-view':
      return ['relation', object.schema, object.name];
    case 'function':
      return ['function', object.schema, object.name, object.identityArguments];
    case 'index':
    case 'statistics':
    case 'collation':
      return [object.kind, object.schema, object.name];
    case 'column':
    case 'policy':
    case 'trigger':
    case 'rule':
      return [object.kind, object.schema, object.table, object.name];
    case 'grant':
      return ['grant', ...parseObjectId(object.on).parts.slice(0, 2), object.grantee];
    case 'default-privilege':
      return ['default-privilege', object.schema ?? '', object.grantee];
    default:
      return ['constraint', object.schema, object.table, object.name];
  }
}
