import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '#test/support/postgres/processes.ts';

/** The files that {@link makeCertificates} leaves in a folder. */
export const CERTIFICATES = {
  authority: 'ca.crt',
  otherAuthority: 'other.crt',
  server: 'server.crt',
  serverKey: 'server.key',
  client: 'client.crt',
  clientKey: 'client.key',
} as const;

const EXTENSIONS = '[server]\nsubjectAltName = DNS:localhost\n[client]\nextendedKeyUsage = clientAuth\n';

/** An authority, a server's certificate for `localhost`, a client's for the user `tls_client`, and a strange authority. */
export async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: readonly string[]) => run('openssl', args);
  const at = (file: string) => join(folder, file);
  await writeFile(at('extensions.cnf'), EXTENSIONS);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  for (const name of ['ca', 'other']) {
    const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)];
    await openssl('req', '-x509', ...key, '-days', '2', '-subj', `/CN=${name}`, ...files);
  }
  for (const [name, subject] of [
    ['server', 'localhost'],
    ['client', 'tls_client'],
  ] as const) {
    await openssl('req', ...key, '-subj', `/CN=${subject}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
    const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
    const extensions = ['-extfile', at('extensions.cnf'), '-extensions', name];
    await openssl('x509', '-req', '-in', at(`${name}.csr`), ...signed, ...extensions, '-out', at(`${name}.crt`));
  }
}
