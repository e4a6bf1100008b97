/**
 * What was made of values that were read, for as long as those values are kept: a reading of a part of a project makes
 * only what is new. A value is the key; whatever else goes into what is made of it must be the same for as long.
 */
export class Made {
  private readonly kinds = new Map<string, WeakMap<object, unknown>>();

  of<T>(kind: string, key: object, make: () => T): T {
    let made = this.kinds.get(kind);
    if (!made) {
      made = new WeakMap();
      this.kinds.set(kind, made);
    }
    if (made.has(key)) return made.get(key) as T;
    const value = make();
    made.set(key, value);
    return value;
  }
}

/** What was made of files, kept until the file is edited or what else goes into it (`key`) changes. */
export class PerFile<T> {
  private readonly entries = new Map<string, { readonly key: string; readonly value: T }>();

  of(file: string, key: string, make: () => T): T {
    const known = this.entries.get(file);
    if (known?.key === key) return known.value;
    const value = make();
    this.entries.set(file, { key, value });
    return value;
  }

  /** The same without some files. */
  without(files: readonly string[]): PerFile<T> {
    const rest = new PerFile<T>();
    for (const [file, entry] of this.entries) if (!files.includes(file)) rest.entries.set(file, entry);
    return rest;
  }
}
