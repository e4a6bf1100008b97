import {
  type Catalog,
  compareText,
  type ForeignKey,
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
import { finish, type InPieces } from './in-pieces.ts';
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
  readonly found: Map<string, ForeignKey>;
  /** By source, where nothing but the column's name says it. */
  readonly inferred: Map<string, InferredReference>;
  hasRelation: boolean;
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
      draft = { key, from, to, found: new Map(), inferred: new Map(), hasRelation: false };
      drafts.set(key, draft);
    }
    return draft;
  };
  for (const source of sources) yield* gatherKeys(source, draftOf);
  for (const source of sources) yield* gatherRelations(source, draftOf, drafts);
  for (const source of sources) yield* gatherInferred(source, draftOf, drafts);
  const edges: EdgeCoverage[] = [];
  for (const draft of drafts.values()) {
    yield;
    edges.push(judge(draft, sources));
  }
  edges.sort((a, b) => compareText(a.key, b.key));
  return {
    sources: sources.map((source) => source.name),
    edges,
    totals: edgeTotals(edges),
    bySchema: edgeTotalsBy(edges, ({ from }) => from.schema),
  };
}

/** `public.guests(event_id)->public.events(id)`, columns in the order of the child's names: one text for one reference. */
export function edgeKey(from: End, to: End): string {
  const pairs = from.columns.map((column, at) => [column, to.columns[at] ?? ''] as const);
  pairs.sort(([a], [b]) => compareText(a, b));
  const columns = (side: 0 | 1) => pairs.map((pair) => quoteIdent(pair[side])).join(', ');
  return `${quoteQualified(from.schema, from.name)}(${columns(0)})->${quoteQualified(to.schema, to.name)}(${columns(1)})`;
}

/** The edge's key of a foreign key, so that a graph can find its coverage. */
export function edgeKeyOf(key: ForeignKey): string {
  return edgeKey(...endsOf(key));
}

function endsOf(key: ForeignKey): [from: End, to: End] {
  return [
    { schema: key.schema, name: key.table, columns: key.columns },
    { ...key.references, columns: key.referencedColumns },
  ];
}

function* gatherKeys(source: EdgeSource, draftOf: (from: End, to: End) => Draft): InPieces<void> {
  for (const key of source.catalog.objects['foreign-key']) {
    yield;
    if (key.inherited) continue;
    const found = draftOf(...endsOf(key)).found;
    if (!found.has(source.name)) found.set(source.name, key);
  }
}

/** A `one` side with columns is a reference; a `many` side is the same one seen from the other end. */
function* gatherRelations(
  source: EdgeSource,
  draftOf: (from: End, to: End) => Draft,
  drafts: ReadonlyMap<string, Draft>,
): InPieces<void> {
  for (const relation of source.relations ?? []) {
    yield;
    const from = endOf(relation.from);
    const to = endOf(relation.to);
    if (from.columns.length === 0 || to.columns.length === 0) continue;
    if (relation.through) {
      markJunction(relation.through, from, to, drafts);
      continue;
    }
    const reverse = drafts.get(edgeKey(to, from));
    const draft = reverse ?? (relation.cardinality === 'one' ? draftOf(from, to) : drafts.get(edgeKey(from, to)));
    if (draft) draft.hasRelation = true;
  }
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
  draftOf: (from: End, to: End) => Draft,
  drafts: ReadonlyMap<string, Draft>,
): InPieces<void> {
  const inferred = yield* inferInPieces(source.catalog);
  const keyed = new Set([...drafts.values()].filter((draft) => draft.found.size > 0).flatMap(columnsOf));
  for (const reference of inferred) {
    const { column, table, key } = reference;
    const from = { schema: column.schema, name: column.table, columns: [column.name] };
    if (keyed.has(quoteQualified(column.schema, column.table, column.name))) continue;
    if (reference.confidence < LIKELY_REFERENCE) continue;
    draftOf(from, { schema: table.schema, name: table.name, columns: [key] }).inferred.set(source.name, reference);
  }
}

function columnsOf({ from }: Draft): readonly string[] {
  return from.columns.map((column) => quoteQualified(from.schema, from.name, column));
}

function judge(draft: Draft, sources: readonly EdgeSource[]): EdgeCoverage {
  const { from, to, found } = draft;
  const presentIn = sources.filter((source) => found.has(source.name)).map((source) => source.name);
  const missingFrom = sources.filter((source) => !found.has(source.name)).map((source) => source.name);
  const states = new Set<EdgeState>();
  const reasons: string[] = [];
  const strongest =
    sources.find((source) => found.has(source.name)) ??
    sources.find((source) => draft.inferred.has(source.name)) ??
    sources.find((source) => source.relations);
  const mismatch = strongest && typeMismatch(strongest.catalog, from, to);
  if (mismatch) {
    states.add('type-mismatch');
    reasons.push(mismatch);
  }
  if (found.size > 0) {
    if (missingFrom.length > 0) {
      states.add('only-in');
      reasons.push(`The foreign key is in ${presentIn.join(' and ')}, not in ${missingFrom.join(' and ')}.`);
    } else states.add('everywhere');
  } else if (draft.hasRelation) {
    states.add('relation-only');
    reasons.push('A Drizzle relation says so; no foreign key in any source guards it.');
  } else {
    states.add('inferred-missing');
    const typed = mismatch ? '' : ' and has its type';
    reasons.push(
      `${from.columns.join(', ')} is named like a reference to ${quoteQualified(to.schema, to.name)}${typed}; no source has a foreign key.`,
    );
  }
  if (strongest && !isReferenceIndexed(strongest.catalog, from, to)) {
    states.add('no-index');
    reasons.push(
      `No index of ${quoteQualified(from.schema, from.name)} leads with ${from.columns.join(', ')}: deleting or joining a parent scans the table.`,
    );
  }
  const guess = draft.inferred.get(strongest?.name ?? '');
  if (found.size === 0 && guess) reasons.push(...guess.reasons, `Confidence: ${Math.round(100 * guess.confidence)} %.`);
  const sorted = EDGE_STATES.filter((state) => states.has(state));
  return {
    key: draft.key,
    from,
    to,
    state: sorted[0] ?? 'everywhere',
    states: sorted,
    presentIn,
    missingFrom,
    hasRelation: sources.some((source) => source.relations) ? draft.hasRelation : null,
    confidence: found.size > 0 || draft.hasRelation ? null : (guess?.confidence ?? null),
    ids: Object.fromEntries([...found].map(([name, key]) => [name, key.id])),
    reasons: reasons.length > 0 ? reasons : [inAll(presentIn)],
  };
}

function inAll(presentIn: readonly string[]): string {
  return `The foreign key is in ${presentIn.join(', ')}; its types match and an index leads with its columns.`;
}

function typeMismatch(catalog: Catalog, from: End, to: End): string | null {
  const lookup = lookupOf(catalog);
  for (const [at, name] of from.columns.entries()) {
    const child = lookup.columnOf(from.schema, from.name, name);
    const parent = lookup.columnOf(to.schema, to.name, to.columns[at] ?? '');
    if (child && parent && !sameType(catalog, child.type, parent.type))
      return `${from.name}.${name} is ${child.type}, ${to.name}.${parent.name} is ${parent.type}.`;
  }
  return null;
}

/** Whether an index, primary key or unique constraint leads with the columns, in any order among themselves. */
export function isIndexed(catalog: Catalog, from: QualifiedName & { readonly columns: readonly string[] }): boolean {
  const children = lookupOf(catalog).childrenOf(from.schema, from.name);
  const wanted = new Set(from.columns);
  const leads = (columns: readonly string[]): boolean =>
    columns.length >= wanted.size && columns.slice(0, wanted.size).every((column) => wanted.has(column));
  if ([...children['primary-key'], ...children.unique].some((key) => leads(key.columns))) return true;
  return children.index.some(
    (index) =>
      index.valid &&
      servesEquality(index.method) &&
      isWhole(index.predicate, from.columns) &&
      index.keys.slice(0, wanted.size).every((key) => !key.isExpression) &&
      leads(index.keys.map((key) => key.expression)),
  );
}

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
