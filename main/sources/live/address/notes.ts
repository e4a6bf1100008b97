import type { Problem, Source } from '#app/catalog';
import type { Target } from './address.ts';

/** What of an address had no effect, so that nobody wonders: names only, values may be secret. */
export function notesOn(target: Target, source: Source): readonly Problem[] {
  const notes: Problem[] = [];
  if (target.ignored.length > 0) {
    notes.push(
      note(
        'connection-setting-ignored',
        `The address of ${source.label} has settings that Raingauge does not use: ${target.ignored.join(', ')}.`,
        'Nothing need be done: the schema is read with settings of its own.',
      ),
    );
  }
  if (target.unsafePasswordFile !== null) {
    notes.push(
      note(
        'password-file-ignored',
        `The password file ${target.unsafePasswordFile} was not used for ${source.label}, since others may read it.`,
        `Take the others' permissions away: chmod 0600 ${target.unsafePasswordFile}.`,
      ),
    );
  }
  return notes;
}

function note(code: string, message: string, remedy: string): Problem {
  return { code, effect: 'note', message, remedy, object: null, origin: null, cause: null };
}
