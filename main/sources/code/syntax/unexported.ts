import type { Problem } from '#app/catalog';
import { codeOrigin, note } from '../problems.ts';
import { callChain, child, children, type Node, nameOf, unwrap } from './node.ts';
import type { SourceFile } from './source-file.ts';
import type { Sources } from './sources.ts';

/**
 * Tables that a schema file makes at its top level and exports under no name: drizzle-kit does not see them. `known` are
 * the names of the tables that were read, since an object of exports may hold what stands here.
 */
export function findUnexportedTables(
  sources: Sources,
  files: readonly string[],
  known: ReadonlySet<string>,
): readonly Problem[] {
  return files.flatMap((file) => {
    const source = sources.file(file);
    return source ? unexportedOf(sources, source, known) : [];
  });
}

function unexportedOf(sources: Sources, source: SourceFile, known: ReadonlySet<string>): readonly Problem[] {
  const exported = new Set([...source.exports.values()].map((entry) => ('local' in entry ? entry.local : null)));
  return [...source.declarations].flatMap(([local, { value }]) => {
    const [call] = callChain(value);
    if (exported.has(local) || !call || !makesTable(sources, source, call)) return [];
    const name = nameOf(unwrap(children(call, 'arguments')[0] ?? null));
    if (name !== null && known.has(name)) return [];
    const { line, column } = source.place(value.start);
    return [
      note(
        'table-not-exported',
        `The table ${name ?? local} at ${source.file}:${line} is not exported, so drizzle-kit does not see it.`,
        { remedy: `Export ${local}, or remove it.`, origin: codeOrigin(source.file, line, column) },
      ),
    ];
  });
}

/** `pgTable(…)` under any name, a table of `pgSchema()`, or what `pgTableCreator()` gave. */
function makesTable(sources: Sources, source: SourceFile, call: Node): boolean {
  const callee = unwrap(child(call, 'callee'));
  if (callee?.type === 'Identifier') {
    return importedFromDrizzle(source, callee) === 'pgTable' || madeBy(sources, source, callee) === 'pgTableCreator';
  }
  if (callee?.type !== 'MemberExpression') return false;
  const object = unwrap(child(callee, 'object'));
  const property = nameOf(child(callee, 'property'));
  if (object?.type !== 'Identifier') return false;
  if (property === 'withRLS') return importedFromDrizzle(source, object) === 'pgTable';
  return property === 'table' && madeBy(sources, source, object) === 'pgSchema';
}

function importedFromDrizzle(source: SourceFile, name: Node): string | null {
  const imported = source.imports.get(String(name.name));
  return imported?.specifier === 'drizzle-orm/pg-core' ? imported.name : null;
}

/** The function of drizzle-orm whose call a name stands for, in whichever file. */
function madeBy(sources: Sources, source: SourceFile, name: Node): string | null {
  const at = sources.local(source, String(name.name));
  const [call] = at ? callChain(at.node) : [];
  const callee = call ? unwrap(child(call, 'callee')) : null;
  return at && callee?.type === 'Identifier' ? importedFromDrizzle(at.source, callee) : null;
}
