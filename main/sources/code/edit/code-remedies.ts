import { type CodeRemedy, fileObject } from '#app/audit';
import { type CodeFacts, type ObjectId, objectId, type Problem, type Relation } from '#app/catalog';
import { unread } from '../problems.ts';
import { editClient } from './edit-clients.ts';
import { editRelations } from './edit-relations.ts';
import type { Editing } from './editing.ts';

/** Carries out what no catalog tells: relations and options of clients. */
export function carryOutRemedies(editing: Editing, remedies: readonly CodeRemedy[]): void {
  editRelations(
    editing,
    remedies.filter((one) => one.code !== 'client-option'),
  );
  for (const one of remedies) if (one.code === 'client-option') editClient(editing, one);
}

/** What a remedy is about. */
export function aboutOf(remedy: CodeRemedy): ObjectId {
  if (remedy.code === 'client-option') return fileObject(remedy.file);
  const { schema, table } = remedy.relation.from;
  return objectId('table', schema, table);
}

/**
 * Remedies of relations that the code, read again, does not show; all of them where it shows something else that nobody wished.
 * What could not be edited was told. Clients are no part of what is read again.
 */
export function wrongRemedies(
  remedies: readonly CodeRemedy[],
  before: CodeFacts | undefined,
  after: CodeFacts | undefined,
  told: ReadonlySet<ObjectId>,
): readonly CodeRemedy[] {
  const own = remedies.filter((one) => one.code !== 'client-option' && !told.has(aboutOf(one)));
  const wished = counted((before?.relations ?? []).map(wordsOf));
  for (const one of own) {
    if (one.code === 'client-option') continue;
    if (one.code !== 'add-relation') take(wished, wordsOf(one.relation));
    if (one.code === 'add-relation') put(wished, wordsOf(one.relation));
    if (one.code === 'name-relation') put(wished, wordsOf({ ...one.relation, relationName: one.relationName }));
  }
  const there = counted((after?.relations ?? []).map(wordsOf));
  const isRight = wished.size === there.size && [...wished].every(([words, count]) => there.get(words) === count);
  return isRight ? [] : own;
}

/** Remedies that are tried by themselves, where some of them went wrong together. */
const MOST_TRIED = 16;

/** Those that lead to what they are for when they are alone. */
export async function soundRemedies(
  remedies: readonly CodeRemedy[],
  isSound: (remedy: CodeRemedy) => Promise<boolean>,
): Promise<readonly CodeRemedy[]> {
  const sound: CodeRemedy[] = [];
  if (remedies.length === 1) return sound;
  for (const one of remedies.slice(0, MOST_TRIED)) if (await isSound(one)) sound.push(one);
  return sound;
}

export function remedyFailed(remedy: CodeRemedy): Problem {
  const what = remedy.code === 'client-option' ? `The option ${remedy.option}` : `The relation ${remedy.relation.name}`;
  return unread('code-edit-failed', `${what} could not be edited so that the code says what is wished.`, {
    remedy: 'Edit it by hand.',
    object: aboutOf(remedy),
  });
}

/**
 * A relation without its place. Columns are those that it names itself: drizzle-orm finds those of the other side from the side that
 * has them.
 */
function wordsOf({ name, cardinality, from, to, relationName }: Omit<Relation, 'origin' | 'export'>): string {
  return JSON.stringify([name, cardinality, from.schema, from.table, to.schema, to.table, relationName]);
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of words) put(counts, one);
  return counts;
}

function put(counts: Map<string, number>, words: string): void {
  counts.set(words, (counts.get(words) ?? 0) + 1);
}

function take(counts: Map<string, number>, words: string): void {
  const left = (counts.get(words) ?? 0) - 1;
  if (left > 0) counts.set(words, left);
  else counts.delete(words);
}
