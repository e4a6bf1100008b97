import { fingerprint, type Reading } from '#app/catalog';
import { madeForIn } from '#app/plan';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type Effect, effectOf } from '#main/prove/effect.ts';
import type { Proof } from '#main/prove/proof.ts';
import { prove } from '#main/prove/prove.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';

export interface ProveWrittenOptions {
  readonly shadow: Shadow;
  readonly work: Work;
}

/** What a migration as somebody wrote it makes of a source. */
export async function writtenEffect(sql: string, reading: Reading, options: ProveWrittenOptions): Promise<Effect> {
  const statements = await splitSql(Buffer.from(sql));
  return effectOf(
    reading.catalog,
    statements.map((statement) => statement.sql),
    options,
  );
}

/**
 * Proves a migration as somebody wrote it on a clone of a source.
 * @throws {Failure} `bad-input` for a draft that was made for another schema, or a file without statements.
 */
export async function proveWritten(sql: string, reading: Reading, options: ProveWrittenOptions): Promise<Proof> {
  const own = fingerprint(reading.catalog);
  const madeFor = madeForIn(sql);
  if (madeFor !== null && madeFor !== own)
    throw new Failure({
      code: 'bad-input',
      message: `The draft was made for another schema than ${reading.source.label} has now.`,
      remedy: 'Draft it again from what is there; or take out its first line to have it proven as anybody’s SQL.',
    });
  const statements = await splitSql(Buffer.from(sql));
  if (statements.length === 0)
    throw new Failure({ code: 'bad-input', message: 'There is no statement to prove.', remedy: 'Give a file of SQL.' });
  const proof = await prove(
    reading.catalog,
    statements.map((statement) => statement.sql),
    options,
  );
  return { ...proof, madeFor: own };
}
