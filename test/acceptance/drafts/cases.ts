import { COLUMNS, DEFAULT_VALUES } from './cases/columns.ts';
import { FIRST } from './cases/first.ts';
import { CHECKS, INDEXES, KEYS } from './cases/keys.ts';
import { GRANTS, POLICIES, PUBLICATIONS, RENAMES, SCHEMAS, SEQUENCES, TABLES_MORE } from './cases/objects.ts';
import { INHERITED, PARTITIONS } from './cases/partitions.ts';
import { FUNCTIONS, TRIGGERS } from './cases/routines.ts';
import { COMPOSITES, DOMAINS, ENUMS, RANGES, TYPED_TABLES } from './cases/types.ts';
import { VIEWS } from './cases/views.ts';
import type { DraftCase } from './draft-case.ts';

export const DRAFT_CASES: readonly DraftCase[] = [
  ...FIRST,
  ...TABLES_MORE,
  ...COLUMNS,
  ...DEFAULT_VALUES,
  ...KEYS,
  ...CHECKS,
  ...INDEXES,
  ...ENUMS,
  ...DOMAINS,
  ...COMPOSITES,
  ...RANGES,
  ...TYPED_TABLES,
  ...VIEWS,
  ...FUNCTIONS,
  ...TRIGGERS,
  ...POLICIES,
  ...SEQUENCES,
  ...GRANTS,
  ...PARTITIONS,
  ...INHERITED,
  ...SCHEMAS,
  ...PUBLICATIONS,
  ...RENAMES,
];
