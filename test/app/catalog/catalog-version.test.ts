import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CATALOG_VERSION, catalogJsonSchema } from '#app/catalog';

/**
 * The JSON Schema of each version, as a hash: a saved catalog says with its version what it looks like. A change of the
 * schema takes a new CATALOG_VERSION and a new line here; the lines of old versions are never changed.
 */
const SCHEMAS: Readonly<Record<number, string>> = {
  2: '9c628a20296c6cce',
  3: '302d30099048a6b9',
  4: 'cb18b640db3022af',
};

it('is another for every shape that a saved catalog has had', () => {
  const hash = createHash('sha256').update(JSON.stringify(catalogJsonSchema())).digest('hex').slice(0, 16);
  expect({ [CATALOG_VERSION]: hash }).toEqual({ [CATALOG_VERSION]: SCHEMAS[CATALOG_VERSION] });
  expect(Math.max(...Object.keys(SCHEMAS).map(Number))).toBe(CATALOG_VERSION);
});
