import { type Catalog, isComplete, KINDS, type Reading } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderProblem } from './render-error.ts';
import { type CommonOptions, runCommand } from './run.ts';
import type { Styles } from './terminal.ts';

export interface InspectOptions extends CommonOptions {
  readonly summary: boolean;
  /** Without one: JSON, and text for a summary. */
  readonly format?: 'text' | 'json' | 'sql' | undefined;
}

/** `raingauge inspect <source>`. */
export function inspect(root: string, source: string, options: InspectOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const reading = await session.read({ root, source, fresh: false }, work);
    for (const problem of reading.report) terminal.note(renderProblem(problem, terminal.styles));
    await terminal.out(render(reading, options, terminal.styles));
    return isComplete(reading) ? EXIT.none : EXIT.couldNotTell;
  });
}

function render(reading: Reading, { summary, format }: InspectOptions, styles: Styles): string {
  if (format === 'sql') return renderSql(reading.catalog);
  const wantsText = format === 'text' || (summary && format !== 'json');
  if (wantsText) return renderSummary(reading, styles);
  return `${JSON.stringify(summary ? summarize(reading) : reading.catalog, null, 2)}\n`;
}

/** The statements that build the catalog on an empty database, in order. */
function renderSql(catalog: Catalog): string {
  return renderCatalog(catalog)
    .map(({ sql }) => `${sql.trimEnd().replace(/;$/, '')};\n`)
    .join('');
}

interface Summary {
  readonly schemaVersion: 1;
  readonly source: Reading['source'];
  readonly complete: boolean;
  readonly server: Catalog['server'];
  readonly counts: Readonly<Record<string, number>>;
  readonly unmodelled: number;
}

function summarize({ source, catalog, ...reading }: Reading): Summary {
  return {
    schemaVersion: 1,
    source,
    complete: isComplete({ source, catalog, ...reading }),
    server: catalog.server,
    counts: Object.fromEntries(KINDS.map((kind) => [kind, catalog.objects[kind].length])),
    unmodelled: catalog.unmodelled.length,
  };
}

function renderSummary(reading: Reading, styles: Styles): string {
  const { source, server, counts, unmodelled, complete } = summarize(reading);
  const on = server ? styles.dim(` · ${server.flavour === 'pglite' ? 'PGlite' : 'PostgreSQL'} ${server.version}`) : '';
  const rows = Object.entries({ ...counts, unmodelled }).filter(([, count]) => count > 0);
  const width = Math.max(0, ...rows.map(([, count]) => String(count).length));
  const lines = rows.map(([kind, count]) => `  ${String(count).padStart(width)}  ${kind.replaceAll('-', ' ')}`);
  const nothing = rows.length === 0 ? ['  nothing'] : [];
  const end = complete ? [] : [styles.red('Incomplete: something could not be read.')];
  return `${[`${styles.bold(source.label)}${on}`, ...lines, ...nothing, ...end].join('\n')}\n`;
}
