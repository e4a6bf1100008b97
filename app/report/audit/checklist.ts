import type { Finding } from '#app/api';
import { quoteIdent } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { ChecklistItem, MigrationEntry, ReportInput, RowSecurity, TenantColumns } from './report-model.ts';
import { count } from './words.ts';

interface ChecklistFacts {
  readonly input: ReportInput;
  readonly rowSecurity: RowSecurity | null;
  readonly tenantColumns: TenantColumns | null;
  readonly migrations: readonly MigrationEntry[];
}

/** What has to hold before a deployment; each item is verified by a command, and says what this report already knows of it. */
export function checklist(facts: ChecklistFacts): readonly ChecklistItem[] {
  return [
    ...migrationItems(facts),
    ...driftItems(facts),
    auditItem(facts),
    ...rowSecurityItems(facts),
    ...tenantItems(facts),
    ...leftovers(facts),
    backup(),
  ];
}

function migrationItems({ input, migrations }: ChecklistFacts): readonly ChecklistItem[] {
  if (migrations.length === 0) return [];
  const pending = migrations.filter(({ state }) => state === 'not-applied' || state === 'will-be-skipped');
  const edited = migrations.filter(({ state }) => state === 'edited');
  const isKnown = migrations.some(({ state }) => state !== null);
  const drizzle: ChecklistItem = {
    what: 'The migrations folder is consistent',
    ...verdictOf(findingsOf(input, ['migration-duplicate-number', 'migration-journal-mismatch'])),
    language: 'sh',
    command: 'npx drizzle-kit check',
  };
  const applied: ChecklistItem = {
    what: 'The database has every migration, as it is written',
    state: isKnown ? (pending.length + edited.length > 0 ? 'blocked' : 'holds') : 'manual',
    because: isKnown ? sayApplied(migrations.length, pending.length, edited.length) : 'No live database was read.',
    language: 'sh',
    command: 'raingauge drift migrations live',
  };
  return [drizzle, applied];
}

function sayApplied(all: number, pending: number, edited: number): string {
  if (pending + edited === 0) return all === 1 ? 'The one there is.' : `All ${all} of them.`;
  return `${pending} of ${all} not applied, ${edited} edited after they were.`;
}

function driftItems({ input }: ChecklistFacts): readonly ChecklistItem[] {
  const parts = new Set(input.result.sources.map(({ source }) => source));
  if (!parts.has('code')) return [];
  const against = parts.has('live') ? 'live' : parts.has('migrations') ? 'migrations' : null;
  if (against === null) return [];
  const rules = [
    'migration-without-code',
    'fk-not-in-code',
    'fk-not-in-database',
    'constraint-not-in-migrations',
    'enum-order-differs',
  ];
  const found = findingsOf(input, rules);
  return [
    {
      what: `Code and ${against === 'live' ? 'the live database' : 'the migrations'} say the same`,
      state: found.length > 0 ? 'blocked' : 'manual',
      because: found.length > 0 ? said(found) : 'Exit code 0: no difference counts.',
      language: 'sh',
      command: `raingauge drift code ${against}`,
    },
  ];
}

function auditItem({ input }: ChecklistFacts): ChecklistItem {
  const grave = input.result.findings.filter(
    ({ status, severity }) => status === 'open' && (severity === 'critical' || severity === 'high'),
  );
  return {
    what: 'No open finding is critical or high',
    ...verdictOf(grave),
    language: 'sh',
    command: 'raingauge audit --fail-on high',
  };
}

function rowSecurityItems({ input, rowSecurity }: ChecklistFacts): readonly ChecklistItem[] {
  if (!rowSecurity) return [];
  const { gaps, totals } = rowSecurity;
  const proof: ChecklistItem = {
    what: 'No tenant reads or writes another tenant’s rows',
    state: findingsOf(input, ['rls-leak-proven']).length > 0 ? 'blocked' : 'manual',
    because: 'Exit code 0: every table is isolated, as run on a throw-away copy.',
    language: 'sh',
    command: 'raingauge isolation live',
  };
  const covered: ChecklistItem = {
    what: 'Every table with tenants’ data enables and forces row-level security',
    state: gaps.length > 0 ? 'blocked' : 'holds',
    because:
      gaps.length > 0
        ? `${gaps.length} of ${count(totals.tenantTables, 'table')} ${gaps.length === 1 ? 'does' : 'do'} not, or not soundly.`
        : 'What the query lists has to be excused above.',
    language: 'sql',
    command: `SELECT oid::regclass FROM pg_class\nWHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')\n  AND NOT (relrowsecurity AND relforcerowsecurity);`,
  };
  const role = input.options.applicationRole;
  if (!role) return [covered, proof];
  const bypass: ChecklistItem = {
    what: 'The application’s role cannot pass by the policies',
    ...verdictOf(findingsOf(input, ['rls-bypassed-by-role'])),
    language: 'sql',
    command: `SELECT rolname, rolsuper, rolbypassrls,\n  (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')) AS tables_owned\nFROM pg_roles WHERE rolname = ${quoteLiteral(role)};`,
  };
  return [covered, bypass, proof];
}

/** Tables named in one command: more is no command any more. */
const MOST_TABLES = 12;

function tenantItems({ tenantColumns }: ChecklistFacts): readonly ChecklistItem[] {
  const nullable = tenantColumns?.tables.filter(({ state }) => state === 'nullable') ?? [];
  if (nullable.length === 0) return [];
  const command = nullable
    .slice(0, MOST_TABLES)
    .map(
      ({ table, name, by }) =>
        `SELECT ${quoteLiteral(name)}, count(*) FROM ${table.slice(table.indexOf(':') + 1)} WHERE ${quoteIdent(by)} IS NULL`,
    )
    .join('\nUNION ALL ');
  return [
    {
      what: 'No row is without its tenant',
      state: 'manual',
      because: `${count(nullable.length, 'table lets', 'tables let')} the tenant be NULL${nullable.length > MOST_TABLES ? `; the first ${MOST_TABLES} of them` : ''}. Every count has to be 0.`,
      language: 'sql',
      command: `${command};`,
    },
  ];
}

function leftovers({ input }: ChecklistFacts): readonly ChecklistItem[] {
  return [
    {
      what: 'Every constraint is validated and every index valid',
      ...verdictOf(findingsOf(input, ['fk-not-validated', 'index-invalid'])),
      language: 'sql',
      command: `SELECT conrelid::regclass, conname FROM pg_constraint WHERE NOT convalidated\nUNION ALL SELECT indrelid::regclass, indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid;`,
    },
  ];
}

function backup(): ChecklistItem {
  return {
    what: 'There is a backup, and it was restored once',
    state: 'manual',
    because: 'A dump that nobody has restored is a hope.',
    language: 'sh',
    command: 'pg_dump --format=custom --file=before.dump "$DATABASE_URL" && pg_restore --list before.dump',
  };
}

function findingsOf({ result }: ReportInput, rules: readonly string[]): readonly Finding[] {
  return result.findings.filter(({ rule, status }) => status === 'open' && rules.includes(rule));
}

function verdictOf(found: readonly Finding[]): Pick<ChecklistItem, 'state' | 'because'> {
  return found.length > 0
    ? { state: 'blocked', because: said(found) }
    : { state: 'holds', because: 'No open finding.' };
}

function said(found: readonly Finding[]): string {
  return `${count(found.length, 'open finding')}: ${[...new Set(found.map(({ rule }) => rule))].slice(0, 4).join(', ')}${new Set(found.map(({ rule }) => rule)).size > 4 ? ' …' : ''}.`;
}
