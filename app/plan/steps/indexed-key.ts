import { lookupOf, type PrimaryKey, quoteIdent, quoteQualified, type Unique } from '#app/catalog';
import { renderClusterOn } from '#app/sql';
import { type Alteration, type AlterContext, agreeBut, REPLACE, statements } from '../alteration.ts';

type Key = PrimaryKey | Unique;

export function dropKey({ schema, table, name, inherited }: Key): string | null {
  return inherited ? null : `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`;
}

export function alterKey<K extends Key>(from: K, to: K, context: AlterContext): Alteration {
  if (!agreeBut(from, to, 'clustered')) return REPLACE;
  return statements(renderClustering(to, context));
}

interface Clustered {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly clustered: boolean;
}

/** Clustering on one index ends it on another: that it ends is only said where no other follows. */
export function renderClustering(one: Clustered, { to }: AlterContext): string | null {
  if (one.clustered) return renderClusterOn(one);
  const children = lookupOf(to).childrenOf(one.schema, one.table);
  const others = [...children.index, ...children['primary-key'], ...children.unique];
  if (others.some(({ clustered }) => clustered)) return null;
  return `ALTER TABLE ${quoteQualified(one.schema, one.table)} SET WITHOUT CLUSTER`;
}
