import { describe, expect, it } from 'vitest';
import { buildCatalog } from '#app/catalog';
import { EVERY_PROBLEM, filterProblems, problemRows, unmodelledOf } from '#renderer/shell/problem-rows.ts';
import type { ProblemLine } from '#renderer/shell/problems.ts';
import { readingOf } from '../stores/engine.ts';

const NOTHING: ReadonlySet<string> = new Set();
let made = 0;
const line = (from: string, weight: ProblemLine['weight'], code: string, message = code): ProblemLine => ({
  key: `${made++}`,
  from,
  code,
  weight,
  message,
  remedy: null,
  cause: null,
  object: null,
  origin: null,
});
const texts = (rows: ReturnType<typeof problemRows>) => rows.map((row) => `${row.level} ${row.row} ${row.text}`);

const PROBLEMS = [
  line('live', 'failed', 'connection-refused', 'No server answers.'),
  line('code', 'unread', 'schema-file-throws', 'a.ts threw.'),
  ...['b', 'c', 'd'].map((name) => line('code', 'replaced', 'module-replaced', `${name}.ts: node:crypto`)),
  line('code', 'note', 'one', 'One note.'),
];

describe('the rows of the problems panel', () => {
  it('stand below their source, what is alike folded away', () => {
    const rows = problemRows(PROBLEMS, [], NOTHING);
    expect(texts(rows)).toEqual([
      '1 source live',
      '2 problem No server answers.',
      '1 source code',
      '2 problem a.ts threw.',
      '2 alike Module replaced',
      '2 problem One note.',
    ]);
    expect(rows[2]).toMatchObject({ counts: { failed: 0, unread: 1, replaced: 3, note: 1 }, unmodelled: 0 });
    expect(rows[4]).toMatchObject({ count: 3, expanded: false });
  });

  it('open what was folded and fold what was open', () => {
    const rows = problemRows(PROBLEMS, [], new Set(['source live', 'alike code replaced module-replaced']));
    expect(texts(rows)).not.toContain('2 problem No server answers.');
    expect(texts(rows)).toContain('3 problem c.ts: node:crypto');
  });

  it('never hide at first what could not be read, however much of it is alike', () => {
    const many = Array.from({ length: 20 }, (_, index) => line('code', 'unread', 'throws', `${index}.ts threw.`));
    expect(problemRows(many, [], NOTHING)).toHaveLength(22);
  });

  it('are a few for hundreds of notes', () => {
    const notes = Array.from({ length: 800 }, (_, index) => line('code', 'note', `note-${index % 4}`, `${index}`));
    expect(problemRows(notes, [], NOTHING)).toHaveLength(5);
  });

  it('list by class what exists and is not modelled, with names on demand, also of a source without problems', () => {
    const unmodelled = [
      { what: 'cast', name: 'text AS mood', schema: null },
      { what: 'operator', name: '===', schema: 'public' },
      { what: 'operator', name: '@@@', schema: 'public' },
    ];
    const live = { ...readingOf('live'), catalog: buildCatalog({ objects: {}, unmodelled }) };
    const of = unmodelledOf(
      new Map([
        ['live', live],
        ['code', readingOf('code')],
      ]),
    );
    expect(texts(problemRows([], of, NOTHING))).toEqual([
      '1 source live',
      '2 unmodelled cast',
      '2 unmodelled operator',
    ]);
    const opened = problemRows([], of, new Set(['unmodelled live operator']));
    expect(texts(opened).slice(-2)).toEqual(['3 name public.===', '3 name public.@@@']);
  });

  it('are found by message, code, source and weight', () => {
    const count = (text: string, weights: readonly ProblemLine['weight'][] = []) =>
      filterProblems(PROBLEMS, { text, weights }).length;
    expect(count('CRYPTO c.ts')).toBe(1);
    expect(count('module-replaced')).toBe(3);
    expect(count('live')).toBe(1);
    expect(count('', ['note', 'unread'])).toBe(2);
    expect(filterProblems(PROBLEMS, EVERY_PROBLEM)).toHaveLength(PROBLEMS.length);
  });
});
