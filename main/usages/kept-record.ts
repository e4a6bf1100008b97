import type { Usage } from '#app/usages';
import type { FileRecord, Found } from './module/file-record.ts';

/** A file's record as it lies on disk: most of it are uses, which share their objects and their lines. */
interface Kept extends Omit<FileRecord, 'found'> {
  readonly found: (Omit<Found, 'usages'> & { readonly usages: KeptUsages }) | null;
}

interface KeptUsages {
  readonly test: boolean;
  readonly objects: readonly string[];
  readonly texts: readonly string[];
  readonly rows: readonly Row[];
}

/** What only statements have. */
type Rest = Pick<Usage, 'condition' | 'wholeRow'>;
type Row = readonly [
  object: number,
  text: number,
  kind: Usage['kind'],
  via: Usage['via'],
  line: number,
  column: number,
  rest?: Rest,
];

/** A record as JSON; what its file's name says is left out. */
export function writeRecord(record: FileRecord): string {
  const { found } = record;
  const kept: Kept = { ...record, found: found && { ...found, usages: keepUsages(found.usages) } };
  return JSON.stringify(kept);
}

/** What `writeRecord` made of the record of a file. */
export function readRecord(file: string, text: string): FileRecord {
  const { found, ...kept } = JSON.parse(text) as Kept;
  return { ...kept, found: found && { ...found, usages: usagesOf(file, found.usages) } };
}

function keepUsages(usages: readonly Usage[]): KeptUsages {
  const objects = new Numbered();
  const texts = new Numbered();
  const rows = usages.map((usage): Row => {
    const { object, text, kind, via, line, column } = usage;
    const row = [objects.numberOf(object), texts.numberOf(text), kind, via, line, column] as const;
    const rest = restOf(usage);
    return rest ? [...row, rest] : row;
  });
  return { test: usages[0]?.test ?? false, objects: objects.all(), texts: texts.all(), rows };
}

function restOf({ condition, wholeRow }: Usage): Rest | null {
  if (condition === undefined && !wholeRow) return null;
  return { ...(condition === undefined ? {} : { condition }), ...(wholeRow ? { wholeRow } : {}) };
}

function usagesOf(file: string, { test, objects, texts, rows }: KeptUsages): readonly Usage[] {
  return rows.map(([object, text, kind, via, line, column, rest]) => ({
    object: objects[object] ?? '',
    kind,
    via,
    file,
    line,
    column,
    text: texts[text] ?? '',
    test,
    ...rest,
  }));
}

/** Gives each text a number, the same one each time. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}
