import {
  type Catalog,
  type CatalogObject,
  compareText,
  KINDS,
  type Kind,
  type Problem,
  platformObjectsOf,
  platformOf,
  type Reading,
  type SourceKind,
} from '#app/catalog';
import { fileStates } from './applied.ts';
import type { Account, KindRules, Side } from './attribute-rule.ts';
import { createBeside } from './beside.ts';
import { createDescriber } from './describe.ts';
import type { AcceptedRename, Difference, DriftTotals, RenameCandidate } from './difference.ts';
import { createScopeFilter, NOT_MANAGED } from './in-scope.ts';
import { createJudge, type MadeQuestions } from './judge.ts';
import { KIND_RULES } from './kind-rules.ts';
import { isLeftOut, relationsOf } from './left-out.ts';
import { normalizeCatalog } from './normalize.ts';
import { type Pair, pairObjects } from './pair.ts';
import type { Answers, Question } from './question.ts';
import { renameCandidates, type Twins } from './rename/candidates.ts';
import { canonicalHint, hintOf, printHint } from './rename/hint.ts';
import { createNames } from './rename/names.ts';
import { type Rename, type Renamed, renameCatalog } from './rename/rename-catalog.ts';
import { idsOf, type Resolved, resolveRenames, type WrittenRename } from './rename/resolve.ts';
import type { Scope } from './scope.ts';
import { createSurroundings } from './surroundings.ts';
import { totalsOf } from './totals.ts';
import { unreadOf } from './unread.ts';

export interface CompareOptions {
  /** What the judge has said so far. */
  readonly answers: Answers;
  readonly scope: Scope;
  /** Renames that somebody confirmed, in their order: those are compared as one object. */
  readonly renames?: readonly WrittenRename[] | undefined;
  /** Renames that somebody said are none: they are not asked. */
  readonly notRenamed?: readonly string[] | undefined;
  /** Whether the renames are all there are: nothing else is asked then. */
  readonly asksNoRenames?: boolean | undefined;
  /** The project's migrations, where it has them and they are neither of the two: they tell who is wrong. */
  readonly migrations?: Reading | undefined;
  /** Which server answers: what is remembered of what one decided holds for no other. */
  readonly judge?: string | undefined;
  /** Where the same is compared again with more answers: the same value each time. */
  readonly rounds?: Rounds | undefined;
}

/** What the rounds of one comparison share: nothing but the answers is another from round to round. */
export interface Rounds {
  accounts: readonly Account[] | null;
  readonly made: MadeQuestions;
}

export function newRounds(): Rounds {
  return { accounts: null, made: new Map() };
}

export interface Comparison {
  /** Sorted by key. */
  readonly differences: readonly Difference[];
  readonly totals: DriftTotals;
  /** The likeliest first. */
  readonly renameCandidates: readonly RenameCandidate[];
  readonly renames: readonly AcceptedRename[];
  /** Texts to be deparsed before they count; put them to the judge and compare again. Empty when nothing is open. */
  readonly questions: readonly Question[];
  /** Whether the judge's answers had a part in it. */
  readonly judged: boolean;
  /** What could not be decided, `unread`: with any the result is not complete. */
  readonly problems: readonly Problem[];
  /** What should be known besides: renames that match nothing. */
  readonly notes: readonly Problem[];
}

/**
 * Where two sources disagree. Pure: what only a server can tell comes in as `answers`, and what is still missing goes out
 * as `questions`; a text with an open question is no difference yet.
 */
export function compare(from: Reading, to: Reading, options: CompareOptions): Comparison {
  const readings = [from, to, ...(options.migrations ? [options.migrations] : [])];
  const resolved = resolveRenames(
    readings.map(({ catalog }) => catalog),
    options.renames ?? [],
  );
  const rounds = options.rounds ?? newRounds();
  rounds.accounts ??= accountsOf(readings, resolved);
  const [left, right, third] = rounds.accounts;
  if (!left || !right) throw new Error('Two readings are compared');
  const judge = createJudge(options.answers, rounds.made);
  const migrations = readings.find(({ source }) => source.kind === 'migrations');
  const states = fileStates(migrations, [from, to]);
  const three = { from: left, to: right, third, migrations, states, judge, judgedBy: options.judge ?? '' };
  const describer = createDescriber(three);
  const describeBeside = createBeside(three, (facts) => describer.add(facts));
  const names = createNames([left, right, third], resolved);
  const scoped = scopeSides([left, right], describeBeside ? third : undefined, options.scope);
  const relations = { from: relationsOf(left.catalog), to: relationsOf(right.catalog) };
  const alone = { from: [] as CatalogObject[], to: [] as CatalogObject[] };
  const paired = { twins: [] as Twins[], enums: [] as Twins[] };
  const refused = new Set((options.notRenamed ?? []).map((text) => canonicalHint(text)));
  for (const kind of KINDS) {
    const [inLeft, inRight] = [scoped.sides(left, kind), scoped.sides(right, kind)];
    const pairs = pairObjects(kind, inLeft, inRight, judge).flatMap((pair) => apartWhereRefused(pair, refused));
    for (const pair of pairs) {
      if (isLeftOut(pair, relations, { from: left.catalog, to: right.catalog })) continue;
      describer.describe(pair);
      if (pair.from && !pair.to) alone.from.push(pair.from.object);
      if (pair.to && !pair.from) alone.to.push(pair.to.object);
      if (!pair.from || !pair.to) continue;
      const twins = { from: pair.from.object, to: pair.to.object };
      if (kind === 'enum') paired.enums.push(twins);
      if (pair.isRenamed && !isNamedByNobody(pair)) paired.twins.push(twins);
    }
    if (third) describeBeside?.({ kind, from: inLeft, to: inRight, pairs, beside: scoped.sides(third, kind) });
  }
  for (const rename of resolved.applied) describer.describeRename(rename);
  const differences = describer.differences
    .map((difference) => names.withNames(difference))
    .sort((a, b) => compareText(a.key, b.key));
  return {
    differences,
    totals: totalsOf(differences, scoped.outOfScope),
    renames: resolved.applied.map((rename) => ({
      ...idsOf(rename),
      hint: printHint(rename.kind, rename.from, rename.to),
      by: rename.by,
    })),
    renameCandidates: openCandidates(options.asksNoRenames, refused, () =>
      renameCandidates(
        {
          catalog: left.catalog,
          alone: [...alone.from, ...scoped.unmanagedSchemas(left, alone.to)],
          isAhead: isAhead(left, right),
        },
        {
          catalog: right.catalog,
          alone: [...alone.to, ...scoped.unmanagedSchemas(right, alone.from)],
          isAhead: isAhead(right, left),
        },
        paired,
      ),
    ),
    questions: judge.questions(),
    judged: judge.judged(),
    problems: [...resolved.problems.filter(({ effect }) => effect === 'unread'), ...describer.problems],
    notes: resolved.problems.filter(({ effect }) => effect !== 'unread'),
  };
}

/** Each catalog as it is compared: with the new names, and beside them what its texts were written among. */
function accountsOf(readings: readonly Reading[], { accounts, applied }: Resolved): readonly Account[] {
  const catalogs = accounts.map(({ catalog }) => normalizeCatalog(catalog));
  return readings.map((reading, at): Account => {
    const catalog = catalogs[at] ?? normalizeCatalog(reading.catalog);
    const old = reading.catalog;
    const own = {
      source: reading.source,
      catalog,
      surroundings: createSurroundings(catalog, catalogs),
      unread: unreadOf(reading),
    };
    const renames = applied.filter(({ renamed }) => renamed.has(at));
    if (renames.length === 0) return own;
    // Normalising makes columns anew: what they were is found by identity.
    const originals = new Map([...(accounts[at]?.before ?? [])].map(([now, was]) => [now.id, was]));
    const byObject = new Map<CatalogObject, CatalogObject>();
    for (const kind of KINDS)
      for (const object of own.catalog.objects[kind]) {
        const was = originals.get(object.id);
        if (was) byObject.set(object, was);
      }
    // What its texts lean on and only another has is there by the old names, too.
    const others = accounts.filter((_, other) => other !== at).map((other) => undo(other, renames));
    return { ...own, renamed: { before: byObject, surroundings: createSurroundings(old, others), renames } };
  });
}

function undo(account: Renamed, renames: readonly Rename[]): Catalog {
  const back = [...renames].reverse().map(({ kind, from, to }): Rename => ({ kind, from: to, to: from }));
  return back.reduce((renamed, rename) => renameCatalog(renamed, rename), account).catalog;
}

/** What was answered already is not asked. */
function openCandidates(
  asksNone: boolean | undefined,
  refused: ReadonlySet<string>,
  candidates: () => readonly RenameCandidate[],
): readonly RenameCandidate[] {
  if (asksNone) return [];
  return candidates().filter(({ hint }) => !refused.has(canonicalHint(hint)));
}

/** Structure makes one of two names; somebody who knows better says so. */
function apartWhereRefused(pair: Pair, refused: ReadonlySet<string>): readonly Pair[] {
  const { from, to, isRenamed } = pair;
  if (!isRenamed || !from || !to || refused.size === 0) return [pair];
  const { kind, id } = from.object;
  const isRefused = [hintOf(kind, id, to.object.id), hintOf(kind, to.object.id, id)].some((hint) => refused.has(hint));
  if (!isRefused) return [pair];
  return [
    { from, to: null, isRenamed: false },
    { from: null, to, isRenamed: false },
  ];
}

function isNamedByNobody({ from, to }: Pair): boolean {
  return [from, to].some((side) => {
    const rules = side && (KIND_RULES[side.object.kind] as unknown as KindRules<Kind>);
    return rules?.isGeneratedName?.(side?.object as CatalogObject);
  });
}

/** With Drizzle a change begins in the code and goes through the migrations into the database. */
function isAhead({ source }: Account, other: Account): boolean {
  const order: readonly SourceKind[] = ['code', 'migrations'];
  const rank = (kind: SourceKind) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return rank(source.kind) < rank(other.source.kind);
}

/** The objects in scope as sides; what is out of scope is counted once, whichever catalog of the two has it. */
function scopeSides(compared: readonly Account[], beside: Account | undefined, scope: Scope) {
  const accounts = beside ? [...compared, beside] : compared;
  const reasonFor = createScopeFilter(scope);
  const outOfScope: Record<string, number> = {};
  const counted = new Set<string>();
  const byAccount = new Map<Account, Map<Kind, Side[]>>();
  const unmanaged = new Map<Account, CatalogObject[]>();
  const leaveOut = (id: string, reason: string) => {
    if (counted.has(id)) return;
    counted.add(id);
    outOfScope[reason] = (outOfScope[reason] ?? 0) + 1;
  };
  // What is a platform's in one catalog (live) is so in the other, which may only declare a table or two of it (code).
  const platforms = new Map(accounts.flatMap(({ catalog }) => [...platformObjectsOf(catalog).schemas]));
  for (const account of accounts) {
    const byKind = new Map<Kind, Side[]>();
    for (const kind of KINDS) {
      const sides: Side[] = [];
      for (const object of account.catalog.objects[kind]) {
        const platform = platformOf(object, platforms);
        const reason = platform === null ? reasonFor(object) : `part of ${platform}`;
        if (reason === null) sides.push({ object, account });
        else if (account !== beside) leaveOut(object.id, reason);
        if (kind === 'schema' && reason === NOT_MANAGED)
          unmanaged.set(account, [...(unmanaged.get(account) ?? []), object]);
      }
      byKind.set(kind, sides);
    }
    byAccount.set(account, byKind);
    if (account === beside) continue;
    for (const { id } of account.catalog.extensionMembers) leaveOut(id, 'part of an extension');
  }
  return {
    outOfScope,
    sides: (account: Account, kind: Kind) => byAccount.get(account)?.get(kind) ?? [],
    /** A schema under another name is in nobody's scope: it is asked about where the other side lacks one. */
    unmanagedSchemas: (account: Account, missing: readonly CatalogObject[]) =>
      missing.some(({ kind }) => kind === 'schema') ? (unmanaged.get(account) ?? []) : [],
  };
}
