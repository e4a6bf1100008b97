import { type ObjectId, parseObjectId, quoteIdent, quoteQualified, truncateIdentifier } from '#app/catalog';
import type { Statement } from '#app/sql';
import type { ChangeSet } from './change-set.ts';

/** While columns are carried over, the old type stands beside the new one under another name. */
export function renderOldTypeRenames({ retyped }: ChangeSet): readonly Statement[] {
  return [...retyped].map((id) => {
    const { word, schema, name } = partsOf(id);
    return {
      sql: `ALTER ${word} ${quoteQualified(schema, name)} RENAME TO ${quoteIdent(oldName(name))}`,
      object: id,
    };
  });
}

/** What is made of other types goes before them. */
export function renderOldTypeDrops({ retyped }: ChangeSet): readonly Statement[] {
  const rank = { domain: 0, 'composite-type': 0, 'range-type': 1, enum: 2 } as Readonly<Record<string, number>>;
  return [...retyped]
    .sort((a, b) => (rank[parseObjectId(a).kind] ?? 0) - (rank[parseObjectId(b).kind] ?? 0))
    .map((id) => {
      const { word, schema, name } = partsOf(id);
      return { sql: `DROP ${word} ${quoteQualified(schema, oldName(name))}`, object: id };
    });
}

function partsOf(id: ObjectId) {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', name = ''] = parts;
  return { word: kind === 'domain' ? 'DOMAIN' : 'TYPE', schema, name };
}

function oldName(name: string): string {
  return truncateIdentifier(`old ${name}`);
}
