import { describe, expect, it } from 'vitest';
import { type Catalog, KINDS } from '#app/catalog';
import { joinStatements, renderCatalog } from '#app/sql';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { PGLITE, readBuilt, realServer, tortureSchema } from './round-trip-databases.ts';

const SERVERS = [PGLITE, ...matrixMajors().map(realServer)];

describe.each(SERVERS)('the torture schema on $name', (server) => {
  let original: Promise<Catalog> | undefined;
  const readOriginal = () => {
    original ??= readBuilt(server, tortureSchema(server.major));
    return original;
  };

  it('has an object of every kind, so that nothing is compared with nothing', async () => {
    const { objects } = await readOriginal();
    expect(KINDS.filter((kind) => objects[kind].length === 0)).toEqual([]);
  });

  it('is read again as it was, once built from its DDL', async () => {
    const catalog = await readOriginal();
    expect(await readBuilt(server, renderCatalog(catalog))).toEqual(catalog);
  });

  it('is read again as it was with every constraint in a statement of its own', async () => {
    const catalog = await readOriginal();
    expect(await readBuilt(server, renderCatalog(catalog, { constraints: 'separate' }))).toEqual(catalog);
  });

  it('is built by one script, too', async () => {
    const catalog = await readOriginal();
    expect(await readBuilt(server, joinStatements(renderCatalog(catalog)))).toEqual(catalog);
  });
});
