import type { Catalog, ObjectId } from '#app/catalog';

const NAME = String.raw`(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))`;
const SOURCE = new RegExp(
  String.raw`\b(?:from|join)\s+(?:only\s+)?\(*\s*(?:lateral\s+)?${NAME}(?:\s*\.\s*${NAME})?`,
  'giu',
);

/**
 * The relations a view's query names after FROM and JOIN. Read from the text, so that it also serves code, which no
 * server has parsed; a name that is none of the catalog's (a CTE, a function) is passed over.
 */
export function viewReads(catalog: Catalog): readonly { readonly view: ObjectId; readonly reads: ObjectId }[] {
  const views = [...catalog.objects.view, ...catalog.objects['materialized-view']];
  if (views.length === 0) return [];
  const byName = new Map<string, ObjectId>();
  const bySchema = new Map<string, ObjectId>();
  for (const relation of [...catalog.objects.table, ...views]) {
    bySchema.set(`${relation.schema}\u0000${relation.name}`, relation.id);
    if (!byName.has(relation.name) || relation.schema === 'public') byName.set(relation.name, relation.id);
  }
  return views.flatMap((view) => {
    const found = new Set<ObjectId>();
    for (const match of view.definition.matchAll(SOURCE)) {
      const first = nameOf(match[1], match[2]);
      const second = nameOf(match[3], match[4]);
      const id = second === null ? byName.get(first ?? '') : bySchema.get(`${first}\u0000${second}`);
      if (id !== undefined && id !== view.id) found.add(id);
    }
    return [...found].map((reads) => ({ view: view.id, reads }));
  });
}

function nameOf(quoted: string | undefined, plain: string | undefined): string | null {
  return quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? null;
}
