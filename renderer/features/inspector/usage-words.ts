import type { UsageKind } from '#app/usages';
import type { Tone } from '#renderer/ui';

/** What a kind is called beside a place, and in the plural of its count. */
export const USAGE_WORDS: Readonly<Record<UsageKind, string>> = {
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  truncate: 'truncate',
  select: 'select',
  join: 'join',
  query: 'relational query',
  count: 'count',
  refresh: 'refresh',
  inserted: 'inserted',
  set: 'set',
  conflict: 'on conflict',
  filtered: 'filtered by',
  joined: 'joined on',
  selected: 'selected',
  returned: 'returned',
  grouped: 'grouped by',
  ordered: 'ordered by',
  reference: 'referenced',
  relation: 'relation',
  indexed: 'indexed',
  constrained: 'constrained',
  definition: 'defined',
  alias: 'alias',
  validator: 'validator',
  passed: 'passed on',
  type: 'type',
  import: 'import',
  're-export': 're-export',
};

/** What takes rows away or changes every one of them is worth a second look. */
export function usageTone(kind: UsageKind, allRows: boolean): Tone {
  const changes = kind === 'update' || kind === 'delete' || kind === 'truncate';
  return changes && allRows ? 'warn' : 'neutral';
}
