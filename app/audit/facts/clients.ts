import type { Origin } from '#app/catalog';
import type { Client } from '#app/usages';
import { fileObject } from '../finding.ts';
import type { CodeRemedy } from '../remedy.ts';
import type { FindingDraft, Needs } from '../rule.ts';

export const USAGES: Needs = [['usages']];

/** `src/db.ts:12` */
export function sayClient({ file, line }: Client): string {
  return `${file}:${line}`;
}

/** What every finding about a client has: the file it is made in, told apart by what makes it. */
export function ofClient(
  client: Client,
  all: readonly Client[],
): Pick<FindingDraft, 'object' | 'discriminator' | 'origins'> {
  const alike = all.filter(({ file, maker }) => file === client.file && maker === client.maker);
  const number = alike.indexOf(client) + 1;
  return {
    object: fileObject(client.file),
    discriminator: number > 1 ? `${client.maker} ${number}` : client.maker,
    origins: [originOf(client)],
  };
}

export function originOf({ file, line, column }: Client): Origin {
  return { source: 'code', file, line, column };
}

export function clientOption({ file, line }: Client, option: string, value: string): CodeRemedy {
  return { code: 'client-option', file, line, option, value };
}
