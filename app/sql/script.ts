import type { ObjectId } from '#app/catalog';
import type { Statement } from './statement.ts';

/** A script being written. What an object does not need (`null`, an empty list) adds nothing. */
export class Script {
  readonly #statements: Statement[] = [];

  get statements(): readonly Statement[] {
    return this.#statements;
  }

  add(object: { readonly id: ObjectId }, sql: string | readonly string[] | null): void {
    if (sql === null) return;
    for (const one of typeof sql === 'string' ? [sql] : sql) this.#statements.push({ sql: one, object: object.id });
  }

  /** One call per object, in their order. */
  addEach<T extends { readonly id: ObjectId }>(
    objects: readonly T[],
    render: (object: T) => string | readonly string[] | null,
  ): void {
    for (const object of objects) this.add(object, render(object));
  }
}
