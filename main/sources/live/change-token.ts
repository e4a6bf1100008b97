import { type ChangeTokenRow, changeTokenQuery } from './queries/change-token.ts';
import type { ReadOnlySession } from './session.ts';

/** The cheap probe (CONTRACTS): the same text as long as nobody changed the schema. It only says when to read again. */
export async function readChangeToken(session: ReadOnlySession): Promise<string> {
  const [row] = (await session.query(changeTokenQuery.sql({ major: 0 }))) as unknown as readonly ChangeTokenRow[];
  return row?.token ?? '';
}
