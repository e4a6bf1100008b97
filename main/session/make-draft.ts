import type { DriftResult } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { draftBetween, NO_DRAFT, onlySelected, openQuestions } from './draft-between.ts';
import type { Project } from './project.ts';
import { readBoth } from './read-both.ts';
import type { CompareRequest, DraftAnswer, DraftRequest } from './requests.ts';
import type { ResolvedSource } from './resolve-source.ts';
import { writtenRenames } from './written-renames.ts';

/** What of a session a draft is made with. */
export interface DraftTools {
  readonly project: Project;
  readonly resolve: (name: string) => ResolvedSource;
  readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
  readonly compare: (request: CompareRequest, work: Work) => Promise<DriftResult>;
  readonly shadow: Shadow;
}

export interface MadeDraft {
  readonly answer: DraftAnswer;
  /** Where the two differ, of which it was drafted; `null` where both hold a whole schema and all was. */
  readonly drift: DriftResult | null;
}

/** A draft between two sources, or what has to be answered before there is one. */
export async function makeDraft(request: DraftRequest, tools: DraftTools, work: Work): Promise<MadeDraft> {
  const { root, from, to, hints, ignore, only, ...wanted } = request;
  const { project, resolve, read, compare, shadow } = tools;
  // Starting takes as long as reading saved catalogs does.
  shadow.prepare(work, true);
  const ends = [resolve(from), resolve(to)] as const;
  // Two whole schemas are compared for the sake of the questions alone, and not even that where there are none.
  const isWhole = only === undefined && ends.every(({ how }) => how === 'sql' || how === 'saved');
  const all = isWhole && hints ? null : await compare({ root, from, to, fresh: false, ignore, hints }, work);
  const drift = all && only ? onlySelected(all, only) : all;
  const open = drift ? [...drift.unread.filter(({ effect }) => effect === 'unread'), ...openQuestions(drift)] : [];
  if (open.length > 0) {
    return { answer: { ...NO_DRAFT, problems: open, renameCandidates: drift?.renameCandidates ?? [] }, drift };
  }
  const [before, after] = await readBoth({ from: ends[0], to: ends[1], read, work });
  const drafted = await draftBetween({
    from: before,
    to: after,
    drift: isWhole ? null : drift,
    renames: writtenRenames(project.config, hints),
    prove: wanted.prove ?? false,
    down: wanted.down ?? false,
    online: wanted.online ?? false,
    again: wanted.again ?? false,
    owners: wanted.owners ?? false,
    roles: wanted.roles ?? false,
    written: wanted.sql,
    shadow,
    work,
  });
  return { answer: { ...drafted, renameCandidates: [] }, drift: isWhole ? null : drift };
}
