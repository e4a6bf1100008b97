/** A line of drizzle-kit, as far as what it does differs. */
export interface KitLine {
  /** `0.31`, `1.0`: what people call it. */
  readonly name: string;
  /** Whether it is of the 1.0 line: another differ, other defaults of the filters. */
  readonly isOne: boolean;
  /** Kinds and attributes that came with later releases of the 0.x line. */
  readonly knows: {
    /** Sequences, identity and generated columns: 0.23. */
    readonly sequences: boolean;
    /** Views and checks: 0.26. */
    readonly views: boolean;
    /** Policies, row-level security and roles: 0.27. */
    readonly policies: boolean;
  };
}

/** The minor of drizzle-kit 0.x that went with a minor of drizzle-orm 0.x, from the release notes of both. */
const KIT_OF_ORM: readonly (readonly [orm: number, kit: number])[] = [
  [36, 31],
  [35, 26],
  [32, 23],
  [30, 21],
  [0, 20],
];

/**
 * The line of a drizzle-kit by its version, or else by the drizzle-orm that it works with. A version may be a range, as
 * package.json has it: what counts are its first two numbers.
 */
export function kitLine(kit: string | null, orm: string | null): KitLine {
  const own = numbersOf(kit);
  if (own) return lineOf(own[0], own[1]);
  const other = numbersOf(orm);
  if (!other || other[0] >= 1) return other ? lineOf(1, 0) : lineOf(0, 31);
  return lineOf(0, KIT_OF_ORM.find(([minor]) => other[1] >= minor)?.[1] ?? 20);
}

function lineOf(major: number, minor: number): KitLine {
  const isOne = major >= 1;
  const since = (first: number) => isOne || minor >= first;
  return {
    name: isOne ? '1.0' : `0.${minor}`,
    isOne,
    knows: { sequences: since(23), views: since(26), policies: since(27) },
  };
}

function numbersOf(version: string | null): readonly [number, number] | null {
  const found = /(\d+)\.(\d+)/.exec(version ?? '');
  return found ? [Number(found[1]), Number(found[2])] : null;
}
