import type { Leak } from '#app/api';
import type { ObjectId } from '#app/catalog';
import { type Speaker, scriptFor } from './prober.ts';
import type { Command, Got, Seen } from './run-table.ts';

/** What the runs of one role showed of one object. */
export interface RoleFindings {
  readonly role: string;
  readonly seen: Map<Command, Seen>;
  /** The same with row security off. */
  readonly control: Map<Command, Seen>;
  readonly leaks: Leak[];
}

/** What was shown so far, by object and role. */
export class Findings {
  readonly #byObject = new Map<ObjectId, Map<string, RoleFindings>>();

  of(object: ObjectId, role: string): RoleFindings {
    const byRole = this.#byObject.get(object) ?? new Map<string, RoleFindings>();
    this.#byObject.set(object, byRole);
    const found = byRole.get(role) ?? { role, seen: new Map(), control: new Map(), leaks: [] };
    byRole.set(role, found);
    return found;
  }

  roles(object: ObjectId): readonly RoleFindings[] {
    return [...(this.#byObject.get(object)?.values() ?? [])];
  }

  /** A command's outcome, as one persona met it: what any of them reaches is reached. */
  saw(object: ObjectId, command: Command, seen: Seen, speaker: Speaker, before: readonly string[] = []): void {
    const found = this.of(object, speaker.role);
    const known = found.seen.get(command);
    found.seen.set(command, known ? merge(known, seen) : seen);
    for (const got of seen.got) this.leaked(object, got, speaker, before);
  }

  leaked(object: ObjectId, { kind, sql, message }: Got, speaker: Speaker, before: readonly string[] = []): void {
    const { leaks } = this.of(object, speaker.role);
    // Once is enough of each kind: a second persona shows the same.
    if (leaks.some((leak) => leak.kind === kind && leak.message === message)) return;
    leaks.push({ kind, role: speaker.role, message, statement: scriptFor(speaker, sql, before) });
  }
}

function merge(a: Seen, b: Seen): Seen {
  return {
    own: a.own || b.own,
    got: [...a.got, ...b.got],
    denied: a.denied && b.denied,
    stopped: a.own ? a.stopped : b.own ? b.stopped : a.stopped,
    refused: a.refused || b.refused,
  };
}
