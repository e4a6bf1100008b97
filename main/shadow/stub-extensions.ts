import type { Catalog } from '#app/catalog';
import { type StubbedExtension, stubExtension } from './extension-stubs.ts';
import { REACHING_EXTENSIONS } from './reaching-out.ts';
import { TypeModifiers } from './type-modifiers.ts';

const CREATE_EXTENSION =
  /^create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?(?:[\s\S]*?\bschema\s+"?(\w+)"?)?(?:[\s\S]*?\bversion\s+['"]?([\w.]+))?/i;

interface WithSql {
  readonly sql: string;
}

/** An extension that a statement creates and the shadow has not. */
export interface LackingExtension {
  /** Index of the statement. */
  readonly index: number;
  readonly name: string;
  /** `stubbed`: stand-ins for what it brings; `bare`: its name alone is there; `missing`: not even that. */
  readonly how: 'stubbed' | 'bare' | 'missing';
}

export interface StubbedScript<T> {
  readonly statements: readonly T[];
  readonly lacking: readonly LackingExtension[];
  /** Puts back what the stand-ins could not keep. */
  restore(catalog: Catalog): Catalog;
  restoreText(text: string): string;
}

/** The extensions that the statements create. */
export function extensionsCreated(statements: readonly WithSql[]): readonly string[] {
  return [...new Set(statements.flatMap(({ sql }) => CREATE_EXTENSION.exec(sql)?.[1]?.toLowerCase() ?? []))];
}

/** Replaces `CREATE EXTENSION` of what the shadow lacks by stand-ins; by nothing where it cannot make any. */
export function stubExtensions<T extends WithSql>(
  statements: readonly T[],
  names: readonly string[],
  standsIn: boolean,
): StubbedScript<T> {
  const stubs = new Map<string, StubbedExtension>();
  const lacking: LackingExtension[] = [];
  const replaced = statements.map((statement, index) => {
    const [, written = '', schema, version] = CREATE_EXTENSION.exec(statement.sql) ?? [];
    const name = written.toLowerCase();
    if (!names.includes(name)) return statement;
    const stub = stubExtension(name, schema ?? null, version ?? null);
    if (!stub.isKnown && REACHING_EXTENSIONS.has(name)) return statement;
    if (lacking.some((other) => other.name === name)) return { ...statement, sql: 'SELECT' };
    lacking.push({ index, name, how: standsIn ? (stub.isKnown ? 'stubbed' : 'bare') : 'missing' });
    if (!standsIn) return { ...statement, sql: 'SELECT' };
    stubs.set(name, stub);
    return { ...statement, sql: stub.sql };
  });
  const modifiers = new TypeModifiers([...stubs.values()].flatMap((stub) => stub.modifiers));
  return {
    statements: stubs.size === 0 ? replaced : replaced.map((each) => withNumbers(each, modifiers)),
    lacking,
    restore: (catalog) => modifiers.restore(catalog),
    restoreText: (text) => modifiers.restoreText(text),
  };
}

/** The same for single texts, each of which may be run in a place of its own: every CREATE EXTENSION makes its stand-ins. */
export function stubTexts(names: readonly string[]): {
  number(sql: string): string;
  restoreText(text: string): string;
} {
  const modifiers = new TypeModifiers(names.flatMap((name) => stubExtension(name, null, null).modifiers));
  return {
    number(sql) {
      const [, written = '', schema, version] = CREATE_EXTENSION.exec(sql) ?? [];
      const name = written.toLowerCase();
      return names.includes(name) && stubExtension(name, null, null).isKnown
        ? stubExtension(name, schema ?? null, version ?? null).sql
        : modifiers.number(sql);
    },
    restoreText: (text) => modifiers.restoreText(text),
  };
}

function withNumbers<T extends WithSql>(statement: T, modifiers: TypeModifiers): T {
  if (statement.sql.startsWith('DO $raingauge$')) return statement;
  const sql = modifiers.number(statement.sql);
  return sql === statement.sql ? statement : { ...statement, sql };
}
