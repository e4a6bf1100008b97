import {
  type Catalog,
  type CatalogObject,
  KINDS,
  type Kind,
  lookupOf,
  type MigrationSnapshot,
  type ObjectId,
  objectId,
  parseObjectId,
  type Reading,
  type SnapshotObject,
} from '#app/catalog';
import { type Difference, type KitCommand, type KitFact, normalizeCatalog } from '#app/compare';
import { type Change, ignores, type Setting } from './change.ts';
import { changesBetween, differing } from './changes.ts';
import { isDefaultName } from './default-name.ts';
import { foreseeChange } from './foresee-change.ts';
import { toSnapshot, toSnapshotObject } from './from-catalog.ts';
import type { KitLine } from './kit-line.ts';
import { ofCutName, ofCutNames } from './long-names.ts';
import { droppedNotNulls } from './not-nulls.ts';
import { createPushScope, type PushFilters } from './push-scope.ts';
import { ofTaken, viewsTakenForTables } from './taken-for-tables.ts';

export interface ForeseeOptions extends PushFilters {
  readonly line: KitLine;
  /** The newest snapshot of the project's migrations; `null` where there is none: `generate` is then not spoken of. */
  readonly snapshot: MigrationSnapshot | null;
  readonly migrations: { readonly schema: string; readonly table: string };
}

export interface Foreseen {
  readonly differences: readonly Difference[];
  /** What the commands would do where the two sources agree, or where nothing is compared. Sorted by object. */
  readonly elsewhere: readonly { readonly object: ObjectId; readonly fact: KitFact }[];
}

/**
 * What `drizzle-kit push` (against the database that is compared) and `drizzle-kit generate` (against the newest snapshot)
 * would do about each difference between the code and another source. Neither is run: it is said from what both lines
 * were seen to do (test/acceptance/kit-against-drizzle-kit).
 */
export function foreseeKit(
  differences: readonly Difference[],
  from: Reading,
  to: Reading,
  options: ForeseeOptions,
): Foreseen {
  const code = [from, to].find(({ source }) => source.kind === 'code');
  const other = from === code ? to : from;
  if (!code || other.source.kind === 'code') return { differences, elsewhere: [] };
  const stopped = stopsAt(code);
  if (stopped !== null) return foreseeStop(differences, stopped, other, options);
  const generate = options.snapshot ? foreseeGenerate(code.catalog, options.snapshot, options) : null;
  const push = other.source.kind === 'migrations' ? null : foreseePush(differences, code, other, options);
  const facts = new Map<string, readonly KitFact[]>();
  const told = new Set<string>();
  for (const difference of differences) {
    const own = [push?.of(difference) ?? [], generate?.of(difference, told) ?? []].flat();
    facts.set(difference.key, own);
  }
  return {
    differences: differences.map((difference) => {
      const kit = facts.get(difference.key) ?? [];
      return { ...difference, kit, destroyedBy: destroyers(kit, difference, code) };
    }),
    elsewhere: [...(push?.elsewhere() ?? []), ...(generate?.elsewhere(told) ?? [])].sort((a, b) =>
      a.object < b.object ? -1 : a.object > b.object ? 1 : 0,
    ),
  };
}

/** Where drizzle-kit ends before it has looked at anything, in a sentence: it loads all schema files or none. */
function stopsAt({ report }: Reading): string | null {
  const broken = report.find(({ code }) => code === 'schema-file-syntax')?.origin;
  return broken ? `drizzle-kit stops at ${broken.file}:${broken.line}, which it cannot parse.` : null;
}

function foreseeStop(
  differences: readonly Difference[],
  reason: string,
  other: Reading,
  { line, snapshot }: ForeseeOptions,
): Foreseen {
  const commands: readonly KitCommand[] = [
    ...(other.source.kind === 'migrations' ? [] : (['push'] as const)),
    ...(snapshot ? (['generate'] as const) : []),
  ];
  const kit = commands.map((command) => ({ command, line: line.name, ...ignores(reason) }));
  return { differences: differences.map((difference) => ({ ...difference, kit, destroyedBy: [] })), elsewhere: [] };
}

/** The commands after which something is gone that is there now. */
function destroyers(kit: readonly KitFact[], { attribute, object }: Difference, code: Reading): readonly KitCommand[] {
  const isInCode = lookupOf(normalizeCatalog(code.catalog)).find(object) !== undefined;
  const commands = kit
    .filter(
      ({ verdict }) =>
        verdict === 'drops' || verdict === 'weakens' || (verdict === 'asks' && (attribute !== null || !isInCode)),
    )
    .map(({ command }) => command);
  return [...new Set(commands)];
}

function foreseePush(differences: readonly Difference[], code: Reading, live: Reading, options: ForeseeOptions) {
  const { line, migrations } = options;
  const reasonAgainst = createPushScope(options, line);
  const [inCode, inLive] = [lookupOf(normalizeCatalog(code.catalog)), lookupOf(normalizeCatalog(live.catalog))];
  const seen = (object: CatalogObject | undefined) => (object ? toSnapshotObject(object) : null);
  const twins = twinsOf(differences);
  const label = live.source.label;
  const liveOf = ({ object, names }: Difference) =>
    inLive.find(names?.[label] ?? object) ?? inLive.find(twins.get(object) ?? object);
  const codeOf = ({ object }: Difference) => inCode.find(object) ?? inCode.find(twins.get(object) ?? object);
  const changeOf = (difference: Difference): Change => {
    const { object, kind, attribute } = difference;
    const own = liveOf(difference);
    // Of what only one side has there is no twin.
    const base = attribute === null ? inLive.find(object) : own;
    const code = attribute === null ? inCode.find(object) : codeOf(difference);
    return { object, kind, attribute, base: withInclude(seen(base), base), code: seen(code) };
  };
  const renamedOf = (difference: Difference): readonly Change[] => {
    const { kind, attribute } = difference;
    const [base, own] = [liveOf(difference), codeOf(difference)];
    if (attribute !== 'name' || !base || !own || base.id === own.id) return [];
    const [before, after] = [seen(base), seen(own)];
    if (before && after && isOneByStructure(before, after, line)) return [];
    return [
      { object: base.id, kind, attribute: null, base: before, code: null },
      { object: own.id, kind, attribute: null, base: null, code: after },
    ];
  };
  const taken = viewsTakenForTables(live.catalog, line, (view) => reasonAgainst(view) === null);
  const takenOf = (difference: Difference) => taken.get(liveOf(difference)?.id ?? difference.object);
  const outside = leftOut(differences, code.catalog, live.catalog, migrations).filter(
    (object) => reasonAgainst(object) === null && !taken.has(object.id),
  );
  const all = [
    ...taken.values(),
    ...differences.flatMap((each) => {
      if (each.agreed || takenOf(each)) return [];
      return each.attribute === null ? [changeOf(each)] : renamedOf(each);
    }),
    ...outside.map(
      (object): Change => ({
        object: object.id,
        kind: object.kind,
        attribute: null,
        base: seen(object),
        code: null,
      }),
    ),
  ].filter((change) => isSeen(change));
  const setting: Setting = {
    command: 'push',
    line,
    asks: createAsks(all, line),
    hasPolicies: policiesIn(live.catalog),
  };

  function isSeen({ base }: Change): boolean {
    const object = base && inLive.find(base.id);
    return !object || reasonAgainst(object) === null;
  }

  return {
    of(difference: Difference): readonly KitFact[] {
      const view = takenOf(difference);
      if (view) return [ofTaken(view, setting)];
      if (difference.agreed) {
        return [{ command: 'push', line: line.name, ...ignores('The code and the database agree.') }];
      }
      const object = inLive.find(difference.object) ?? inCode.find(difference.object);
      const reason = object ? reasonAgainst(object) : null;
      if (reason !== null) return [{ command: 'push', line: line.name, ...ignores(reason) }];
      const [dropped, made] = renamedOf(difference);
      if (dropped && made) return [ofName(dropped, setting)];
      if (difference.attribute === 'name') {
        const why = 'Nobody chose the name: drizzle-kit goes by the columns.';
        return [{ command: 'push', line: line.name, ...ignores(why) }];
      }
      return [foreseeChange(changeOf(difference), setting)];
    },
    elsewhere: () => [
      ...untold(taken, differences, liveOf).map(([object, view]) => ({ object, fact: ofTaken(view, setting) })),
      ...ofCutNames(code.report, (id) => {
        const object = inLive.find(id);
        return object && reasonAgainst(object) === null ? object : undefined;
      }).map((change) => ({ object: change.object, fact: ofCutName(change, setting) })),
      ...outside.map((object) => {
        const change = { object: object.id, kind: object.kind, attribute: null, base: seen(object), code: null };
        return { object: object.id, fact: foreseeChange(change, setting) };
      }),
      ...droppedNotNulls(
        live.catalog,
        line,
        (table) => reasonAgainst(table) === null && inCode.find(table.id) !== undefined,
      ),
    ],
  };
}

/** Those that no difference speaks of. */
function untold(
  taken: ReadonlyMap<ObjectId, Change>,
  differences: readonly Difference[],
  liveOf: (difference: Difference) => CatalogObject | undefined,
) {
  if (taken.size === 0) return [];
  const told = new Set(differences.map((difference) => liveOf(difference)?.id));
  return [...taken].filter(([id]) => !told.has(id));
}

/** One structure under two names: dropped and made anew, where the line does not ask. */
function ofName(dropped: Change, setting: Setting): KitFact {
  const fact = foreseeChange(dropped, setting);
  if (fact.verdict !== 'drops') return fact;
  return { ...fact, verdict: 'alters', reason: 'drizzle-kit goes by the name: one is dropped and the other made.' };
}

/** 1.0 goes by structure where nobody chose the name in the code. */
function isOneByStructure(base: SnapshotObject, code: SnapshotObject, line: KitLine): boolean {
  return line.isOne && isDefaultName(code, line) && differing(base, code).length === 0;
}

/** Of what structure paired: the other name by the one that differences bear. */
function twinsOf(differences: readonly Difference[]): ReadonlyMap<ObjectId, ObjectId> {
  const twins = new Map<ObjectId, ObjectId>();
  for (const { object, attribute, states, renameOf, agreed } of differences) {
    if (attribute !== 'name' || agreed) continue;
    const other = [...(renameOf === undefined ? [] : [renameOf]), ...others(object, states)].find(
      (id) => id !== object,
    );
    if (other !== undefined) twins.set(object, other);
  }
  return twins;
}

/** The ids of the other name of a pair that structure made. */
function others(object: ObjectId, states: Difference['states']): readonly ObjectId[] {
  const { kind, parts } = parseObjectId(object);
  return Object.values(states).flatMap(({ value }) =>
    typeof value === 'string' ? [objectId(kind, ...parts.slice(0, -1), value)] : [],
  );
}

/** drizzle-kit 0.x takes INCLUDE for keys, so it is seen of the database. */
function withInclude(seen: SnapshotObject | null, object: CatalogObject | undefined): SnapshotObject | null {
  if (!seen || object?.kind !== 'index' || object.include.length === 0) return seen;
  return { ...seen, attributes: { ...seen.attributes, include: object.include } };
}

const WHOLE: ReadonlySet<Kind> = new Set(['schema', 'role', 'enum', 'sequence', 'table', 'view', 'materialized-view']);

/** What only the database has and no difference speaks of: it is out of the scope of comparing, not of push. */
function leftOut(
  differences: readonly Difference[],
  code: Catalog,
  live: Catalog,
  migrations: ForeseeOptions['migrations'],
): readonly CatalogObject[] {
  const told = new Set(differences.map(({ object }) => object));
  const own = new Set(live.extensionMembers.map(({ id }) => id));
  const inCode = lookupOf(normalizeCatalog(code));
  return KINDS.filter((kind) => WHOLE.has(kind)).flatMap((kind) =>
    live.objects[kind].filter((object: CatalogObject) => {
      if (told.has(object.id) || own.has(object.id) || inCode.find(object.id)) return false;
      if (object.kind === 'sequence' && object.ownedBy !== null) return false;
      if (object.kind === 'schema' && (object.name === 'public' || object.name === migrations.schema)) return false;
      return !(object.kind === 'table' && object.name === migrations.table && object.schema === migrations.schema);
    }),
  );
}

function foreseeGenerate(code: Catalog, { objects: base }: MigrationSnapshot, { line }: ForeseeOptions) {
  const own = toSnapshot(normalizeCatalog(code));
  const changes = changesBetween(base, own, line);
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const known = new Set(base.map(({ id }) => id));
  const policies = new Set(base.filter(({ kind }) => kind === 'policy').map(({ table }) => table));
  const setting: Setting = {
    command: 'generate',
    line,
    asks: createAsks(changes, line),
    hasPolicies: (table) => policies.has(table),
  };
  const inCode = lookupOf(normalizeCatalog(code));

  function changesOf({ key, object, attribute, states }: Difference): readonly Change[] {
    if (attribute === 'name') {
      return [...new Set([object, ...others(object, states)])].flatMap((id) => byKey.get(id) ?? []);
    }
    const change = byKey.get(key) ?? byKey.get(object);
    return change ? [change] : [];
  }

  function nothing({ object, attribute }: Difference): KitFact {
    const isKnown = known.has(object);
    const said =
      inCode.find(object) === undefined
        ? 'Neither the code nor the newest snapshot has it: generate writes nothing.'
        : isKnown || attribute === 'name'
          ? 'The newest snapshot says what the code says: generate writes nothing.'
          : 'generate makes it together with what it stands in.';
    return { command: 'generate', line: line.name, ...ignores(said) };
  }

  return {
    of(difference: Difference, told: Set<string>): readonly KitFact[] {
      const own = changesOf(difference);
      for (const change of own) told.add(keyOf(change));
      if (own.length === 0) return [nothing(difference)];
      const [first, second] = own;
      if (first && second) return [ofName(first.base ? first : second, setting)];
      return own.map((change) => foreseeChange(change, setting));
    },
    elsewhere: (told: ReadonlySet<string>) =>
      changes
        .filter((change) => !told.has(keyOf(change)))
        .map((change) => ({ object: change.object, fact: foreseeChange(change, setting) })),
  };
}

function keyOf({ object, attribute }: Change): string {
  return attribute === null ? object : `${object}#${attribute}`;
}

/** Kinds about whose renames drizzle-kit asks; 1.0 asks about the rest of a table's parts too. */
const ASKED: ReadonlySet<Kind> = new Set([
  'schema',
  'role',
  'enum',
  'sequence',
  'table',
  'view',
  'materialized-view',
  'column',
  'policy',
]);
const ASKED_BY_ONE: ReadonlySet<Kind> = new Set(['primary-key', 'unique', 'foreign-key', 'check', 'index']);

function createAsks(changes: readonly Change[], line: KitLine): Setting['asks'] {
  const groupOf = ({ kind, base, code }: Change) => {
    // Views of both sorts are one list to drizzle-kit.
    const sort = kind === 'materialized-view' ? 'view' : kind;
    return `${sort} ${(base ?? code)?.table ?? ''}`;
  };
  const dropped = new Set<string>();
  const made = new Set<string>();
  for (const change of changes) {
    if (change.attribute !== null || (change.base && change.code)) continue;
    (change.base ? dropped : made).add(groupOf(change));
  }
  return (change) => {
    if (!ASKED.has(change.kind) && !(line.isOne && ASKED_BY_ONE.has(change.kind))) return false;
    const group = groupOf(change);
    return dropped.has(group) && made.has(group);
  };
}

function policiesIn(catalog: Catalog): Setting['hasPolicies'] {
  return (table) => {
    const [schema = '', name = ''] = parseObjectId(table).parts;
    return lookupOf(normalizeCatalog(catalog)).childrenOf(schema, name).policy.length > 0;
  };
}
