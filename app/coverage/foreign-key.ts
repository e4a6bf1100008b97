import {
  type Catalog,
  type Column,
  compareText,
  type ForeignKey,
  type Index,
  lookupOf,
  type QualifiedName,
  quoteIdent,
  quoteQualified,
  type Relation,
} from '#app/catalog';
import {
  EDGE_STATES,
  type EdgeCoverage,
  type EdgeState,
  type EdgeTotals,
  type ForeignKeyCoverage,
} from './foreign-key-state.ts';
import { finish, type InPieces, inTurn } from './in-pieces.ts';
import { type InferredReference, inferInPieces, LIKELY_REFERENCE } from './infer-reference.ts';
import { percent } from './totals.ts';
import { sameType } from './types.ts';

/** One account of the schema. The order given is the order of trust for types and indexes: strongest first. */
export interface EdgeSource {
  /** What a person calls it: `live`, `migrations`, `code`. */
  readonly name: string;
  readonly catalog: Catalog;
  /** Drizzle relations; only code has them. */
  readonly relations?: readonly Relation[];
}

type End = EdgeCoverage['from'];

interface Draft {
  readonly key: string;
  readonly from: End;
  readonly to: End;
  /** By the place of the source. */
  readonly found: (ForeignKey | undefined)[];
  /** By the place of the source, where nothing but the column's name says it. */
  inferred: (InferredReference | undefined)[] | null;
  hasRelation: boolean;
}

/** What every reference is judged with. */
interface Frame {
  readonly sources: readonly EdgeSource[];
  readonly names: readonly string[];
  /** What is said of a reference that all sources have and that lacks nothing. */
  readonly sound: readonly string[];
  readonly knowsRelations: boolean;
}

/** Judges every reference between tables that any source knows, states, or only implies by a column's name. */
export function foreignKeyCoverage(sources: readonly EdgeSource[]): ForeignKeyCoverage {
  return finish(foreignKeysInPieces(sources));
}

/** {@link foreignKeyCoverage} reference by reference. */
export function* foreignKeysInPieces(sources: readonly EdgeSource[]): InPieces<ForeignKeyCoverage> {
  const drafts = new Map<string, Draft>();
  const draftOf = (from: End, to: End): Draft => {
    const key = edgeKey(from, to);
    let draft = drafts.get(key);
    if (!draft) {
      draft = { key, from, to, found: [], inferred: null, hasRelation: false };
      drafts.set(key, draft);
    }
    return draft;
  };
  for (const [at, source] of sources.entries()) yield* gatherKeys(source, at, draftOf);
  for (const source of sources) yield* gatherRelations(source, draftOf, drafts);
  const isKeyed = keyedColumns(drafts);
  for (const [at, source] of sources.entries()) yield* gatherInferred(source, at, draftOf, isKeyed);
  const names = sources.map(({ name }) => name);
  const knowsRelations = sources.some(({ relations }) => relations);
  const frame: Frame = { sources, names, sound: [inAll(names)], knowsRelations };
  const edges: EdgeCoverage[] = [];
  yield* inTurn(drafts.values(), (draft) => edges.push(judge(draft, frame)));
  edges.sort((a, b) => compareText(a.key, b.key));
  return {
    sources: names,
    edges,
    totals: edgeTotals(edges),
    bySchema: edgeTotalsBy(edges, ({ from }) => from.schema),
  };
}

/** `public.guests(event_id)->public.events(id)`, columns in the order of the child's names: one text for one reference. */
export function edgeKey(from: End, to: End): string {
  const [column, other] = [from.columns[0], to.columns[0]];
  if (from.columns.length === 1 && column !== undefined)
    return `${quotePair(from)}(${quoteIdent(column)})->${quotePair(to)}(${quoteIdent(other ?? '')})`;
  const pairs = from.columns.map((column, at) => [column, to.columns[at] ?? ''] as const);
  pairs.sort(([a], [b]) => compareText(a, b));
  const columns = (side: 0 | 1) => pairs.map((pair) => quoteIdent(pair[side])).join(', ');
  return `${quotePair(from)}(${columns(0)})->${quotePair(to)}(${columns(1)})`;
}

function quotePair({ schema, name }: QualifiedName): string {
  return `${quoteIdent(schema)}.${quoteIdent(name)}`;
}

/** The edge's key of a foreign key, so that a graph can find its coverage. */
export function edgeKeyOf(key: ForeignKey): string {
  return edgeKey(...endsOf(key));
}

function endsOf(key: ForeignKey): [from: End, to: End] {
  const { schema, name } = key.references;
  return [
    { schema: key.schema, name: key.table, columns: key.columns },
    { schema, name, columns: key.referencedColumns },
  ];
}

function* gatherKeys(source: EdgeSource, at: number, draftOf: (from: End, to: End) => Draft): InPieces<void> {
  yield* inTurn(source.catalog.objects['foreign-key'], (key) => {
    if (key.inherited) return;
    const [from, to] = endsOf(key);
    draftOf(from, to).found[at] ??= key;
  });
}

/** A `one` side with columns is a reference; a `many` side is the same one seen from the other end. */
function* gatherRelations(
  source: EdgeSource,
  draftOf: (from: End, to: End) => Draft,
  drafts: ReadonlyMap<string, Draft>,
): InPieces<void> {
  yield* inTurn(source.relations ?? [], (relation) => {
    const from = endOf(relation.from);
    const to = endOf(relation.to);
    if (from.columns.length === 0 || to.columns.length === 0) return;
    if (relation.through) {
      markJunction(relation.through, from, to, drafts);
      return;
    }
    const reverse = drafts.get(edgeKey(to, from));
    const draft = reverse ?? (relation.cardinality === 'one' ? draftOf(from, to) : drafts.get(edgeKey(from, to)));
    if (draft) draft.hasRelation = true;
  });
}

/** Through a junction table two references meet, and there is none between the two ends. */
function markJunction(
  through: NonNullable<Relation['through']>,
  from: End,
  to: End,
  drafts: ReadonlyMap<string, Draft>,
): void {
  const junction = (columns: readonly string[]) => ({ schema: through.schema, name: through.table, columns });
  const halves = [edgeKey(junction(through.fromColumns), from), edgeKey(junction(through.toColumns), to)];
  for (const key of halves) {
    const draft = drafts.get(key);
    if (draft) draft.hasRelation = true;
  }
}

function endOf(side: Relation['from']): End {
  return { schema: side.schema, name: side.table, columns: side.columns };
}

function* gatherInferred(
  source: EdgeSource,
  at: number,
  draftOf: (from: End, to: End) => Draft,
  isKeyed: (column: Column) => boolean,
): InPieces<void> {
  for (const reference of yield* inferInPieces(source.catalog)) {
    const { column, table, key, confidence } = reference;
    if (confidence < LIKELY_REFERENCE || isKeyed(column)) continue;
    const from = { schema: column.schema, name: column.table, columns: [column.name] };
    const draft = draftOf(from, { schema: table.schema, name: table.name, columns: [key] });
    draft.inferred ??= [];
    draft.inferred[at] = reference;
  }
}

/** Whether a column holds a foreign key in any source. Nothing is gathered until it is asked: mostly no name implies a reference. */
function keyedColumns(drafts: ReadonlyMap<string, Draft>): (column: Column) => boolean {
  let keyed: ReadonlySet<string> | null = null;
  return ({ schema, table, name }) => {
    keyed ??= new Set([...drafts.values()].filter(({ found }) => found.length > 0).flatMap(columnsOf));
    return keyed.has(quoteQualified(schema, table, name));
  };
}

function columnsOf({ from }: Draft): readonly string[] {
  return from.columns.map((column) => quoteQualified(from.schema, from.name, column));
}

function judge(draft: Draft, frame: Frame): EdgeCoverage {
  const { from, to, found, inferred } = draft;
  const { sources, names } = frame;
  const isFound = found.length > 0;
  const presentIn = countOf(found) === names.length ? names : names.filter((_, at) => found[at]);
  const missingFrom = presentIn === names ? NONE : names.filter((_, at) => !found[at]);
  const reasons: string[] = [];
  const strongest =
    firstOf(sources, found) ?? (inferred && firstOf(sources, inferred)) ?? sources.find((source) => source.relations);
  const mismatch = strongest && typeMismatch(strongest.catalog, from, to);
  if (mismatch) reasons.push(mismatch);
  const state = isFound ? (missingFrom.length > 0 ? 'only-in' : 'everywhere') : unguarded(draft);
  if (state === 'only-in')
    reasons.push(`The foreign key is in ${presentIn.join(' and ')}, not in ${missingFrom.join(' and ')}.`);
  if (state === 'relation-only') reasons.push('A Drizzle relation says so; no foreign key in any source guards it.');
  if (state === 'inferred-missing') {
    const typed = mismatch ? '' : ' and has its type';
    reasons.push(
      `${from.columns.join(', ')} is named like a reference to ${quotePair(to)}${typed}; no source has a foreign key.`,
    );
  }
  const isSlow = strongest !== undefined && !isReferenceIndexed(strongest.catalog, from, to);
  if (isSlow)
    reasons.push(
      `No index of ${quotePair(from)} leads with ${from.columns.join(', ')}: deleting or joining a parent scans the table.`,
    );
  const guess = isFound || !strongest ? undefined : inferred?.[sources.indexOf(strongest)];
  if (guess) reasons.push(...guess.reasons, `Confidence: ${Math.round(100 * guess.confidence)} %.`);
  const states = !mismatch && !isSlow && state === 'everywhere' ? SOUND : statesOf(state, Boolean(mismatch), isSlow);
  return {
    key: draft.key,
    from,
    to,
    state: states[0] ?? 'everywhere',
    states,
    presentIn,
    missingFrom,
    hasRelation: frame.knowsRelations ? draft.hasRelation : null,
    confidence: isFound || draft.hasRelation ? null : (guess?.confidence ?? null),
    ids: idsOf(names, found),
    reasons: reasons.length > 0 ? reasons : presentIn === names ? frame.sound : [inAll(presentIn)],
  };
}

const NONE: readonly string[] = [];
const SOUND: readonly EdgeState[] = ['everywhere'];

function unguarded({ hasRelation }: Draft): EdgeState {
  return hasRelation ? 'relation-only' : 'inferred-missing';
}

/** All states that hold, in their order: how the sources have it stands before a missing index, that all have it is last. */
function statesOf(state: EdgeState, isMismatch: boolean, isSlow: boolean): readonly EdgeState[] {
  const holds = (candidate: EdgeState) =>
    candidate === state || (candidate === 'type-mismatch' && isMismatch) || (candidate === 'no-index' && isSlow);
  return EDGE_STATES.filter(holds);
}

function countOf(found: readonly unknown[]): number {
  let count = 0;
  for (const one of found) if (one) count += 1;
  return count;
}

/** The strongest source that has it. */
function firstOf(sources: readonly EdgeSource[], found: readonly unknown[]): EdgeSource | undefined {
  for (let at = 0; at < found.length; at += 1) if (found[at]) return sources[at];
  return undefined;
}

function idsOf(names: readonly string[], found: Draft['found']): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (let at = 0; at < found.length; at += 1) {
    const [name, key] = [names[at], found[at]];
    if (name !== undefined && key) ids[name] = key.id;
  }
  return ids;
}

function inAll(presentIn: readonly string[]): string {
  return `The foreign key is in ${presentIn.join(', ')}; its types match and an index leads with its columns.`;
}

function typeMismatch(catalog: Catalog, from: End, to: End): string | null {
  const lookup = lookupOf(catalog);
  for (let at = 0; at < from.columns.length; at += 1) {
    const child = lookup.columnOf(from.schema, from.name, from.columns[at] ?? '');
    const parent = lookup.columnOf(to.schema, to.name, to.columns[at] ?? '');
    if (child && parent && !sameType(catalog, child.type, parent.type))
      return `${from.name}.${child.name} is ${child.type}, ${to.name}.${parent.name} is ${parent.type}.`;
  }
  return null;
}

/** Whether an index, primary key or unique constraint leads with the columns, in any order among themselves. */
export function isIndexed(catalog: Catalog, from: QualifiedName & { readonly columns: readonly string[] }): boolean {
  const children = lookupOf(catalog).childrenOf(from.schema, from.name);
  const { columns: wanted } = from;
  const isLed = ({ columns }: { readonly columns: readonly string[] }) => leads(columns, wanted, itself);
  if (children['primary-key'].some(isLed) || children.unique.some(isLed)) return true;
  return children.index.some(
    (index) =>
      index.valid &&
      servesEquality(index.method) &&
      leads(index.keys, wanted, columnOfKey) &&
      isWhole(index.predicate, wanted),
  );
}

/** Whether the first of some keys are the wanted columns, in any order. */
function leads<T>(keys: readonly T[], wanted: readonly string[], columnOf: (key: T) => string | null): boolean {
  if (keys.length < wanted.length) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    const column = columnOf(keys[at] as T);
    if (column === null || !wanted.includes(column)) return false;
  }
  return true;
}

const itself = (column: string): string => column;
const columnOfKey = ({ expression, isExpression }: Index['keys'][number]) => (isExpression ? null : expression);

/**
 * The same of a reference. Where some of the referenced columns alone are a key of the parent, an index that leads with what refers
 * to those serves as well: what else the reference carries (a tenant beside the row's own key) makes it no narrower.
 */
export function isReferenceIndexed(catalog: Catalog, from: ReferenceEnd, to: ReferenceEnd): boolean {
  if (isIndexed(catalog, from)) return true;
  const { unique, 'primary-key': primary } = lookupOf(catalog).childrenOf(to.schema, to.name);
  return [...primary, ...unique].some(({ columns }) => {
    if (columns.length >= to.columns.length || !columns.every((column) => to.columns.includes(column))) return false;
    const own = columns.flatMap((column) => from.columns[to.columns.indexOf(column)] ?? []);
    return isIndexed(catalog, { schema: from.schema, name: from.name, columns: own });
  });
}

type ReferenceEnd = QualifiedName & { readonly columns: readonly string[] };

function servesEquality(method: string): boolean {
  return method === 'btree' || method === 'hash';
}

/** Whether a partial index serves all that compares one of the columns: it leaves out only rows without a value, `WHERE event_id IS NOT NULL`. */
export function isWhole(predicate: string | null, columns: readonly string[]): boolean {
  if (predicate === null) return true;
  const bare = predicate.replace(/[()"]/g, '').trim().toLowerCase();
  return columns.some(
    (column) => bare === `${column.toLowerCase()} is not null` || bare.endsWith(`.${column.toLowerCase()} is not null`),
  );
}

/** Totals by whatever groups edges, a schema or a module, sorted by its name; an edge whose group is `null` is in none. */
export function edgeTotalsBy(
  edges: readonly EdgeCoverage[],
  groupOf: (edge: EdgeCoverage) => string | null,
): ReadonlyMap<string, EdgeTotals> {
  const groups = new Map<string, EdgeCoverage[]>();
  for (const edge of edges) {
    const group = groupOf(edge);
    if (group === null) continue;
    const known = groups.get(group);
    if (known) known.push(edge);
    else groups.set(group, [edge]);
  }
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)).map(([group, own]) => [group, edgeTotals(own)]));
}

function edgeTotals(edges: readonly EdgeCoverage[]): EdgeTotals {
  const byState = Object.fromEntries(EDGE_STATES.map((state) => [state, 0])) as Record<EdgeState, number>;
  for (const edge of edges) byState[edge.state] += 1;
  const guarded = edges.filter(({ presentIn }) => presentIn.length > 0).length;
  return {
    edges: edges.length,
    byState,
    guarded,
    sound: byState.everywhere,
    soundPercent: percent(byState.everywhere, edges.length),
    guardedPercent: percent(guarded, edges.length),
  };
}
