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
    /** That an enum, or a label of one, may go: 0.26. */
    readonly lostLabels: boolean;
    /** That a column can take another type and keep its rows: 0.31. */
    readonly rowsOfTypes: boolean;
    /** That PostgreSQL 18 gives a NOT NULL a name: 0.31.7. */
    readonly namedNotNulls: boolean;
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
 * package.json has it: what counts are its first numbers.
 */
export function kitLine(kit: string | null, orm: string | null): KitLine {
  const own = numbersOf(kit);
  if (own) return lineOf(...own);
  const other = numbersOf(orm);
  if (!other || other[0] >= 1) return other ? lineOf(1, 0) : lineOf(0, 31);
  return lineOf(0, KIT_OF_ORM.find(([minor]) => other[1] >= minor)?.[1] ?? 20);
}

/** Without a patch level it is taken for the newest. */
function lineOf(major: number, minor: number, patch = Number.POSITIVE_INFINITY): KitLine {
  const isOne = major >= 1;
  const since = (first: number) => isOne || minor >= first;
  return {
    name: isOne ? '1.0' : `0.${minor}`,
    isOne,
    knows: {
      sequences: since(23),
      views: since(26),
      policies: since(27),
      lostLabels: since(26),
      rowsOfTypes: since(31),
      namedNotNulls: since(32) || (minor === 31 && patch >= 7),
    },
  };
}

function numbersOf(version: string | null): readonly [major: number, minor: number, patch?: number] | null {
  const [major, minor, patch] = (/(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? []).slice(1).map(Number);
  if (major === undefined || minor === undefined) return null;
  return patch === undefined || Number.isNaN(patch) ? [major, minor] : [major, minor, patch];
}
