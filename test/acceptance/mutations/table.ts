import { CHECKS } from './checks.ts';
import { COLLATIONS } from './collations.ts';
import { COLUMNS } from './columns.ts';
import { FOREIGN_KEYS } from './foreign-keys.ts';
import { FUNCTIONS } from './functions.ts';
import { INDEXES } from './indexes.ts';
import { KEYS } from './keys.ts';
import type { Mutation } from './mutation.ts';
import { NOTHING } from './nothing.ts';
import { POLICIES } from './policies.ts';
import { PUBLICATIONS } from './publications.ts';
import { ROLES } from './roles.ts';
import { SCHEMAS } from './schemas.ts';
import { SEQUENCES } from './sequences.ts';
import { STATISTICS } from './statistics.ts';
import { TABLES } from './tables.ts';
import { TRIGGERS } from './triggers.ts';
import { TYPES } from './types.ts';
import { VIEWS } from './views.ts';

export interface MutationGroup {
  readonly title: string;
  readonly rows: readonly Mutation[];
}

/** The table of mutations: for every attribute that the catalog models at least one, and what drift has to say of it. */
export const MUTATIONS: readonly MutationGroup[] = [
  { title: 'Schemas and extensions', rows: SCHEMAS },
  { title: 'Tables', rows: TABLES },
  { title: 'Columns', rows: COLUMNS },
  { title: 'Primary keys and unique constraints', rows: KEYS },
  { title: 'Foreign keys', rows: FOREIGN_KEYS },
  { title: 'Checks and exclusion constraints', rows: CHECKS },
  { title: 'Indexes', rows: INDEXES },
  { title: 'Extended statistics', rows: STATISTICS },
  { title: 'Policies', rows: POLICIES },
  { title: 'Views and materialized views', rows: VIEWS },
  { title: 'Types', rows: TYPES },
  { title: 'Collations', rows: COLLATIONS },
  { title: 'Sequences', rows: SEQUENCES },
  { title: 'Functions', rows: FUNCTIONS },
  { title: 'Triggers and rules', rows: TRIGGERS },
  { title: 'Roles and grants', rows: ROLES },
  { title: 'Publications', rows: PUBLICATIONS },
  { title: 'What changes nothing', rows: NOTHING },
];

/** Attributes that no mutation can change alone, or that say nothing of the schema; every other one has a row. */
export const WITHOUT_ROW: Readonly<Record<string, string>> = {
  '*.kind': 'it is part of the identity',
  '*.id': 'it is the identity',
  '*.name': 'it is part of the identity: under another name an object comes and another goes',
  '*.schema': 'it is part of the identity',
  '*.table': 'it is part of the identity',
  '*.inherited': 'it follows from the parents of the table',
  '*.origins.source': 'where an object comes from is not what it is',
  '*.origins.file': 'where an object comes from is not what it is',
  '*.origins.line': 'where an object comes from is not what it is',
  '*.origins.column': 'where an object comes from is not what it is',
  '*.origins.statement': 'where an object comes from is not what it is',
  'column.position': 'the order of columns is compared once for the table: column:reordered',
  'column.identity.sequence.schema': 'the sequence stands in the schema of its table',
  'column.identity.sequence.name':
    'what PostgreSQL calls the sequence is its own affair: column.identity:sequence-renamed',
  'sequence.ownedBy.schema': 'a sequence stands in the schema of the table whose column owns it',
  'view.columns.name': 'it follows from the definition: view.definition:column-renamed',
  'view.columns.type': 'it follows from the definition',
  'materialized-view.columns.name': 'it follows from the definition',
  'materialized-view.columns.type': 'it follows from the definition',
  'materialized-view.columns.default': 'nobody inserts into a materialized view',
  'function.identityArguments': 'it is part of the identity: function:added-overload',
  'index.owner': 'an index belongs to the owner of its table',
  'extension.comment': 'CREATE EXTENSION writes it, in the words of the installed version',
  'grant.on': 'it is part of the identity',
  'grant.grantee': 'it is part of the identity',
  'grant.comment': 'a grant has none',
  'default-privilege.role': 'it is part of the identity',
  'default-privilege.objectType': 'it is part of the identity',
  'default-privilege.grantee': 'it is part of the identity',
  'default-privilege.comment': 'a default privilege has none',
};
