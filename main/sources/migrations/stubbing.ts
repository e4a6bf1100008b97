import type { Catalog, Problem } from '#app/catalog';
import { REACHING_EXTENSIONS } from '#main/shadow/reaching-out.ts';
import { type StubbedExtension, stubExtension } from './extension-stubs.ts';
import { migrationProblem } from './migration-problem.ts';
import type { ReplayStatement } from './statements-of.ts';

export interface Stubbing {
  readonly statements: readonly ReplayStatement[];
  readonly problems: readonly Problem[];
  /** Puts back what the stand-ins could not keep. */
  restore(catalog: Catalog): Catalog;
}

const CREATE_EXTENSION =
  /^create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?(?:[\s\S]*?\bschema\s+"?(\w+)"?)?(?:[\s\S]*?\bversion\s+['"]?([\w.]+))?/i;

/** The extensions that the statements create. */
export function extensionsCreated(statements: readonly ReplayStatement[]): readonly string[] {
  return [...new Set(statements.flatMap(({ sql }) => CREATE_EXTENSION.exec(sql)?.[1]?.toLowerCase() ?? []))];
}

/** Replaces `CREATE EXTENSION` of what the shadow lacks by stand-ins, each of them named. */
export function stubStatements(
  statements: readonly ReplayStatement[],
  lacking: readonly string[],
  standsIn: boolean,
): Stubbing {
  const stubs = new Map<string, StubbedExtension>();
  const problems: Problem[] = [];
  const created = new Set<string>();
  const replaced = statements.map((statement) => {
    const [, written = '', schema, version] = CREATE_EXTENSION.exec(statement.sql) ?? [];
    const name = written.toLowerCase();
    if (!lacking.includes(name)) return statement;
    const stub = stubExtension(name, schema ?? null, version ?? null);
    if (!stub.isKnown && REACHING_EXTENSIONS.has(name)) return statement;
    if (created.has(name)) return { ...statement, sql: 'SELECT' };
    created.add(name);
    if (!standsIn) {
      problems.push(missingProblem(name, statement));
      return { ...statement, sql: 'SELECT' };
    }
    stubs.set(name, stub);
    problems.push(stubProblem(stub, statement));
    return { ...statement, sql: stub.sql };
  });
  const all = [...stubs.values()];
  const modifiers = new Modifiers(all.flatMap((stub) => stub.modifiers));
  const rewritten = all.length === 0 ? replaced : replaced.map((each) => rewrite(each, modifiers));
  return { statements: rewritten, problems, restore: (catalog) => modifiers.restore(catalog) };
}

function rewrite(statement: ReplayStatement, modifiers: Modifiers): ReplayStatement {
  if (statement.sql.startsWith('DO $raingauge$')) return statement;
  const sql = modifiers.number(statement.sql);
  return sql === statement.sql ? statement : { ...statement, sql };
}

function stubProblem({ name, isKnown }: StubbedExtension, { origin }: ReplayStatement): Problem {
  const place = `${origin.file}:${origin.line}`;
  const message = isKnown
    ? `${place}: the extension ${name} is not in the embedded PostgreSQL; stand-ins for its types and functions were used.`
    : `${place}: the extension ${name} is not in the embedded PostgreSQL, and there are no stand-ins for what it brings: statements that use it fail.`;
  const remedy = 'For the real one, name a server that has it under "shadow" in raingauge.config.json.';
  return migrationProblem('extension-stubbed', message, { effect: 'replaced', remedy, origin });
}

function missingProblem(name: string, { origin }: ReplayStatement): Problem {
  const place = `${origin.file}:${origin.line}`;
  const message = `${place}: the shadow’s server has not the extension ${name}, or its role may not create it: statements that use it fail.`;
  const remedy =
    'Install it there and list it under "shadow.extensions", or leave "shadow" to the embedded PostgreSQL.';
  return migrationProblem('extension-missing', message, { effect: 'unread', remedy, origin });
}

/** PostGIS's own spelling. */
const SHAPES = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
  'Geometry',
];

/**
 * Modifiers that are words (`geometry(Point, 4326)`) have to be numbers for a stand-in: each is given one, which is turned
 * back in what was read.
 */
class Modifiers {
  readonly #pattern: RegExp | null;
  readonly #known: string[] = [];
  readonly #types: string;

  constructor(types: readonly string[]) {
    this.#types = types.join('|');
    this.#pattern =
      types.length === 0
        ? null
        : new RegExp(`\\b(${this.#types})("?)\\s*\\(\\s*([a-z]+)\\s*(?:,\\s*(\\d+)\\s*)?\\)`, 'gi');
  }

  number(sql: string): string {
    if (!this.#pattern) return sql;
    return sql.replaceAll(
      this.#pattern,
      (whole, type: string, quote: string, shape: string, srid: string | undefined) => {
        const base = SHAPES.find(
          (each) => shape.toLowerCase().startsWith(each.toLowerCase()) && /^(z|m|zm)?$/i.test(shape.slice(each.length)),
        );
        if (!base) return whole;
        const own = `${base}${shape.slice(base.length).toUpperCase()}`;
        const system = srid ?? (type.toLowerCase() === 'geography' ? '4326' : '0');
        const text = system === '0' ? own : `${own},${system}`;
        if (!this.#known.includes(text)) this.#known.push(text);
        return `${type}${quote}(${this.#known.indexOf(text) + 1})`;
      },
    );
  }

  restore(catalog: Catalog): Catalog {
    if (this.#known.length === 0) return catalog;
    const numbered = new RegExp(`\\b(${this.#types})((?:\\\\")?)\\((\\d+)\\)`, 'g');
    const text = JSON.stringify(catalog).replaceAll(numbered, (whole, type: string, quote: string, number: string) => {
      const known = this.#known[Number(number) - 1];
      return known === undefined ? whole : `${type}${quote}(${known})`;
    });
    return JSON.parse(text) as Catalog;
  }
}
