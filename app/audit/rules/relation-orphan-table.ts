import { objectId, type Table } from '#app/catalog';
import { inferReferences, LIKELY_REFERENCE } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import {
  CODE,
  type CodeRelations,
  codeRelations,
  type KeyOfAnySource,
  relationNameFor,
  relationsExport,
} from '../facts/relations.ts';
import { fact, sayColumn, sayList, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A table that refers to nothing, and to which nothing refers, has nothing to relate. */
export const relationOrphanTable: Rule = {
  id: 'relation-orphan-table',
  title: 'A table with references and no relation at all',
  severity: 'medium',
  dimension: 'integration',
  needs: CODE,
  fix: ['code'],
  evaluate(context) {
    const code = codeRelations(context);
    const catalog = context.sources.code?.catalog;
    if (!code?.isUsed || !catalog) return [];
    const joins = new Set(
      code.relations.flatMap(({ through }) => (through ? [objectId('table', through.schema, through.table)] : [])),
    );
    const deprecated = new Set(code.facts.docs.flatMap((doc) => (doc.deprecated === null ? [] : [doc.object])));
    return catalog.objects.table.flatMap((table): readonly FindingDraft[] => {
      const { id } = table;
      if (!context.isOwn(table) || joins.has(id) || deprecated.has(id)) return [];
      if (code.from(id).length > 0 || code.to(id).length > 0) return [];
      const references = referencesOf(context, code, table);
      return references.length === 0 ? [] : [draftFor(code, table, references)];
    });
  },
};

/** What it refers to, in words. */
function referencesOf(context: AuditContext, code: CodeRelations, table: Table): readonly string[] {
  const keys = code
    .keysOf(table.id)
    .map(
      ({ key }) =>
        `${sayList(key.columns.map((name) => sayColumn({ ...key, name })))} references ${sayTable({ schema: key.references.schema, name: key.references.name })}.`,
    );
  const pointedAt = code
    .keysTo(table.id)
    .map(({ key }) => `${sayTable({ schema: key.schema, name: key.table })} references it.`);
  const catalog = context.sources.code?.catalog;
  const named = (catalog ? inferReferences(catalog) : [])
    .filter(
      ({ column, confidence }) =>
        confidence >= LIKELY_REFERENCE && column.schema === table.schema && column.table === table.name,
    )
    .map(({ column, table: target }) => `${sayColumn(column)} is named after ${sayTable(target)}.`);
  return [...new Set([...keys, ...pointedAt, ...named])];
}

function draftFor(code: CodeRelations, table: Table, references: readonly string[]): FindingDraft {
  return {
    object: table.id,
    message: `${sayTable(table)} has no relation at all: relational queries reach it neither from its parents nor with them.`,
    evidence: references.map((text) => fact(text)),
    remedy: remedy({
      title: `Declare the relations of ${sayTable(table)}`,
      code: code.keysOf(table.id).map((found) => entryFor(code, table, found)),
      advice: code.keysOf(table.id).length === 0 ? 'Declare the foreign keys first: relations follow them.' : null,
    }),
  };
}

function entryFor(code: CodeRelations, table: Table, { key }: KeyOfAnySource) {
  return {
    code: 'add-relation' as const,
    relation: {
      export: relationsExport(code, table),
      name: relationNameFor(code, key),
      cardinality: 'one' as const,
      from: { schema: key.schema, table: key.table, columns: key.columns },
      to: { schema: key.references.schema, table: key.references.name, columns: key.referencedColumns },
      relationName: null,
    },
  };
}
