import type { DriftResult } from '#app/api';
import { type Catalog, fingerprint, isComplete, type Problem, type Reading } from '#app/catalog';
import type { WrittenRename } from '#app/compare';
import { composeGoal, sayUnplanned, withSaidOwners } from '#app/plan';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { NOT_TRIED } from '#main/prove/beside-trial.ts';
import { type Draft, draft, draftBack } from '#main/prove/draft.ts';
import type { Proof } from '#main/prove/proof.ts';
import { renameOnShadow } from '#main/prove/rename-on-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';

export interface DraftBetweenOptions {
  readonly from: Reading;
  readonly to: Reading;
  /** Where the two differ, with waivers; `null` where both hold a whole schema and everything is planned. */
  readonly drift: DriftResult | null;
  readonly renames: readonly WrittenRename[];
  /** Whether it is run on a clone that has rows as well. */
  readonly prove: boolean;
  /** Whether the way back is drafted as well. */
  readonly down: boolean;
  readonly online: boolean;
  readonly again: boolean;
  readonly owners?: boolean;
  readonly roles?: boolean;
  /** What a person made of it: that is proven in its place. */
  readonly written?: string | undefined;
  readonly shadow: Shadow;
  readonly work: Work;
}

/** A draft, the fingerprint of the source that it was made for, and its proof where one was asked for. */
export interface DraftBetween extends Pick<Draft, 'statements' | 'problems' | 'faults' | 'down'> {
  readonly madeFor: string | null;
  readonly proof: Proof | null;
}

/** What there is as long as a question is open. */
export const NO_DRAFT: DraftBetween = {
  statements: [],
  problems: [],
  faults: [],
  down: null,
  madeFor: null,
  proof: null,
};

/**
 * A draft from one source to another. Between two whole schemas (.sql files, saved catalogs) everything is planned. Else what
 * counts as drift is, and nothing besides: what the other side cannot express, what is waived and what is out of scope stays.
 * @throws {Failure} `bad-input` for a source that could not be read whole.
 */
export async function draftBetween(options: DraftBetweenOptions): Promise<DraftBetween> {
  const { from, to, shadow, work } = options;
  for (const reading of [from, to]) requireWhole(reading);
  const ends = await endsOf(options);
  const isEdited = options.written !== undefined;
  // Of a text that somebody made of it, the way back is the text's own.
  const { target, ...planned } = await draft(ends.from, ends.to, {
    ...options,
    down: options.down && !isEdited,
    whole: options.prove,
  });
  const unplanned = options.drift === null ? sayUnplanned(labelled(from), labelled(to)) : [];
  const own = { ...planned, problems: [...planned.problems, ...unplanned] };
  const drafted = options.down && isEdited ? { ...own, ...(await wayBack(ends.from, own, options)) } : own;
  const madeFor = fingerprint(from.catalog);
  if (!options.prove) return { ...drafted, madeFor, proof: null };
  const { prove } = await import('#main/prove/prove.ts');
  const statements = await provenStatements(tried(drafted), options.written);
  const proof = await prove(ends.from, statements, { shadow, target, again: options.again, work });
  return { ...drafted, madeFor, proof: { ...proof, madeFor } };
}

function labelled({ source, catalog }: Reading) {
  return { label: source.label, catalog };
}

/** Without what the shadow cannot run: the draft says so of each. */
function tried({ statements, problems }: Pick<Draft, 'statements' | 'problems'>): Draft['statements'] {
  const left = new Set(problems.flatMap(({ code, object }) => (code === NOT_TRIED && object !== null ? [object] : [])));
  return statements.filter(({ object }) => !left.has(object));
}

/** The way back of what a person wrote in place of a draft, or why there is none. */
export async function wayBack(
  from: Catalog,
  { statements, problems }: Pick<Draft, 'statements' | 'problems'>,
  { written, ...options }: Pick<DraftBetweenOptions, 'written' | 'renames' | 'shadow' | 'work'>,
): Promise<Pick<Draft, 'down' | 'problems'>> {
  const { statements: down, faults } = await draftBack(from, await provenStatements(statements, written), options);
  const [fault] = faults;
  if (!fault) return { down, problems };
  return { down: null, problems: [...problems, noWayBack(fault)] };
}

/** The code of the problem that says why an edited text has no way back. */
export const NO_WAY_BACK = 'no-way-back';

function noWayBack({ object, message }: Draft['faults'][number]): Problem {
  return {
    code: NO_WAY_BACK,
    effect: 'note',
    message: `No way back is drafted for the text as it was edited: ${object} ${message}.`,
    remedy: 'Write it by hand, or correct what is named.',
    object,
    origin: null,
    cause: null,
  };
}

/** What is run for the proof: what a person wrote, or else what was drafted. @throws {Failure} `bad-input` for an empty text. */
export async function provenStatements(
  drafted: DraftBetween['statements'],
  written: string | undefined,
): Promise<readonly string[]> {
  if (written === undefined) return drafted.map(({ sql }) => sql);
  const { splitSql } = await import('#main/sources/sql-file/split-sql.ts');
  const statements = await splitSql(Buffer.from(written));
  if (statements.length > 0) return statements.map(({ sql }) => sql);
  throw new Failure({ code: 'bad-input', message: 'There is no statement to prove.', remedy: 'Write one.' });
}

interface Ends {
  readonly from: Catalog;
  readonly to: Catalog;
}

/** Code says the least: it gets what it cannot say from the other side, whichever way the draft leads. */
async function endsOf({ drift, owners, shadow, work, ...sources }: DraftBetweenOptions): Promise<Ends> {
  const said = ({ catalog, source }: Reading) => ({ source, catalog: owners ? withSaidOwners(catalog) : catalog });
  const [from, to] = [said(sources.from), said(sources.to)];
  if (drift === null) return { from: from.catalog, to: to.catalog };
  const fromIsBase = from.source.kind !== 'code' || to.source.kind === 'code';
  const [base, other] = fromIsBase ? [from, to] : [to, from];
  const labels = fromIsBase ? { base: drift.from, other: drift.to } : { base: drift.to, other: drift.from };
  const named = await renameOnShadow(base.catalog, other.catalog, drift.renames, { shadow, work });
  // Of what only the migrations say otherwise neither end has a word.
  const differences = drift.differences
    .filter(({ agreed }) => !agreed)
    .map((one) => (owners && one.attribute === 'owner' ? { ...one, counts: true } : one));
  const composed = composeGoal({ base: named, other: other.catalog, differences, labels });
  return fromIsBase ? { from: from.catalog, to: composed } : { from: composed, to: to.catalog };
}

/** Of a comparison, the differences with these keys, and what is open about their objects. */
export function onlySelected(drift: DriftResult, keys: readonly string[]): DriftResult {
  const wanted = new Set(keys);
  const differences = drift.differences.filter(({ key }) => wanted.has(key));
  const objects = new Set(differences.map(({ object }) => object));
  const renameCandidates = drift.renameCandidates.filter(({ from, to }) => objects.has(from) || objects.has(to));
  return { ...drift, differences, renameCandidates };
}

/** What is open between the two: without an answer nothing is drafted. What is one by its structure is renamed unasked. */
export function openQuestions({ renameCandidates }: Pick<DriftResult, 'renameCandidates'>): readonly Problem[] {
  const open = renameCandidates.filter(({ isOne }) => !isOne);
  return open.map(({ hint, score, reasons, to }) => ({
    code: 'rename-open',
    effect: 'unread',
    message: `Is it a rename? ${hint} (${[`${Math.round(score * 100)} %`, ...reasons].join(' ')})`,
    remedy: 'Say so in a file for --hints, as --hints-template writes it; what such a file does not list is no rename.',
    object: to,
    origin: null,
    cause: null,
  }));
}

function requireWhole(reading: Reading): void {
  const unread = reading.report.find(({ effect }) => effect === 'unread');
  if (isComplete(reading) || !unread) return;
  throw new Failure({
    code: 'bad-input',
    message: `${reading.source.label} could not be read whole: ${unread.message}`,
    remedy: unread.remedy ?? 'Correct it first: what is not read would be dropped.',
    origin: unread.origin,
  });
}
