import { type Kind, type ObjectId, objectId, parseObjectId } from '#app/catalog';
import { countKinds, type Usage, type Usages } from '#app/usages';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Styles } from './terminal.ts';

export interface InspectUsagesOptions extends CommonOptions {
  readonly summary: boolean;
  /** Without one: JSON, and text for a summary. */
  readonly format?: 'text' | 'json' | 'sql' | undefined;
}

/** `raingauge inspect code --usages`. */
export function inspectUsages(root: string, options: InspectUsagesOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const usages = await session.usages({ root, fresh: false }, work);
    tellProblems(usages.problems, terminal);
    const { summary, format } = options;
    const wantsText = format === 'text' || (summary && format !== 'json');
    const json = summary ? summarize(usages) : usages;
    await terminal.out(
      wantsText ? renderUsages(usages, summary, terminal.styles) : `${JSON.stringify(json, null, 2)}\n`,
    );
    return usages.complete ? EXIT.none : EXIT.couldNotTell;
  });
}

interface ObjectCounts {
  readonly object: ObjectId;
  readonly counts: Readonly<Record<string, number>>;
}

function summarize(usages: Usages) {
  const { schemaVersion, complete, files } = usages;
  const objects = byObject(usages).map(([object, list]): ObjectCounts => {
    return { object, counts: Object.fromEntries(countKinds(list).map(({ kind, count }) => [kind, count])) };
  });
  return { schemaVersion, complete, files, objects };
}

/** Objects with their uses, columns after the table they belong to. */
function byObject({ usages }: Usages): readonly (readonly [ObjectId, readonly Usage[]])[] {
  const groups = new Map<ObjectId, Usage[]>();
  for (const usage of usages) {
    const list = groups.get(usage.object);
    if (list) list.push(usage);
    else groups.set(usage.object, [usage]);
  }
  const place = (id: ObjectId): string => {
    const { kind, parts } = parseObjectId(id);
    const isInTable = kind === 'column';
    return [...(isInTable ? parts.slice(0, 2) : parts), isInTable ? '1' : '0', isInTable ? parts[2] : ''].join('\0');
  };
  return [...groups].sort(([a], [b]) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function renderUsages(usages: Usages, summary: boolean, styles: Styles): string {
  const { files } = usages;
  const head = `${styles.bold(`${usages.usages.length} uses`)}${styles.dim(` in ${files.using} of ${files.read} files`)}`;
  const groups = byObject(usages);
  const named = new Set(groups.map(([object]) => object));
  const blocks = groups.flatMap(([object, list]) => {
    // A table that is used by its columns alone is named all the same.
    const table = tableOf(object);
    const isFirst = table !== null && !named.has(table);
    if (isFirst) named.add(table);
    return [...(isFirst ? [styles.bold(table)] : []), ...renderObject(object, list, summary, styles)];
  });
  const end = usages.complete ? [] : [styles.red('Incomplete: something could not be read.')];
  return `${[head, ...blocks, ...end].join('\n')}\n`;
}

function tableOf(object: ObjectId): ObjectId | null {
  const { kind, parts } = parseObjectId(object);
  return kind === 'column' ? objectId('table', parts[0] ?? '', parts[1] ?? '') : null;
}

const INDENT: Partial<Record<Kind, string>> = { column: '  ' };

function renderObject(object: ObjectId, list: readonly Usage[], summary: boolean, styles: Styles): readonly string[] {
  const { kind, parts } = parseObjectId(object);
  const indent = INDENT[kind] ?? '';
  const name = kind === 'column' ? (parts.at(-1) ?? '') : styles.bold(object);
  const counts = countKinds(list).map((each) => `${each.kind} ${each.count}`);
  const title = `${indent}${name}  ${styles.dim(counts.join(', '))}`;
  return summary ? [title] : [title, ...list.map((usage) => `${indent}  ${renderUsage(usage, styles)}`)];
}

function renderUsage({ file, line, column, kind, via, condition, text }: Usage, styles: Styles): string {
  const notes = [via === 'sql' ? 'sql' : '', condition === null ? 'all rows' : ''].filter((note) => note !== '');
  const what = notes.length > 0 ? `${kind} (${notes.join(', ')})` : kind;
  return `${styles.cyan(`${file}:${line}:${column}`)} ${what}  ${styles.dim(text)}`;
}
