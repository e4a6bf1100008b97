import {
  type Catalog,
  type CatalogObject,
  KINDS,
  type Kind,
  lookupOf,
  type MigrationFile,
  objectId,
  type StatementDrop,
} from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { migrationFacts, originOfFile, sayObject } from '../facts/migrations.ts';
import { fact } from '../facts/say.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Of migrations that the database has not run yet: what they would take away that no migration ever made. */
export const migrationDropsUnmanaged: Rule = {
  id: 'migration-drops-unmanaged',
  title: 'A migration drops what only the database has',
  severity: 'critical',
  dimension: 'operations',
  needs: [['migrations', 'live']],
  fix: [],
  evaluate(context) {
    const facts = migrationFacts(context);
    const { live, migrations } = context.sources;
    if (!facts || !live || !migrations) return [];
    if (facts.database !== 'read' && facts.database !== 'missing')
      return { notEvaluated: 'Which migrations the live database has run is not known.' };
    const pending = new Map(facts.files.filter(({ applied }) => applied === false).map((file) => [file.path, file]));
    const made = madeIds(context);
    return facts.statements.flatMap(({ origin, drops = [] }) => {
      const file = pending.get(origin.file ?? '');
      return file ? drops.flatMap((drop) => draftsFor(live.catalog, made, file, drop)) : [];
    });
  },
};

/** Whatever any migration made, dropped since or not. */
function madeIds(context: AuditContext): ReadonlySet<string> {
  const facts = migrationFacts(context);
  const catalog = context.sources.migrations?.catalog;
  return new Set([
    ...(catalog ? KINDS.flatMap((kind) => catalog.objects[kind].map(({ id }) => id)) : []),
    ...(facts?.removed ?? []).map(({ object }) => object),
    ...(facts?.statements ?? []).flatMap(({ objects }) =>
      objects.flatMap(({ object, did }) => (did === 'made' ? [object] : [])),
    ),
  ]);
}

function draftsFor(
  live: Catalog,
  made: ReadonlySet<string>,
  file: MigrationFile,
  drop: StatementDrop,
): readonly FindingDraft[] {
  const dropped = find(live, drop);
  const goes = dropped.flatMap((object) => [object, ...goingWith(live, object)]);
  return goes
    .filter(({ id }) => !made.has(id))
    .map(({ id }): FindingDraft => {
      const isItself = dropped.some((object) => object.id === id);
      const why = isItself ? 'drops it' : `drops it with ${drop.table ?? drop.name}`;
      return {
        object: id,
        discriminator: file.tag,
        message: `${file.path}:${drop.line} ${why}: ${sayObject(id)} is in the database, no migration made it, and none makes it again.`,
        evidence: [
          fact('Only the live database has it.', id),
          { text: 'The live database has not run this migration yet.' },
        ],
        origins: [originOfFile(file.path, drop.line)],
      };
    });
}

const KINDS_OF: Readonly<Record<string, readonly Kind[]>> = {
  table: ['table'],
  'foreign table': ['table'],
  view: ['view'],
  'materialized view': ['materialized-view'],
  index: ['index'],
  sequence: ['sequence'],
  type: ['enum', 'domain', 'composite-type', 'range-type'],
  domain: ['domain'],
  schema: ['schema'],
  extension: ['extension'],
  policy: ['policy'],
  trigger: ['trigger'],
  rule: ['rule'],
  column: ['column'],
  constraint: ['check', 'foreign-key', 'unique', 'primary-key', 'exclusion'],
};

/** What a DROP names in a database; a function by its name, whatever its arguments. */
function find(live: Catalog, { what, schema, name, table }: StatementDrop): readonly CatalogObject[] {
  if (what === 'function' || what === 'procedure')
    return live.objects.function.filter((routine) => routine.schema === schema && routine.name === name);
  const parts =
    table !== null ? [schema, table, name] : what === 'schema' || what === 'extension' ? [name] : [schema, name];
  return (KINDS_OF[what] ?? []).flatMap((kind) => lookupOf(live).find(objectId(kind, ...parts)) ?? []);
}

/** What goes along with a table or a column, of the kinds that people make by hand. */
function goingWith(live: Catalog, object: CatalogObject): readonly CatalogObject[] {
  if (object.kind !== 'table' && object.kind !== 'column') return [];
  const table = object.kind === 'table' ? object.name : object.table;
  const {
    trigger,
    policy,
    check,
    rule,
    index,
    'foreign-key': keys,
    column,
  } = lookupOf(live).childrenOf(object.schema, table);
  if (object.kind === 'table') return [...column, ...trigger, ...policy, ...check, ...rule, ...index, ...keys];
  const own = [
    ...keys.filter(({ columns }) => columns.includes(object.name)),
    ...index.filter((each) => each.keys.some(({ expression }) => expression === object.name)),
  ];
  return own;
}
