import { Cursor } from './cursor.ts';
import type { Name } from './shape.ts';

/** One action of ALTER TABLE. */
export type Action =
  | { readonly does: 'add-column'; readonly column: string; readonly type: string; readonly rest: string }
  | { readonly does: 'drop-column'; readonly column: string }
  | { readonly does: 'type'; readonly column: string; readonly type: string; readonly using: string | null }
  | { readonly does: 'set-not-null'; readonly column: string; readonly validates: boolean }
  | { readonly does: 'drop-not-null'; readonly column: string }
  | { readonly does: 'set-expression'; readonly column: string }
  | { readonly does: 'column-setting' }
  | { readonly does: 'check'; readonly expression: string; readonly validates: boolean }
  | {
      readonly does: 'foreign-key';
      readonly columns: readonly string[];
      readonly references: Name;
      readonly referenced: readonly string[];
      readonly validates: boolean;
    }
  | {
      readonly does: 'unique';
      readonly columns: readonly string[];
      readonly isPrimary: boolean;
      readonly usesIndex: boolean;
      readonly nullsNotDistinct: boolean;
    }
  | { readonly does: 'exclude'; readonly elements: string }
  | { readonly does: 'drop-constraint' | 'validate'; readonly constraint: string }
  | { readonly does: 'attach'; readonly partition: Name }
  | { readonly does: 'detach'; readonly partition: Name; readonly concurrently: boolean }
  | { readonly does: 'inherit'; readonly parent: Name }
  | {
      readonly does: 'triggers' | 'settings' | 'cluster-on' | 'persistence' | 'access-method' | 'tablespace' | 'other';
    };

const NOT_VALID = /\bnot\s+valid\s*$/i;
const NOT_ENFORCED = /\bnot\s+enforced\b/i;

export function actionOf(sql: string): Action {
  const cursor = new Cursor(sql);
  if (cursor.take('add')) return addition(cursor);
  if (cursor.take('drop constraint')) {
    cursor.take('if exists');
    return { does: 'drop-constraint', constraint: cursor.name() ?? '' };
  }
  if (cursor.take('drop')) {
    cursor.take('column');
    cursor.take('if exists');
    return { does: 'drop-column', column: cursor.name() ?? '' };
  }
  if (cursor.take('alter constraint')) return { does: 'other' };
  if (cursor.take('alter')) {
    cursor.take('column');
    return ofColumn(cursor, cursor.name() ?? '');
  }
  if (cursor.take('validate constraint')) return { does: 'validate', constraint: cursor.name() ?? '' };
  if (cursor.take('attach partition')) return { does: 'attach', partition: cursor.qualified() ?? ['', ''] };
  if (cursor.take('detach partition')) {
    const partition = cursor.qualified() ?? ['', ''];
    return { does: 'detach', partition, concurrently: cursor.take('concurrently') };
  }
  if (cursor.take('inherit') || cursor.take('no inherit'))
    return { does: 'inherit', parent: cursor.qualified() ?? ['', ''] };
  return ofTable(cursor);
}

function ofTable(cursor: Cursor): Action {
  for (const switching of ['enable', 'disable']) {
    if (!cursor.take(switching)) continue;
    if (cursor.take('replica') || cursor.take('always'))
      return cursor.take('trigger') ? { does: 'triggers' } : { does: 'other' };
    return cursor.take('trigger') ? { does: 'triggers' } : { does: 'other' };
  }
  if (cursor.take('cluster on') || cursor.take('set without cluster')) return { does: 'cluster-on' };
  if (cursor.take('set logged') || cursor.take('set unlogged')) return { does: 'persistence' };
  if (cursor.take('set access method')) return { does: 'access-method' };
  if (cursor.take('set tablespace')) return { does: 'tablespace' };
  if (cursor.take('set') || cursor.take('reset'))
    return cursor.peek()?.text === '(' ? { does: 'settings' } : { does: 'other' };
  return { does: 'other' };
}

function addition(cursor: Cursor): Action {
  const isNamed = cursor.take('constraint');
  if (isNamed) cursor.name();
  const validates = !NOT_VALID.test(cursor.sql) && !NOT_ENFORCED.test(cursor.sql);
  if (cursor.take('check')) return { does: 'check', expression: cursor.parenthesised() ?? '', validates };
  if (cursor.take('foreign key')) {
    const columns = cursor.columns();
    cursor.take('references');
    const references = cursor.qualified() ?? ['', ''];
    return { does: 'foreign-key', columns, references, referenced: cursor.columns(), validates };
  }
  if (cursor.take('exclude')) {
    if (cursor.take('using')) cursor.name();
    return { does: 'exclude', elements: cursor.parenthesised() ?? '' };
  }
  if (isNamed && cursor.take('not null')) return { does: 'set-not-null', column: cursor.name() ?? '', validates };
  const isPrimary = cursor.take('primary key');
  if (isPrimary || cursor.take('unique')) {
    const nullsNotDistinct = cursor.take('nulls not distinct');
    if (!nullsNotDistinct) cursor.take('nulls distinct');
    const usesIndex = cursor.take('using index');
    return { does: 'unique', columns: usesIndex ? [] : cursor.columns(), isPrimary, usesIndex, nullsNotDistinct };
  }
  cursor.take('column');
  cursor.take('if not exists');
  const column = cursor.name() ?? '';
  const rest = cursor.rest();
  return { does: 'add-column', column, type: typeIn(rest), rest };
}

function ofColumn(cursor: Cursor, column: string): Action {
  if (cursor.take('set not null')) return { does: 'set-not-null', column, validates: true };
  if (cursor.take('drop not null')) return { does: 'drop-not-null', column };
  if (cursor.take('set expression')) return { does: 'set-expression', column };
  if (cursor.take('set statistics') || (cursor.take('set') && cursor.peek()?.text === '('))
    return { does: 'column-setting' };
  if (cursor.take('reset')) return { does: 'column-setting' };
  cursor.take('data');
  if (!cursor.take('type')) return { does: 'other' };
  const written = cursor.rest();
  const using = new Cursor(written);
  const hasUsing = using.seek('using');
  const rest = hasUsing ? using.rest() : '';
  const type = (hasUsing ? written.slice(0, written.length - rest.length) : written).trim();
  return { does: 'type', column, type: typeIn(type), using: hasUsing ? rest.replace(/^using\s+/i, '') : null };
}

const AFTER_TYPE = [
  'default',
  'not',
  'null',
  'generated',
  'collate',
  'constraint',
  'primary',
  'unique',
  'references',
  'check',
  'storage',
  'compression',
  'options',
];

/** The type at the start of a column's definition. */
function typeIn(definition: string): string {
  const cursor = new Cursor(definition);
  if (!cursor.seek(...AFTER_TYPE)) return definition.trim();
  return definition.slice(0, definition.length - cursor.rest().length).trim();
}
