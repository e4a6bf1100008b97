import type { Check } from '../check.ts';
import { wordFrom } from '../lint-mark.ts';

/** What no way back can be derived for without loss. Of drafts it is said by their way back itself. */
export const checkIrreversible: Check = ({ words, hazards, isOld }) =>
  hazards.flatMap((hazard) => {
    if (hazard.kind !== 'irreversible') return [];
    // A loss comes in a pair: what is lost, and why it does not come back.
    const lost = hazards.find((one) => one.kind === 'data-loss' && hazard.why.startsWith(one.what));
    const relation = lost?.kind === 'data-loss' ? lost.relation : null;
    if (relation !== null && !isOld(relation)) return [];
    return [
      {
        rule: 'migration-no-rollback',
        severity: 'info' as const,
        ...wordFrom(words.sql, 0),
        message: `It cannot be undone: ${hazard.why}.`,
        table: null,
        fix: null,
      },
    ];
  });
