/** One draft: the schema it starts from, the one it leads to, and what it says or must not say. It is drafted back as well. */
export interface DraftCase {
  readonly name: string;
  /** What both ends have first. */
  readonly given?: string;
  readonly from: string;
  readonly to: string;
  readonly renames?: readonly string[];
  /** The first major that knows what it is about. */
  readonly since?: number;
  /** A new label of an enum is used only in a later transaction: it is drafted on the shadow, which has one for each statement. */
  readonly manyTransactions?: true;
  /** Parts of statements on the way there, in their order. */
  readonly says?: readonly string[];
  readonly never?: readonly string[];
  /** Rows that are in the tables of `from`, and the query whose answer stays the same on the way there. */
  readonly rows?: { readonly insert: string; readonly kept: string };
}
