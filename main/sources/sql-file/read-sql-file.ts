import type { Source } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';

export interface ReadSqlFileOptions {
  readonly shadow: Shadow;
  /** `sql` for a file named as a source, `live` for an embedded live database. */
  readonly source: Source;
  /** The role the catalog is read as; by default the shadow's superuser. */
  readonly asRole?: string | null;
  /** What `origin.file` is relative to; by default the file's own folder. */
  readonly root?: string;
  readonly work: Work;
}
