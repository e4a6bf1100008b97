import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientAddress } from '#app/usages';
import { readVariables } from '#main/sources/code/config/environment.ts';
import { transactionPooler } from './address.ts';

/** What projects call the files of their environment: what a deployment has comes before what a developer has. */
const FILES = [
  '.env.production.local',
  '.env.production',
  '.env.local',
  '.env.development.local',
  '.env.development',
  '.env',
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.local.example',
];

/**
 * Says what the project's environment files tell of an address by its variable's name. Only whether it is a pooler's is
 * kept; a value itself leaves this function never.
 */
export function createAddressBook(root: string): (variable: string) => ClientAddress | null {
  const files = FILES.filter((file) => existsSync(join(root, file))).map((file) => ({
    file,
    variables: readVariables(join(root, file)),
  }));
  return (variable) => {
    const having = files.filter(({ variables }) => /^postgres(ql)?:\/\//i.test(variables[variable] ?? ''));
    const pooled = having.find(({ variables }) => transactionPooler(variables[variable] ?? '') !== null);
    const chosen = pooled ?? having[0];
    if (!chosen) return null;
    const because = transactionPooler(chosen.variables[variable] ?? '');
    return {
      transactionPooler: because !== null,
      because: because ?? '',
      variable,
      file: chosen.file,
      line: lineOf(join(root, chosen.file), variable),
    };
  };
}

function lineOf(path: string, variable: string): number {
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.replace(/^\s*(export\s+)?/, '').startsWith(`${variable}=`));
  return at < 0 ? 1 : at + 1;
}
