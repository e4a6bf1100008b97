import { type Kind, lookupOf, type ObjectId, objectId, type Problem, type Reading } from '#app/catalog';
import type { FileStates } from './applied.ts';
import type { Account, KindRules, Side } from './attribute-rule.ts';
import { columnOrders } from './column-order.ts';
import { createCounting } from './counting.ts';
import type { Difference, DifferenceClass, SideState, Verdict } from './difference.ts';
import { attributeOf, cannotExpress, evaluate, type NamedRule, remainder, rulesOf } from './evaluate.ts';
import type { Judge } from './judge.ts';
import { KIND_RULES } from './kind-rules.ts';
import { knownAlike } from './known-alike.ts';
import type { Pair } from './pair.ts';
import { type AppliedRename, idsOf } from './rename/resolve.ts';
import { ABSENT, called, parentOrigins, partlyRead, sayPresent, state } from './side-state.ts';
import { createThird } from './third.ts';
import { callObject, nameOf, sayValue } from './words.ts';

export interface DescriberOptions {
  readonly from: Account;
  readonly to: Account;
  /** The migrations, where they are neither of the two. */
  readonly third: Account | undefined;
  /** The reading of the migrations, whichever of the three it is. */
  readonly migrations: Reading | undefined;
  /** What became of its files in the database that is compared. */
  readonly states: FileStates;
  readonly judge: Judge;
  /** Which server answers; empty where nobody says. */
  readonly judgedBy: string;
}

export interface Describer {
  /** Adds what differs between the two of a pair. */
  describe(pair: Pair): void;
  /** Adds what an accepted rename is: one object under two names. */
  describeRename(rename: AppliedRename): void;
  /** Adds what somebody else found. */
  add(facts: Facts): void;
  readonly differences: readonly Difference[];
  readonly problems: readonly Problem[];
}

/** Turns pairs into differences. */
export function createDescriber(options: DescriberOptions): Describer {
  const describer = new PairDescriber(options);
  return describer;
}

export interface Facts {
  readonly object: string;
  readonly kind: Kind;
  readonly attribute: string | null;
  readonly class: DifferenceClass;
  readonly counts: boolean;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly reason: string;
  readonly states: readonly [SideState, SideState];
  /** What the migrations say, where they are beside the two. */
  readonly beside?: SideState | null;
  readonly renameOf?: ObjectId;
  readonly agreed?: true;
}

class PairDescriber implements Describer {
  readonly differences: Difference[] = [];
  readonly problems: Problem[] = [];
  readonly #options: DescriberOptions;
  readonly #third: ReturnType<typeof createThird>;
  readonly #counting: ReturnType<typeof createCounting>;
  readonly #alike: ReturnType<typeof knownAlike>;

  constructor(options: DescriberOptions) {
    this.#options = options;
    this.#third = createThird(options);
    this.#counting = createCounting(options, this.#third);
    this.#alike = knownAlike(options);
  }

  describe({ from, to, isRenamed }: Pair): void {
    if (from && to) {
      if (isRenamed) this.#describeName(from, to);
      this.#describeAttributes(from, to);
      if (from.object.kind === 'table') this.#describeColumnOrder(from, to);
    } else if (from ?? to) this.#describeMissing(from, to);
  }

  #describeAttributes(from: Side, to: Side): void {
    if (this.#alike.has(from, to)) return;
    this.#alike.compare(from, to, () => {
      const found = this.differences.length;
      for (const rule of rulesOf(from.object.kind)) this.#describeAttribute(rule, from, to);
      this.#describeRemainder(from, to);
      return { isSame: this.differences.length === found };
    });
  }

  #describeMissing(from: Side | null, to: Side | null): void {
    const present = (from ?? to) as Side;
    const rules = KIND_RULES[present.object.kind] as unknown as KindRules<Kind>;
    const kindClass = typeof rules.missing === 'function' ? rules.missing(present.object) : rules.missing;
    const [here, there] = from ? [this.#from, this.#to] : [this.#to, this.#from];
    const counting = this.#counting.ofObject(present, kindClass);
    const unread = this.#absent(present).unread.lacks(present.object) ?? partlyRead(present, null);
    this.add({
      object: present.object.id,
      kind: present.object.kind,
      attribute: null,
      class: kindClass,
      ...counting,
      ...(unread === null
        ? { verdict: this.#third.verdictOfPresence(present, kindClass), ...this.#ignored(present, counting.reason) }
        : { verdict: 'undecided', reason: `It may be what could not be read: ${unread}` }),
      summary: `${sayPresent(present)} in ${here} and not in ${there}`,
      states: [this.#presence(from, present), this.#presence(to, present)],
      beside: this.#besidePresence(present),
    });
  }

  #describeAttribute(named: NamedRule, from: Side, to: Side): void {
    const { judge } = this.#options;
    const ruling = evaluate(named, from, to, judge);
    if (ruling.outcome === 'same' || ruling.outcome === 'open') return;
    if (ruling.outcome === 'undecided') {
      this.#describeUndecided(named, from, to, ruling.cause);
      return;
    }
    const unread = partlyRead(from, named.attribute) ?? partlyRead(to, named.attribute);
    if (unread !== null) {
      this.#describeUndecided(named, from, to, unread);
      return;
    }
    const { rule, attribute } = named;
    const values = [attributeOf(from, attribute), attributeOf(to, attribute)] as const;
    const deparsed = ruling.deparsed ?? [null, null];
    const old = cannotExpress(named, from, to);
    const differenceClass: DifferenceClass = old ? 'unmanaged' : (ruling.class ?? rule.class);
    const said = values.map((value, index) => sayValue(rule, value, values[1 - index], deparsed[index] ?? null));
    const verdict = this.#third.verdictOfAttribute(named, differenceClass, from, to);
    const { counts, reason } = old
      ? { counts: false, reason: `PostgreSQL ${old.account.catalog.server?.major} cannot express it.` }
      : this.#counting.ofAttribute(named, differenceClass, from, to, ruling.behaves);
    this.add({
      object: from.object.id,
      kind: from.object.kind,
      attribute,
      class: differenceClass,
      counts,
      reason: `${reason}${this.#third.whyUndecided(verdict, from, to)}`,
      verdict,
      summary: `${called(from)} ${said[0]} in ${this.#from} and ${said[1]} in ${this.#to}`,
      states: [state(from, values[0], deparsed[0]), state(to, values[1], deparsed[1])],
      beside: this.#besideAttribute(attribute, from, to),
    });
  }

  #describeUndecided({ attribute, rule }: NamedRule, from: Side, to: Side, cause: string): void {
    const summary = `${called(from)}: ${rule.label} could not be compared`;
    const isRead = partlyRead(from, attribute) === null && partlyRead(to, attribute) === null;
    const isText = rule.how === 'text' && isRead;
    this.add({
      object: from.object.id,
      kind: from.object.kind,
      attribute,
      class: rule.class,
      counts: true,
      verdict: 'undecided',
      summary,
      reason: isText ? `The texts differ and PostgreSQL could not build one of them: ${cause}.` : sentence(cause),
      states: [state(from, attributeOf(from, attribute)), state(to, attributeOf(to, attribute))],
      beside: this.#besideAttribute(attribute, from, to),
    });
    this.problems.push({
      code: 'not-comparable',
      effect: 'unread',
      message: `${summary}.`,
      remedy: isText
        ? 'Compare the two texts by eye, or give the shadow what they need.'
        : 'Make it readable where it is declared, as the report of that source says, and compare again.',
      object: from.object.id,
      origin: from.object.origins[0] ?? to.object.origins[0] ?? null,
      cause,
    });
  }

  describeRename(rename: AppliedRename): void {
    const { kind, renamed } = rename;
    if (renamed.has(0) === renamed.has(1)) return;
    const { kind: own, from: oldId, to: newId } = idsOf(rename);
    const object = kind === 'enum-label' ? objectId('enum', ...rename.to.slice(0, 2)) : newId;
    const { from, to, third } = this.#options;
    const [left, right, beside] = [from, to, third].map((account) => account && sideOf(account, object));
    if (!left || !right) return;
    const rules = KIND_RULES[own] as unknown as KindRules<Kind>;
    const names = [rename.from.at(-1) ?? '', rename.to.at(-1) ?? ''] as const;
    const nameAt = (at: number) => (renamed.has(at) ? names[0] : names[1]);
    const isGenerated = [left, right].some(({ object: one, account }) =>
      rules.isGeneratedName?.(account.renamed?.before.get(one) ?? one),
    );
    const what = kind === 'enum-label' ? `label '${names[1]}' of ${called(left)}` : callObject(rules.noun, newId);
    const other = kind === 'enum-label' ? `'${names[0]}'` : nameOf(oldId);
    const [older, newer] = renamed.has(0) ? [this.#from, this.#to] : [this.#to, this.#from];
    this.add({
      object,
      kind: own,
      attribute: kind === 'enum-label' ? `label ${names[1]}` : 'name',
      class: isGenerated ? 'cosmetic' : 'drift',
      counts: !isGenerated,
      verdict: this.#third.verdictOfRename(renamed, beside ?? null),
      summary: `${what} of ${newer} is called ${other} in ${older}`,
      reason: isGenerated
        ? 'It was renamed, and one of the names was generated.'
        : `It was renamed, as ${rename.by === 'config' ? 'the project’s configuration' : 'the hints'} say; everything in it is compared through that.`,
      states: [state(left, nameAt(0)), state(right, nameAt(1))],
      beside: beside ? state(beside, nameAt(2)) : this.#options.third ? ABSENT : null,
      ...(kind === 'enum-label' ? {} : { renameOf: oldId }),
    });
  }

  #describeName(from: Side, to: Side): void {
    const rules = KIND_RULES[from.object.kind] as unknown as KindRules<Kind>;
    const isGenerated = [from, to].some(({ object, account }) =>
      rules.isGeneratedName?.(account.renamed?.before.get(object) ?? object),
    );
    const unread = partlyRead(from, 'name') ?? partlyRead(to, 'name');
    this.add({
      object: from.object.id,
      kind: from.object.kind,
      attribute: 'name',
      class: isGenerated ? 'cosmetic' : 'drift',
      counts: !isGenerated,
      verdict: unread === null ? 'name-only' : 'undecided',
      summary: `${called(from)} of ${this.#from} is called ${nameOf(to.object.id)} in ${this.#to}`,
      reason:
        unread !== null
          ? `It may be what could not be read: ${unread}`
          : isGenerated
            ? 'The structure is the same, and one of the names was generated.'
            : 'The structure is the same; drizzle-kit tells them apart by name and would drop one and make the other.',
      states: [state(from, attributeOf(from, 'name')), state(to, attributeOf(to, 'name'))],
      beside: this.#besideAttribute('name', from, to),
    });
  }

  #describeRemainder(from: Side, to: Side): void {
    for (const attribute of remainder(from, to)) {
      this.add({
        object: from.object.id,
        kind: from.object.kind,
        attribute,
        class: 'drift',
        counts: true,
        verdict: 'undecided',
        summary: `${called(from)} differs in ${attribute}`,
        reason: 'This version of Raingauge does not know the attribute: it cannot be migrated automatically.',
        states: [state(from, attributeOf(from, attribute)), state(to, attributeOf(to, attribute))],
      });
    }
  }

  #describeColumnOrder(from: Side, to: Side): void {
    if (from.object.kind !== 'table') return;
    const orders = columnOrders(from.account.catalog, to.account.catalog, from.object);
    if (!orders) return;
    this.add({
      object: from.object.id,
      kind: 'table',
      attribute: 'column order',
      class: 'cosmetic',
      counts: false,
      verdict: 'undecided',
      summary: `table ${nameOf(from.object.id)} has its columns in another order in ${this.#from} than in ${this.#to}`,
      reason: 'PostgreSQL keeps columns in the order they were added; queries that name their columns do not see it.',
      states: [state(from, orders[0]), state(to, orders[1])],
    });
  }

  #presence(side: Side | null, present: Side): SideState {
    if (side) return { present: true, value: null, deparsed: null, origins: side.object.origins };
    return { present: false, value: null, deparsed: null, origins: parentOrigins(present, this.#absent(present)) };
  }

  /** The account that has not what the other one has. */
  #absent({ account }: Side): Account {
    return account === this.#options.from ? this.#options.to : this.#options.from;
  }

  /** The reason with that the account which has it not speaks of it all the same. */
  #ignored(present: Side, reason: string): { readonly reason?: string } {
    const why = this.#absent(present).unread.ignores(present.object);
    return why === null ? {} : { reason: `${reason} ${why}` };
  }

  #besidePresence(present: Side): SideState | null {
    const { third } = this.#options;
    if (!third) return null;
    const own = this.#third.find(present);
    if (own) return { present: true, value: null, deparsed: null, origins: own.object.origins };
    return { present: false, value: null, deparsed: null, origins: parentOrigins(present, third) };
  }

  #besideAttribute(attribute: string, from: Side, to: Side): SideState | null {
    if (!this.#options.third) return null;
    const own = this.#third.find(to) ?? this.#third.find(from);
    return own ? state(own, attributeOf(own, attribute)) : { present: false, value: null, deparsed: null, origins: [] };
  }

  get #from(): string {
    return this.#options.from.source.label;
  }

  get #to(): string {
    return this.#options.to.source.label;
  }

  #tableOf(id: ObjectId): { readonly table?: ObjectId } {
    const { from, to } = this.#options;
    for (const { catalog } of [from, to]) {
      const lookup = lookupOf(catalog);
      const object = lookup.find(id);
      if (object?.kind !== 'index') continue;
      const view = objectId('materialized-view', object.schema, object.table);
      return { table: lookup.find(view) ? view : objectId('table', object.schema, object.table) };
    }
    return {};
  }

  /** Of a verdict that blames how migrations were applied: the statements meant, by file and line. */
  #blamed(verdict: Verdict, states: readonly (SideState | null)[]): string {
    const { pending, skipped, edited } = this.#options.states;
    const files = verdict === 'not-applied' ? pending : verdict === 'edited-after-apply' ? edited : null;
    if (!files) return '';
    const origins = states
      .flatMap((each) => each?.origins ?? [])
      .filter(({ file }) => file !== undefined && files.has(file));
    const places = [...new Set(origins.map(({ file, line }) => (line === undefined ? file : `${file}:${line}`)))];
    if (places.length === 0) return '';
    const [is, was] = places.length === 1 ? ['is', 'was'] : ['are', 'were'];
    const isNever = origins.every(({ file }) => file !== undefined && skipped.has(file));
    const never = isNever ? ' and will never be: what is newer was applied before' : '';
    const what = verdict === 'not-applied' ? `${is} not applied${never}` : `${was} changed after being applied`;
    return ` ${places.join(', ')} ${what}.`;
  }

  add({ states, beside, ...facts }: Facts): void {
    this.differences.push({
      key: facts.attribute === null ? facts.object : `${facts.object}#${facts.attribute}`,
      ...facts,
      ...this.#tableOf(facts.object),
      reason: `${facts.reason}${this.#blamed(facts.verdict, [...states, beside ?? null])}`,
      states: {
        [this.#from]: states[0],
        [this.#to]: states[1],
        ...(beside && this.#options.third ? { [this.#options.third.source.label]: beside } : {}),
      },
      destroyedBy: [],
      kit: [],
    });
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function sideOf(account: Account, id: ObjectId): Side | null {
  const object = lookupOf(account.catalog).find(id);
  return object ? { object, account } : null;
}
