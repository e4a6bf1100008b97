import { KINDS } from '#app/catalog';
import { objectSchemas } from '#app/catalog/object-schemas.ts';

/** As much of a zod schema as tells its shape. */
interface Shape {
  readonly def: {
    readonly type: string;
    readonly innerType?: Shape;
    readonly element?: Shape;
    readonly shape?: Readonly<Record<string, Shape>>;
  };
}

/**
 * Every attribute that the catalog models, as `kind.attribute.part`: the leaves of the kinds' schemas (a list counts as its
 * members do), and each part that may be absent as a whole.
 */
export function modelPaths(): readonly string[] {
  return KINDS.flatMap((kind) => pathsBelow(kind, objectSchemas[kind] as unknown as Shape));
}

function pathsBelow(path: string, { def }: Shape, isNullable = false): readonly string[] {
  if (def.innerType) return pathsBelow(path, def.innerType, isNullable || def.type === 'nullable');
  if (def.element) return pathsBelow(path, def.element, isNullable);
  if (!def.shape) return [path];
  const below = Object.entries(def.shape).flatMap(([name, part]) => pathsBelow(`${path}.${name}`, part));
  return isNullable ? [path, ...below] : below;
}
