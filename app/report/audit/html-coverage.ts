import { EDGE_STATES, RLS_STATES, ROW_COMMANDS } from '#app/coverage';
import type { XmlNode } from '../xml.ts';
import { segmentedBar } from './charts.ts';
import { columnName } from './coverage.ts';
import { coverageGraph } from './coverage-graph.ts';
import { fragment, h } from './html.ts';
import { code, codes, note, section, table } from './html-parts.ts';
import type { AuditReport } from './report-model.ts';
import {
  count,
  EDGE_WORDS,
  edgeState,
  RLS_WORDS,
  SCHEMA_HEADS,
  schemaRows,
  shortName,
  TENANT_COLUMN_WORDS,
} from './words.ts';

/** From so many on, tables that share a row are counted in it. */
const MANY = 4;

export function rowSecuritySection(report: AuditReport): readonly XmlNode[] {
  const { rowSecurity: security } = report;
  if (!security || security.totals.tables === 0) return [];
  const { totals, gaps, without, isFromCode } = security;
  const percent =
    totals.protectedPercent === null
      ? 'No table was found to hold tenants’ data.'
      : `${totals.protected} of ${count(totals.tenantTables, 'table')} with tenants’ data are held to the tenant by policies that hold for the owner too.`;
  const graph = coverageGraph(report);
  return [
    section(
      'row-security',
      'Row-level security',
      note(percent, isFromCode ? ' This is read from code alone: hand-written SQL may protect more.' : ''),
      segmentedBar(
        'Tables by row-level security',
        RLS_STATES.map((state) => ({ label: RLS_WORDS[state], value: totals.byState[state], tone: `rls-${state}` })),
      ),
      graph ? [graph] : [],
      gaps.length > 0 ? [h('h3', {}, `Gaps (${gaps.length})`), gapTable(gaps)] : [],
      without.length > 0
        ? [
            h('h3', {}, `Without row-level security of their own, and why (${without.length})`),
            table(
              [{ title: 'Table' }, { title: 'Reason' }],
              without.map(({ name, reason }) => [code(name), reason]),
            ),
          ]
        : [],
    ),
  ];
}

/** Tables of which the same is to be said share a row. */
function gapTable(gaps: NonNullable<AuditReport['rowSecurity']>['gaps']): XmlNode {
  const groups = new Map<string, { names: string[]; said: readonly string[] }>();
  for (const { table: id, state, commands, reasons } of gaps) {
    const held = ROW_COMMANDS.filter((command) => commands[command] === 'tenant').join(', ') || '–';
    const said = [RLS_WORDS[state], held, reasons[0] ?? ''];
    const key = JSON.stringify(said);
    const known = groups.get(key);
    if (known) known.names.push(shortName(id));
    else groups.set(key, { names: [shortName(id)], said });
  }
  const rows = [...groups.values()].map(({ names, said }) => [
    names.length < MANY ? codes(names) : fragment(h('b', {}, `${names.length} tables: `), codes(names)),
    ...said,
  ]);
  return table(
    [
      { title: 'Table', shape: 'half' },
      { title: 'State', shape: 'tight' },
      { title: 'Held to the tenant' },
      { title: 'Why' },
    ],
    rows,
  );
}

export function tenantSection({ tenantColumns: columns }: AuditReport): readonly XmlNode[] {
  if (!columns) return [];
  const states = ['required', 'nullable', 'via-parent', 'root', 'none'] as const;
  const rows = states
    .filter((state) => columns.counts[state] > 0)
    .map((state) => {
      const own = columns.tables.filter((entry) => entry.state === state);
      return [TENANT_COLUMN_WORDS[state], own.length, codes(own.map(({ name }) => name))];
    });
  const unguarded = columns.tables.filter(({ foreignKey }) => foreignKey === false);
  return [
    section(
      'tenant-column',
      'Tenant column',
      note(
        ...(columns.root === null ? [] : ['The tenants are ', code(columns.root), '; ']),
        columns.root === null ? 'The column is ' : 'their column is ',
        codes(columns.columns),
        '. ',
        columns.evidence.join(' '),
      ),
      segmentedBar(
        'Tables by tenant column',
        states.map((state) => ({
          label: TENANT_COLUMN_WORDS[state],
          value: columns.counts[state],
          tone: `column-${state}`,
        })),
      ),
      table([{ title: 'Tables with', shape: 'tight' }, { title: 'Count', shape: 'number' }, { title: 'Which' }], rows),
      unguarded.length > 0
        ? [
            h('h3', {}, `The column has no foreign key (${unguarded.length})`),
            h('p', {}, codes(unguarded.map(({ name }) => name))),
          ]
        : [],
    ),
  ];
}

export function referencesSection({ references: edges }: AuditReport): readonly XmlNode[] {
  if (!edges || edges.totals.edges === 0) return [];
  const { totals, bySchema, gaps, sources } = edges;
  const rows = gaps.map(({ from, to, state, presentIn, reasons, confidence }) => [
    code(`${columnName(from.name, from.columns)} → ${to.name}`),
    edgeState(state, confidence),
    presentIn.join(', ') || 'none',
    reasons[0] ?? '',
  ]);
  return [
    section(
      'foreign-keys',
      'Foreign keys',
      note(
        `${totals.sound} of ${count(totals.edges, 'reference')} have a key in ${sources.join(', ')}, matching types and an index.`,
      ),
      segmentedBar(
        'References by state',
        [...EDGE_STATES]
          .reverse()
          .map((state) => ({ label: EDGE_WORDS[state], value: totals.byState[state], tone: `edge-${state}` })),
      ),
      bySchema.size > 1
        ? [
            table(
              SCHEMA_HEADS.map((title) => ({ title })),
              schemaRows(bySchema, code),
            ),
          ]
        : [],
      rows.length > 0
        ? [
            table(
              [{ title: 'Reference' }, { title: 'State' }, { title: 'Key in', shape: 'tight' }, { title: 'Why' }],
              rows,
            ),
          ]
        : [],
    ),
  ];
}
