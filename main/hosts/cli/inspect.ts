import {
  type Catalog,
  type CatalogObject,
  compareText,
  countPlatformObjects,
  isComplete,
  KINDS,
  type Problem,
  platformObjectsOf,
  type Reading,
  savedCatalog,
} from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, type Context, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Styles } from './terminal.ts';

export interface InspectOptions extends CommonOptions {
  readonly summary: boolean;
  /** Counts what platforms keep (Supabase's `auth` …) with the rest instead of apart, and folds no notes. */
  readonly all?: boolean;
  /** Without one: JSON, and text for a summary. */
  readonly format?: 'text' | 'json' | 'sql' | undefined;
}

/** `raingauge inspect <source>`. */
export function inspect(root: string, source: string, options: InspectOptions): Promise<ExitCode> {
  const command = async ({ session, terminal, work }: Context) => {
    const reading = await session.read({ root, source, fresh: false }, work);
    tellProblems(reading.report, terminal, options.all);
    await terminal.out(render(reading, options, terminal.styles));
    return isComplete(reading) ? EXIT.none : EXIT.couldNotTell;
  };
  return runCommand(options, root, command, { reads: [source] });
}

function render(reading: Reading, { summary, format, all = false }: InspectOptions, styles: Styles): string {
  if (format === 'sql') return renderSql(reading.catalog);
  const wantsText = format === 'text' || (summary && format !== 'json');
  if (wantsText) return renderSummary(reading, all, styles);
  return `${JSON.stringify(summary ? summarize(reading, all) : savedCatalog(reading), null, 2)}\n`;
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
  /** What could not be read, was replaced or should be known. */
  readonly report: readonly Problem[];
  readonly server: Catalog['server'];
  readonly counts: Readonly<Record<string, number>>;
  readonly unmodelled: number;
  /** What platforms and extensions keep and is not among `counts`, by whose it is. */
  readonly folded: Readonly<Record<string, number>>;
}

function summarize({ source, catalog, ...reading }: Reading, all: boolean): Summary {
  const { of } = platformObjectsOf(catalog);
  const isCounted = (object: CatalogObject) => all || of(object) === null;
  return {
    schemaVersion: 1,
    source,
    complete: isComplete({ source, catalog, ...reading }),
    report: reading.report,
    server: catalog.server,
    counts: Object.fromEntries(
      KINDS.map((kind) => [kind, (catalog.objects[kind] as readonly CatalogObject[]).filter(isCounted).length]),
    ),
    unmodelled: catalog.unmodelled.length,
    folded: foldedCounts(catalog, all),
  };
}

function foldedCounts(catalog: Catalog, all: boolean): Readonly<Record<string, number>> {
  const counts = new Map(all ? [] : countPlatformObjects(catalog));
  for (const { extension } of catalog.extensionMembers) {
    const name = `extension ${extension}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
}

function renderSummary(reading: Reading, all: boolean, styles: Styles): string {
  const { source, server, counts, unmodelled, folded, complete } = summarize(reading, all);
  const on = server ? styles.dim(` · ${server.flavour === 'pglite' ? 'PGlite' : 'PostgreSQL'} ${server.version}`) : '';
  const rows = Object.entries({ ...counts, unmodelled }).filter(([, count]) => count > 0);
  const width = Math.max(0, ...rows.map(([, count]) => String(count).length));
  const lines = rows.map(([kind, count]) => `  ${String(count).padStart(width)}  ${kind.replaceAll('-', ' ')}`);
  const nothing = rows.length === 0 ? ['  nothing'] : [];
  const away = Object.entries(folded).map(([whose, count]) => `${count} of ${whose}`);
  const foldedLine = away.length === 0 ? [] : [styles.dim(`  folded away: ${away.join(', ')}`)];
  const end = complete ? [] : [styles.red('Incomplete: something could not be read.')];
  return `${[`${styles.bold(source.label)}${on}`, ...lines, ...nothing, ...foldedLine, ...end].join('\n')}\n`;
}
