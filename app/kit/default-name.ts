import type { QualifiedName, SnapshotObject } from '#app/catalog';
import { nameIn, placeIn } from './change.ts';
import type { KitLine } from './kit-line.ts';

/**
 * True for a name that nobody chose. 1.0 tells such constraints apart by their columns only; of 0.x it is said of keys of
 * one column, which its snapshots give no name.
 */
export function isDefaultName(object: SnapshotObject, { isOne }: KitLine): boolean {
  const [, table] = placeIn(object);
  const columns = object.attributes.columns as readonly string[] | undefined;
  if (columns === undefined) return false;
  const name = nameIn(object.id);
  const joined = columns.join('_');
  switch (object.kind) {
    case 'primary-key':
      return name === `${table}_pkey` || (!isOne && name === `${table}_${joined}_pk`);
    case 'unique':
      return isOne && (name === `${table}_${joined}_key` || name === `${table}_${joined}_unique`);
    case 'foreign-key': {
      const to = object.attributes.references as QualifiedName;
      const toColumns = (object.attributes.referencedColumns as readonly string[]).join('_');
      return isOne && /_(fk|fkey)$/.test(name) && name.startsWith(`${table}_${joined}_${to.name}_${toColumns}`);
    }
    default:
      return false;
  }
}
