import { objectId, type Routine } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { protectedReads } from '../relation-reads.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

export const rlsDefinerFunction: Rule = {
  id: 'rls-definer-function',
  title: 'A SECURITY DEFINER function reads protected tables or trusts the caller’s search_path',
  severity: 'medium',
  dimension: 'tenancy',
  needs: [['live'], ['migrations']],
  fix: ['sql'],
  evaluate: (context) => {
    const members = new Set(context.catalog.extensionMembers.map(({ id }) => id));
    return context.catalog.objects.function.flatMap((routine) =>
      routine.securityDefiner &&
      !members.has(routine.id) &&
      context.isOwn({ schema: routine.schema, name: routine.name })
        ? findIn(context, routine)
        : [],
    );
  },
};

function findIn(context: AuditContext, routine: Routine): readonly FindingDraft[] {
  const isPinned = routine.config.some((setting) => /^search_path=/i.test(setting));
  const name = `${routine.schema}.${routine.name}()`;
  const reads = holdsForOwner(context, routine) ? [] : protectedReads(context, routine.body);
  const bypass: FindingDraft = {
    object: routine.id,
    discriminator: 'reads',
    // Nobody calls a trigger's function, or is given what it returns.
    ...(isTrigger(routine) ? { severity: 'low' } : {}),
    message: `${name} runs with its owner’s rights and reads ${sayList(reads.map(sayTable))} past row security.`,
    evidence: [
      fact(`It is SECURITY DEFINER${isTrigger(routine) ? ', and a trigger’s function' : ''}.`, routine.id),
      ...reads.map((table) => fact(`Its body names ${table.name}.`, table.id)),
    ],
  };
  const mutable: FindingDraft = {
    object: routine.id,
    discriminator: 'search_path',
    message: `${name} runs with its owner’s rights, and the caller’s search_path decides what its names mean.`,
    evidence: [fact('It is SECURITY DEFINER and sets no search_path.', routine.id)],
    remedy: remedy({
      title: `Set a search_path on ${name}`,
      edits: [set(routine, { config: [...routine.config, `search_path=${searchPath(routine)}`] })],
    }),
  };
  return [...(reads.length > 0 ? [bypass] : []), ...(isPinned ? [] : [mutable])];
}

function isTrigger({ returns }: Routine): boolean {
  return returns === 'trigger' || returns === 'event_trigger';
}

/** What its unqualified names most likely mean now, and nothing that a caller can make before. */
function searchPath({ schema }: Routine): string {
  return [...new Set(['pg_catalog', schema, 'public']), 'pg_temp'].join(', ');
}

/** An owner that is no superuser and lacks BYPASSRLS is held to forced policies; here only what is certain counts. */
function holdsForOwner(context: AuditContext, { owner, body }: Routine): boolean {
  if (owner === null) return false;
  const role = context.lookup.find(objectId('role', owner));
  if (role?.kind !== 'role' || role.superuser || role.bypassRls) return false;
  return protectedReads(context, body).every((table) => table.forceRowSecurity || table.owner !== owner);
}
