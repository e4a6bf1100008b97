import type { Problem } from '#app/catalog';
import type { Usage } from '#app/usages';
import type { KeptClient } from '../clients/clients-of.ts';
import type { FoundSetting } from '../find-settings.ts';
import type { ModuleRecord } from './module-record.ts';
import type { Value } from './value.ts';

/** Values that something was made from, each as a short text that changes with it. */
export type Ingredients = Readonly<Record<string, string>>;

/** What is kept of a file from one run to the next. Plain data. */
export interface FileRecord {
  /** Of the file system; `null` where the file was touched too shortly before to be trusted. */
  readonly stamp: string | null;
  /** Of the content. */
  readonly digest: string;
  readonly module: ModuleRecord;
  /** Whether its text can hold uses that no import shows: raw SQL, relational queries, dynamic imports. */
  readonly speaks: boolean;
  readonly problems: readonly Problem[];
  /** What its exports stand for, as far as anybody asked, with what that depends on of its imports. */
  readonly exports: Record<string, { readonly value: Value | null; readonly from: Ingredients }>;
  /** Its uses, and what they were found with. */
  found: Found | null;
  /** The settings of the session that it makes. */
  readonly settings?: readonly FoundSetting[];
  /** The clients that it makes; absent until it was searched for them. */
  clients?: readonly KeptClient[];
}

export interface Found {
  readonly with: string;
  /** Modules that it asked for as a whole, by specifier. */
  readonly modules: Ingredients;
  readonly usages: readonly Usage[];
  readonly problems: readonly Problem[];
}
