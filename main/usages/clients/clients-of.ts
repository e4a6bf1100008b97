import type { Client, ClientAddress } from '#app/usages';
import { redact } from '#main/platform/redact.ts';
import { cutLine, isTestFile } from '../files/find-files.ts';
import type { LinkedFile } from '../module/linker.ts';
import { findClients, mayMakeClients } from './find-clients.ts';

/** The clients that a file makes, from before where it is unchanged. Addresses of the environment are looked up each time. */
export function clientsOf(file: LinkedFile, addressOf: (variable: string) => ClientAddress | null): readonly Client[] {
  const { record, found } = file;
  if (!mayMakeClients(record.module)) return [];
  record.clients ??= placed(file);
  return record.clients.map(({ variable, ...client }) => ({
    ...client,
    address: variable === null ? client.address : addressOf(variable),
    file: found.file,
    test: isTestFile(found.file),
  }));
}

/** A client as it is kept with its file: `variable` holds its address, where it is in the environment. */
export interface KeptClient extends Omit<Client, 'file' | 'test'> {
  readonly variable: string | null;
}

function placed(file: LinkedFile): readonly KeptClient[] {
  const parsed = file.parsed();
  return findClients(parsed.body(), file.record.module).map(({ offset, address, ...client }) => {
    const { line, column } = parsed.place(offset);
    const known: ClientAddress | null =
      address?.is === 'known'
        ? {
            transactionPooler: address.pooler !== null,
            because: address.pooler ?? '',
            variable: null,
            file: file.found.file,
            line: parsed.place(address.offset).line,
          }
        : null;
    const text = cutLine(redact(parsed.line(line).trim()));
    return {
      ...client,
      line,
      column,
      text,
      address: known,
      variable: address?.is === 'variable' ? address.name : null,
    };
  });
}
