import { describe, expect, it } from 'vitest';
import { auditResultJsonSchema, driftResultJsonSchema, isolationResultJsonSchema } from '#app/api';
import { catalogJsonSchema } from '#app/catalog';
import { usagesJsonSchema } from '#app/usages';

/** The files under docs/schemas are written by `npx vitest run test/acceptance/published-schemas.test.ts -u`. */
const published = (name: string) => `../../docs/schemas/${name}.schema.json`;
const print = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;

describe('the published JSON Schemas', () => {
  it('describe the catalog that inspect prints', async () => {
    await expect(print(catalogJsonSchema())).toMatchFileSnapshot(published('catalog'));
  });

  it('describe the uses that inspect --usages prints', async () => {
    await expect(print(usagesJsonSchema())).toMatchFileSnapshot(published('usages'));
  });

  it('describe the result that audit prints', async () => {
    await expect(print(auditResultJsonSchema())).toMatchFileSnapshot(published('audit'));
  });

  it('describe the result that isolation prints', async () => {
    await expect(print(isolationResultJsonSchema())).toMatchFileSnapshot(published('isolation'));
  });

  it('describe the result that drift prints', async () => {
    await expect(print(driftResultJsonSchema())).toMatchFileSnapshot(published('drift'));
  });
});
