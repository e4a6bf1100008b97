import type { Action } from './action.ts';
import { printName } from './cursor.ts';
import { blockedBy, type Hazard, type LockMode } from './hazard.ts';
import type { Name, Shape } from './shape.ts';
import { type Subject, tableOfIndex } from './subject.ts';

/** A lock on a relation that was there before. Source: PostgreSQL's documentation of each command, and "Explicit Locking". */
export interface Lock {
  readonly relation: Name;
  readonly mode: LockMode;
}

export function lockHazard({ relation, mode }: Lock): Hazard {
  return { kind: 'lock', relation: printName(relation), mode, blocks: blockedBy(mode), by: 'documented' };
}

export function locksOf(shape: Shape, actions: readonly Action[], subject: Subject): readonly Lock[] {
  switch (shape.what) {
    case 'alter-table':
      return actions.flatMap((action) => locksOfAction(shape.table, action, subject));
    case 'create-table':
      return [
        ...shape.parts.flatMap((part) => referencedIn(part)).map((relation) => lock(relation, 'SHARE ROW EXCLUSIVE')),
        ...(shape.partitionOf ? [lock(shape.partitionOf, 'ACCESS EXCLUSIVE')] : []),
      ];
    case 'reindex':
      // SHARE on the table and ACCESS EXCLUSIVE on the index, which every query of the table looks at while it is planned.
      return tableOfIndex(subject, shape.index).map((table) => lock(table, 'ACCESS EXCLUSIVE'));
    case 'create-index':
      return [lock(shape.table, shape.concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE')];
    case 'drop':
      return locksOfDrop(shape, subject);
    case 'on-table':
      return [
        lock(
          shape.table,
          shape.kind === 'trigger' && shape.verb === 'create' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE',
        ),
      ];
    case 'alter-domain':
      return shape.validates ? columnsOfType(subject, shape.domain).map((table) => lock(table, 'SHARE')) : [];
    case 'alter-other':
      if (shape.kind === 'index' || shape.kind === 'schema') return [];
      return [
        lock(
          shape.name,
          shape.kind === 'sequence' && !/^(rename|owner|set\s+schema)/i.test(shape.rest)
            ? 'SHARE ROW EXCLUSIVE'
            : 'ACCESS EXCLUSIVE',
        ),
      ];
    case 'comment':
      return shape.table ? [lock(shape.table, 'SHARE UPDATE EXCLUSIVE')] : [];
    case 'write':
      return [lock(shape.table, 'ROW EXCLUSIVE')];
    case 'truncate':
    case 'cluster':
    case 'vacuum-full':
      return shape.tables.map((table) => lock(table, 'ACCESS EXCLUSIVE'));
    case 'lock':
      return shape.tables.map((table) => lock(table, (shape.mode ?? 'ACCESS EXCLUSIVE') as LockMode));
    case 'refresh':
      return [lock(shape.view, shape.concurrently ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE')];
    case 'alter-type':
    case 'other':
      return [];
  }
}

function locksOfAction(table: Name, action: Action, subject: Subject): readonly Lock[] {
  switch (action.does) {
    case 'foreign-key':
      return [lock(table, 'SHARE ROW EXCLUSIVE'), lock(action.references, 'SHARE ROW EXCLUSIVE')];
    case 'validate': {
      const key = subject.constraintOf(table, action.constraint);
      const referenced = key?.kind === 'foreign-key' ? [lock(nameOf(key.references), 'ROW SHARE')] : [];
      return [lock(table, 'SHARE UPDATE EXCLUSIVE'), ...referenced];
    }
    case 'drop-constraint': {
      const key = subject.constraintOf(table, action.constraint);
      const referenced = key?.kind === 'foreign-key' ? [lock(nameOf(key.references), 'ACCESS EXCLUSIVE')] : [];
      return [lock(table, 'ACCESS EXCLUSIVE'), ...referenced];
    }
    case 'type':
      return [table, ...joinedBy(table, action.column, subject)].map((one) => lock(one, 'ACCESS EXCLUSIVE'));
    case 'triggers':
      return [lock(table, 'SHARE ROW EXCLUSIVE')];
    case 'settings':
    case 'cluster-on':
    case 'column-setting':
      return [lock(table, 'SHARE UPDATE EXCLUSIVE')];
    case 'attach':
      return [lock(table, 'SHARE UPDATE EXCLUSIVE'), lock(action.partition, 'ACCESS EXCLUSIVE')];
    case 'detach':
      return action.concurrently
        ? [lock(table, 'SHARE UPDATE EXCLUSIVE'), lock(action.partition, 'SHARE UPDATE EXCLUSIVE')]
        : [lock(table, 'ACCESS EXCLUSIVE'), lock(action.partition, 'ACCESS EXCLUSIVE')];
    case 'inherit':
      return [lock(table, 'ACCESS EXCLUSIVE'), lock(action.parent, 'SHARE UPDATE EXCLUSIVE')];
    case 'add-column':
      return [
        lock(table, 'ACCESS EXCLUSIVE'),
        ...referencedIn(action.rest).map((one) => lock(one, 'SHARE ROW EXCLUSIVE')),
      ];
    default:
      return [lock(table, 'ACCESS EXCLUSIVE')];
  }
}

/** The tables at the other ends of a column's foreign keys, which are made anew with its type. */
function joinedBy([schema, table]: Name, column: string, { catalog }: Subject): readonly Name[] {
  return catalog.objects['foreign-key'].flatMap((key): readonly Name[] => {
    const { references, columns, referencedColumns } = key;
    if (key.schema === schema && key.table === table && columns.includes(column)) return [nameOf(references)];
    const isHere = references.schema === schema && references.name === table && referencedColumns.includes(column);
    return isHere ? [[key.schema, key.table]] : [];
  });
}

/** A table goes with the foreign keys on both of its ends. */
function locksOfDrop(shape: Extract<Shape, { what: 'drop' }>, subject: Subject): readonly Lock[] {
  const { kind, names, concurrently } = shape;
  const { catalog } = subject;
  if (kind === 'index')
    return names.flatMap((name) =>
      tableOfIndex(subject, name).map((table) =>
        lock(table, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE'),
      ),
    );
  if (!/table|view|sequence/.test(kind)) return [];
  const referenced = names.flatMap((name) =>
    catalog.objects['foreign-key']
      .filter(({ schema, table }) => schema === name[0] && table === name[1])
      .map(({ references }) => nameOf(references)),
  );
  return [...names, ...referenced].map((name) => lock(name, 'ACCESS EXCLUSIVE'));
}

/** Tables that `REFERENCES` in a definition names. */
function referencedIn(definition: string): readonly Name[] {
  const pattern = /\breferences\s+(?:("(?:[^"]|"")+"|\w+)\s*\.\s*)?("(?:[^"]|"")+"|\w+)/gi;
  const plain = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase());
  return [...definition.matchAll(pattern)].map(
    ([, schema, table = '']): Name => [schema ? plain(schema) : 'public', plain(table)],
  );
}

function columnsOfType({ catalog }: Subject, [schema, name]: Name): readonly Name[] {
  const types = new Set([printName([schema, name]), ...(schema === 'public' ? [name] : [])]);
  const tables = catalog.objects.column
    .filter(({ type }) => types.has(type))
    .map((one): Name => [one.schema, one.table]);
  return [...new Map(tables.map((table) => [printName(table), table])).values()];
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): Name {
  return [schema, name];
}

function lock(relation: Name, mode: LockMode): Lock {
  return { relation, mode };
}
