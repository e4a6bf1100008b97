import { describe, expect, it } from 'vitest';
import type { DraftProof } from '#app/api';
import { headline } from '#renderer/features/draft/answer.tsx';
import { byGravity, lookOf, marksOf, observedHazards } from '#renderer/features/draft/hazard-looks.ts';
import { madeUpDraft } from './made-up-draft.ts';

const PROVEN: DraftProof = { proven: true, server: 'PostgreSQL 18.4', says: [], steps: [] };
const FAULT = { object: 'column:public.guests.notes', message: 'is left over' } as const;

describe('the headline of a draft', () => {
  it.each([
    ['what makes the two alike', {}, '2 statements make live what code says', 'good'],
    ['that there is nothing to do', { statements: [] }, 'live is what code says', 'good'],
    ['what failed when it was tried', { faults: [FAULT] }, '2 statements, and 1 fault when they were tried', 'bad'],
    ['that it fails even where it was proven', { faults: [FAULT], proof: PROVEN }, /1 fault/, 'bad'],
    ['where it was proven', { proof: PROVEN }, '2 statements, proven on PostgreSQL 18.4', 'good'],
    ['that it is not', { proof: { ...PROVEN, proven: false } }, '2 statements, not proven', 'bad'],
    [
      'that something could not be read',
      { complete: false, statements: [] },
      'Nothing can be drafted for live',
      'warn',
    ],
  ] as const)('says %s', (_, part, text, tone) => {
    const said = headline(madeUpDraft(part));
    expect(said.text).toMatch(text);
    expect(said.tone).toBe(tone);
  });

  it('says how many findings it ends, or that no SQL does', () => {
    const remedy = { ended: ['rls-disabled table:public.guests'], left: [], inCode: [] };
    expect(headline({ ...madeUpDraft(), ...remedy }).text).toBe('2 statements end 1 finding');
    expect(headline({ ...madeUpDraft({ statements: [] }), ...remedy, ended: [] })).toMatchObject({ tone: 'warn' });
    const inCode = ['relation-missing column:public.guests.room_id'];
    expect(headline({ ...madeUpDraft({ statements: [] }), ...remedy, ended: [], inCode })).toMatchObject({
      text: 'Edits of the code end 1 finding',
      tone: 'good',
    });
  });

  it('counts the questions that are open', () => {
    const candidate = { kind: 'column', from: 'a', to: 'b', hint: 'a->b', score: 1, reasons: [] } as const;
    const draft = madeUpDraft({ complete: false, statements: [], renameCandidates: [candidate] });
    expect(headline(draft).text).toBe('1 question before anything is drafted');
  });
});

describe('what is dangerous about a statement', () => {
  const [drop, index] = madeUpDraft().statements;
  if (!drop || !index) throw new Error('The draft has two statements.');

  it('is shown with the gravest first, and marked in the list where it loses, fails or holds others up', () => {
    expect(byGravity(drop.hazards).map(({ kind }) => kind)).toEqual(['data-loss', 'lock']);
    expect(marksOf(drop.hazards).map(({ label }) => label)).toEqual(['Loses data']);
    expect(marksOf(index.hazards)).toEqual([]);
  });

  it('is worth a warning where readers wait for a lock', () => {
    expect(drop.hazards.map(lookOf).map(({ tone }) => tone)).toContain('warn');
    expect(index.hazards.map(lookOf).map(({ tone }) => tone)).toEqual(['neutral', 'neutral']);
  });

  it('is what was seen where the statement ran on rows, and what is documented where it did not', () => {
    const step = {
      outcome: 'ran',
      error: null,
      locks: [{ relation: 'public.guests', mode: 'SHARE' }],
      rewrites: [],
    } as const;
    expect(observedHazards(index.hazards, step)).toEqual([
      { kind: 'scan', relation: 'public.guests' },
      { kind: 'lock', relation: 'public.guests', mode: 'SHARE', blocks: 'writes', by: 'observed' },
    ]);
    expect(observedHazards(index.hazards, { ...step, outcome: 'outside' })).toBe(index.hazards);
    expect(observedHazards(index.hazards, undefined)).toBe(index.hazards);
  });
});
