import type { DifferenceClass } from '#app/compare';

/** One difference that is expected between the base (`base`) and the mutated database (`live`). */
export interface Finding {
  readonly key: string;
  readonly class: DifferenceClass;
  /** Whether it counts between two databases; against code without migrations, too. */
  readonly counts: boolean;
  readonly summary: string;
}

/** One change of a live database, and all that drift between what it was and what it is has to say. */
export interface Mutation {
  /** The attribute (`kind.attribute.part`, or the kind where an object comes or goes); which change, after a colon. */
  readonly id: string;
  /** Attributes that it changes besides. */
  readonly also?: readonly string[];
  /** The first major that can run it. */
  readonly since?: number;
  /** Statements that both databases have run. */
  readonly given?: string;
  readonly sql: string;
  /** It makes the database what the code says: against code, a difference is gone. */
  readonly restores?: true;
  readonly finds: readonly Finding[];
}

/** The attribute that a mutation is about. */
export function pathOf({ id }: Mutation): string {
  return id.split(':')[0] ?? id;
}

/** Both sides can express it: it counts. */
export function drift(key: string, summary: string): Finding {
  return { key, class: 'drift', counts: true, summary };
}

/** Only the order of an enum's labels. */
export function order(key: string, summary: string): Finding {
  return { key, class: 'order', counts: true, summary };
}

/** Drizzle cannot express it, and nothing behaves differently. */
export function unmanaged(key: string, summary: string): Finding {
  return { key, class: 'unmanaged', counts: false, summary };
}

/** Drizzle cannot express it, and something behaves differently: it counts where no migration accounts for it. */
export function behaves(key: string, summary: string): Finding {
  return { key, class: 'unmanaged', counts: true, summary };
}

export function cosmetic(key: string, summary: string): Finding {
  return { key, class: 'cosmetic', counts: false, summary };
}
