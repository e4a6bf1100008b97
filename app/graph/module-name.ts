import type { GraphNode } from './schema-graph.ts';

/** A shared word or file names a module where at least this share of its relations has it. */
const SHARED = 0.6;

/**
 * What a person would call a group of relations: the schema where the group is all of it, the first word most of them
 * share, the file most of them stand in, or else its most connected relation.
 */
export function moduleName(members: readonly GraphNode[], centre: string, wholeSchema: string | null): string {
  if (wholeSchema !== null) return wholeSchema;
  const word = commonest(members.map((node) => firstWord(node.name)));
  if (word && word.share >= SHARED && members.length > 1) return word.value;
  const file = commonest(members.flatMap((node) => (node.file === null ? [] : [fileTopic(node.file)])));
  if (file && file.share >= SHARED && file.value !== '') return file.value;
  return centre;
}

/** Files of SQL are written in order of time, not by topic. */
export function isCode(file: string): boolean {
  return !file.endsWith('.sql');
}

/** `billing` of `src/db/schema-billing.ts`; empty where the name says only that it is a schema. */
export function fileTopic(file: string): string {
  if (!isCode(file)) return '';
  const base = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '').replace(/\.[^.]+$/, '');
  const topic = base.replace(/^(schema|tables?|db)[-_.]|[-_.](schema|tables?|db)$/g, '');
  return /^(schema|tables?|index|db|\d.*)$/.test(topic) ? '' : topic;
}

function commonest(values: readonly string[]): { readonly value: string; readonly share: number } | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: string; share: number } | null = null;
  for (const [value, count] of counts) {
    const share = count / values.length;
    if (!best || share > best.share || (share === best.share && value < best.value)) best = { value, share };
  }
  return best;
}

/** `invoice` of `invoice_lines` and of `invoices`. */
export function firstWord(name: string): string {
  const word =
    name
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .find((part) => part !== '') ?? name;
  return word.length > 3 ? word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1') : word;
}

/** What a grouping by files calls the group of a relation. */
export function fileGroup({ file }: Pick<GraphNode, 'file'>): string {
  return file ?? 'no file';
}
