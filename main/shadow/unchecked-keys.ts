import type { ShadowSession } from '#main/sources/live/session.ts';

const NAME = String.raw`(?:"(?:[^"]|"")*"|[\w$]+)`;
const ADDS_KEY = new RegExp(
  String.raw`^ALTER TABLE (?:ONLY )?${NAME}(?:\.${NAME})? ADD CONSTRAINT ${NAME} FOREIGN KEY [^;]*$`,
);
/** A foreign key that stays as it is said. */
const STAYS = /\bNOT\s+(VALID|ENFORCED)\b/i;
const UNVALIDATED = `SELECT 1 FROM pg_catalog.pg_constraint WHERE contype = 'f' AND NOT convalidated LIMIT 1`;
const VALIDATE = `UPDATE pg_catalog.pg_constraint SET convalidated = true WHERE contype = 'f' AND NOT convalidated`;

/**
 * Has foreign keys added without the query that looks for rows without a parent, where there are no rows: planning that query is
 * two thirds of what a key costs, and a fifth of building a schema (`RI_Initial_Check` in PostgreSQL's ri_triggers.c).
 * What comes of it is the same constraint, for the server as well as in the catalogs. For a superuser.
 */
export class UncheckedKeys {
  /** False where a key is not valid, which must stay so. */
  readonly #isOn: boolean;

  private constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  static readonly off = new UncheckedKeys(false);

  /** For statements that are run where no table has a row. */
  static async where(database: ShadowSession, statements: readonly { readonly sql: string }[]): Promise<UncheckedKeys> {
    if (!statements.some(({ sql }) => ADDS_KEY.test(sql)) || statements.some(({ sql }) => STAYS.test(sql)))
      return UncheckedKeys.off;
    return new UncheckedKeys((await database.query(UNVALIDATED)).length === 0);
  }

  /** The statements of one transaction, with what makes their keys what they were said to be. */
  of(texts: readonly string[]): readonly string[] {
    if (!this.#isOn || !texts.some((sql) => ADDS_KEY.test(sql))) return texts;
    return [...texts.map((sql) => (ADDS_KEY.test(sql) ? `${sql} NOT VALID` : sql)), VALIDATE];
  }
}
