import type { CatalogObject, Kind } from '#app/catalog';
import type { KindRules, Side } from './attribute-rule.ts';
import type { DescriberOptions, Facts } from './describe.ts';
import type { SideState, Verdict } from './difference.ts';
import { attributeOf, cannotExpress, evaluate, type NamedRule, rulesOf } from './evaluate.ts';
import { KIND_RULES } from './kind-rules.ts';
import { isLeftOut, relationsOf } from './left-out.ts';
import { type Pair, pairObjects } from './pair.ts';
import { ABSENT, called, parentOrigins, partlyRead, sayPresent, state } from './side-state.ts';
import { createThird } from './third.ts';
import { isCode, isFrom } from './verdict.ts';
import { nameOf, sayValue } from './words.ts';

/** What the objects of a kind are on either side, and how they were paired. */
export interface Compared {
  readonly kind: Kind;
  readonly from: readonly Side[];
  readonly to: readonly Side[];
  readonly pairs: readonly Pair[];
  /** Those of the migrations. */
  readonly beside: readonly Side[];
}

/** A pair that both have, with the one of the migrations. */
interface Agreed {
  readonly pair: { readonly from: Side; readonly to: Side; readonly isRenamed: boolean };
  readonly code: Side;
  readonly live: Side;
}

/** Rules that a database may have done more of than its migrations, without being any weaker. */
const MORE_THAN_ASKED: ReadonlySet<string> = new Set(['validated']);

/**
 * What the migrations say otherwise where code and database agree: a database made anew from them would be another one.
 * Between the two that are compared it does not count. What Drizzle has no words for is said by the migrations in the
 * code's place: where an applied one made it and the database has it no more, it counts.
 */
export function createBeside(options: DescriberOptions, add: (facts: Facts) => void) {
  const { from, to, third: own, judge, states } = options;
  const third = createThird(options);
  const hasFiles = (options.migrations?.migrations?.files.length ?? 1) > 0;
  if (!own || !hasFiles || isCode(from) === isCode(to)) return null;
  const live = isCode(from) ? to : from;
  const both = `${from.source.label} and ${to.source.label}`;
  const relations = { from: relationsOf(live.catalog), to: relationsOf(own.catalog) };
  const catalogs = { from: live.catalog, to: own.catalog };

  /** A database that says which migrations it ran has lost what one of them made. */
  function isLost(side: Side): boolean {
    return isFrom(side, states.applied);
  }

  function verdictOf(side: Side, isUnmanaged: boolean): Verdict {
    if (isFrom(side, states.pending)) return 'not-applied';
    if (isFrom(side, states.edited)) return 'edited-after-apply';
    return isUnmanaged ? 'changed-by-hand' : 'migration-forgot';
  }

  function countingOf(isUnmanaged: boolean, counts: boolean): Pick<Facts, 'counts' | 'reason'> {
    if (!isUnmanaged) return { counts: false, reason: `${both} agree; only the migrations say otherwise.` };
    return counts
      ? { counts: true, reason: 'Drizzle cannot express it, and the database has not what an applied migration made.' }
      : { counts: false, reason: 'Drizzle cannot express it; only the migrations say so.' };
  }

  function describeLacking({ pair }: Agreed, present: Side): void {
    const { object } = pair.from;
    if (missingClass(object) === 'unmanaged' || object.kind === 'role' || object.kind === 'extension') return;
    if (isLeftOut({ from: present, to: null, isRenamed: false }, relations, catalogs)) return;
    const unread = own?.unread.lacks(object) ?? null;
    add({
      object: object.id,
      kind: object.kind,
      attribute: null,
      class: 'drift',
      ...countingOf(false, false),
      ...(unread === null
        ? { verdict: 'migration-forgot' as const }
        : { verdict: 'undecided' as const, reason: `The migrations may have it: ${unread}` }),
      summary: `${sayPresent(pair.from)} in ${both} and not in ${own?.source.label}`,
      states: [presence(pair.from), presence(pair.to)],
      beside: { ...ABSENT, origins: own ? parentOrigins(present, own) : [] },
      agreed: true,
    });
  }

  function describeAlone(side: Side): void {
    const { object } = side;
    const isPrivilege = object.kind === 'grant' || object.kind === 'default-privilege';
    // What the shadow brings by itself is nobody's.
    if (!isPrivilege && !object.origins.some(({ file }) => file !== undefined)) return;
    if (object.kind === 'role' || isLeftOut({ from: null, to: side, isRenamed: false }, relations, catalogs)) return;
    const isUnmanaged = missingClass(object) === 'unmanaged';
    // Partitions come and go with time.
    const isPartition = object.kind === 'table' && object.partitionOf !== null;
    const where = isUnmanaged
      ? `not in ${live.source.label}`
      : `in neither ${from.source.label} nor ${to.source.label}`;
    add({
      object: object.id,
      kind: object.kind,
      attribute: null,
      class: isUnmanaged ? 'unmanaged' : 'drift',
      ...countingOf(isUnmanaged, !isPrivilege && !isPartition && isLost(side)),
      verdict: verdictOf(side, isUnmanaged),
      summary: `${sayPresent(side)} in ${side.account.source.label} and ${where}`,
      states: [
        { ...ABSENT, origins: parentOrigins(side, from) },
        { ...ABSENT, origins: parentOrigins(side, to) },
      ],
      beside: presence(side),
      agreed: true,
    });
  }

  function describeAttribute(named: NamedRule, agreed: Agreed, side: Side): void {
    const { attribute, rule } = named;
    const ruling = evaluate(named, agreed.live, side, judge);
    if (ruling.outcome === 'same' || ruling.outcome === 'open') return;
    // Told of the two already, or one of the spellings that are alike.
    if (evaluate(named, agreed.code, agreed.live, judge).outcome !== 'same') return;
    const spelt = evaluate(named, agreed.code, side, judge).outcome;
    if (spelt === 'open' || spelt === 'same' || cannotExpress(named, agreed.live, side)) return;
    const isUnmanaged = rule.class === 'unmanaged';
    const value = attributeOf(side, attribute);
    const values = [agreed.pair.from, agreed.pair.to].map((each) => attributeOf(each, attribute));
    const unread = partlyRead(side, attribute) ?? (ruling.outcome === 'undecided' ? ruling.cause : null);
    const deparsed = (ruling.outcome === 'differs' && ruling.deparsed) || [null, null];
    const liveValue = attributeOf(agreed.live, attribute);
    const counts = rule.behaves === true && !rule.neverCounts && !MORE_THAN_ASKED.has(attribute) && isLost(side);
    const where = isUnmanaged ? live.source.label : both;
    const said = sayValue(rule, value, liveValue, deparsed[1]);
    add({
      object: agreed.pair.from.object.id,
      kind: agreed.pair.from.object.kind,
      attribute,
      class: (ruling.outcome === 'differs' && ruling.class) || rule.class,
      ...countingOf(isUnmanaged, counts && unread === null),
      ...(unread === null
        ? { verdict: verdictOf(side, isUnmanaged) }
        : { verdict: 'undecided' as const, reason: `What the migrations say is not known: ${unread}` }),
      summary: `${called(side)} ${said} in ${side.account.source.label} and ${sayValue(rule, liveValue, value, deparsed[0])} in ${where}`,
      states: [
        state(agreed.pair.from, values[0], agreed.pair.from === agreed.live ? deparsed[0] : null),
        state(agreed.pair.to, values[1], agreed.pair.to === agreed.live ? deparsed[0] : null),
      ],
      beside: state(side, value, deparsed[1]),
      agreed: true,
    });
  }

  function describeName({ pair }: Agreed, side: Side): void {
    const rules = KIND_RULES[side.object.kind] as unknown as KindRules<Kind>;
    if (pair.isRenamed || [pair.from, side].some(({ object }) => rules.isGeneratedName?.(object))) return;
    add({
      object: pair.from.object.id,
      kind: pair.from.object.kind,
      attribute: 'name',
      class: 'drift',
      ...countingOf(false, false),
      verdict: isFrom(side, states.pending) ? 'not-applied' : 'name-only',
      summary: `${called(pair.from)} of ${both} is called ${nameOf(side.object.id)} in ${side.account.source.label}`,
      states: [nameState(pair.from), nameState(pair.to)],
      beside: nameState(side),
      agreed: true,
    });
  }

  return ({ kind, from: left, to: right, pairs, beside }: Compared): void => {
    const agreed = new Map<CatalogObject, Agreed>();
    const paired = new Set<CatalogObject>();
    for (const { from: a, to: b, isRenamed } of pairs) {
      if (!a || !b) continue;
      const [code, other] = isCode(a.account) ? [a, b] : [b, a];
      agreed.set(other.object, { pair: { from: a, to: b, isRenamed }, code, live: other });
      paired.add(a.object).add(b.object);
    }
    const told = new Set<CatalogObject>();
    for (const side of [...left, ...right]) {
      const other = paired.has(side.object) ? null : third.find(side);
      if (other) told.add(other.object);
    }
    const inBoth = [...agreed.values()].map((each) => each.live);
    const rest = beside.filter(({ object }) => !told.has(object));
    for (const each of pairObjects(kind, inBoth, rest, judge)) {
      const known = each.from ? agreed.get(each.from.object) : undefined;
      if (known && each.to) {
        if (each.isRenamed) describeName(known, each.to);
        for (const named of rulesOf(kind)) describeAttribute(named, known, each.to);
      } else if (known) describeLacking(known, known.live);
      else if (each.to) describeAlone(each.to);
    }
  };
}

function missingClass(object: CatalogObject): 'drift' | 'unmanaged' {
  const { missing } = KIND_RULES[object.kind] as unknown as KindRules<Kind>;
  return typeof missing === 'function' ? missing(object) : missing;
}

function presence({ object }: Side): SideState {
  return { present: true, value: null, deparsed: null, origins: object.origins };
}

function nameState(side: Side): SideState {
  return state(side, attributeOf(side, 'name'));
}
