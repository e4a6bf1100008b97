import type { Problem } from '#app/catalog';
import type { Usage } from '#app/usages';
import { messageOf } from '#main/platform/failure.ts';
import { redact } from '#main/platform/redact.ts';
import { digest } from '#main/sources/code/cache/probe.ts';
import { cutLine, isTestFile } from './files/find-files.ts';
import { Evaluator } from './module/evaluate.ts';
import type { Found } from './module/file-record.ts';
import type { LinkedFile, Linker } from './module/linker.ts';
import type { ParsedFile } from './module/parsed-file.ts';
import { unparsableSqlProblem } from './problems.ts';
import type { SchemaIndex } from './schema-index.ts';
import { mayHoldUses } from './sql/may-hold-uses.ts';
import { statementsOf } from './sql/sql-file.ts';
import type { SqlReader } from './sql/sql-reader.ts';
import type { FoundUse } from './walk/walk.ts';
import { walkFile } from './walk/walk-file.ts';

type Result = Pick<Found, 'usages' | 'problems'>;

const NOTHING: Result = { usages: [], problems: [] };

/** The uses in a file of code, from before where neither it nor what it imports has changed. */
export function searchCode(file: LinkedFile, linker: Linker, sql: SqlReader, isOwn: boolean): Result {
  const { record, found } = file;
  const imports = record.module.imports.map((entry) => linker.text(linker.imported(file, entry)));
  const passedOn = record.module.exports.map(({ from }) => (from ? linker.text(linker.imported(file, from)) : ''));
  const declares = linker.index.declaresIn(found.file);
  const isTouched = [...imports, ...passedOn].some((text) => text !== '') || declares;
  if (!isTouched && !(record.speaks && isOwn)) return NOTHING;
  const made = digest(JSON.stringify([record.digest, linker.index.content, imports, passedOn, isOwn]));
  const former = record.found;
  if (former?.with === made && linker.holds(file, former.modules)) return former;
  if (!isTouched && !mayHoldUses(file.text(), linker.index)) {
    record.found = { with: made, modules: {}, ...NOTHING };
    return record.found;
  }
  const around = linker.surroundings(file);
  const parsed = file.parsed();
  const uses = walkFile({
    body: parsed.body(),
    record: record.module,
    evaluator: new Evaluator(around),
    sql,
    text: parsed.text,
  });
  const usages = uses.map(usageMaker(file, parsed)).filter((usage) => isOwn || isTouched || usage.via !== 'sql');
  const modules = Object.fromEntries(Object.entries(around.ingredients()).filter(([key]) => key.startsWith('* ')));
  record.found = { with: made, modules, usages, problems: [] };
  return record.found;
}

/** The uses in a file of SQL. A statement that does not parse is told; the others count. */
export async function searchSql(file: LinkedFile, sql: SqlReader, index: SchemaIndex, isOwn: boolean): Promise<Result> {
  if (!isOwn) return NOTHING;
  const made = digest(JSON.stringify([file.record.digest, index.content]));
  if (file.record.found?.with === made) return file.record.found;
  const parsed = file.parsed();
  const toUsage = usageMaker(file, parsed);
  const usages: Usage[] = [];
  const problems: Problem[] = [];
  for (const { sql: statement, offset } of await statementsOf(parsed.text)) {
    try {
      usages.push(...sql.statement(statement, offset).map(toUsage));
    } catch (error) {
      const { line, column } = parsed.place(offset);
      problems.push(unparsableSqlProblem(file.found.file, line, column, messageOf(error), index.isNamedIn(statement)));
    }
  }
  file.record.found = { with: made, modules: {}, usages, problems };
  return file.record.found;
}

/** Makes uses of what is found in a file. Most lines hold several. */
function usageMaker({ found: { file } }: LinkedFile, parsed: ParsedFile): (use: FoundUse) => Usage {
  const test = isTestFile(file);
  const texts = new Map<number, string>();
  const textOf = (line: number): string => {
    let text = texts.get(line);
    if (text === undefined) {
      text = cutLine(redact(parsed.line(line).trim()));
      texts.set(line, text);
    }
    return text;
  };
  return ({ offset, object, kind, via, ...rest }) => {
    const { line, column } = parsed.place(offset);
    return { object, kind, via, file, line, column, text: textOf(line), test, ...rest };
  };
}
