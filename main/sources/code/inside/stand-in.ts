/**
 * Inert stand-ins: what a module that cannot work in the sandbox is replaced by. Whatever a schema file does with one
 * (call it, construct it, read a property, spread it, await it) gives another stand-in or nothing, and never throws.
 */
const MARK = Symbol('raingauge.stand-in');

const handler: ProxyHandler<() => void> = {
  get: (_target, key) => {
    if (key === MARK) return true;
    if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 0 : '');
    if (key === Symbol.iterator) return emptyIterator;
    if (typeof key === 'symbol' || key === 'then') return undefined;
    if (key === 'toString' || key === 'toJSON' || key === 'valueOf') return () => '';
    if (key === 'length') return 0;
    if (key === 'prototype') return PROTOTYPE;
    return standIn();
  },
  has: () => false,
  set: () => true,
  apply: () => standIn(),
  construct: () => standIn() as object,
};

/** A class that extends a stand-in gets an ordinary object to inherit from. */
const PROTOTYPE = {};

function* emptyIterator(): Generator<never> {}

export function standIn(): unknown {
  // A plain function, since only those can be both called and constructed.
  return new Proxy(function standIn() {} as () => void, handler);
}

export function isStandIn(value: unknown): boolean {
  return typeof value === 'function' && (value as unknown as Record<symbol, unknown>)[MARK] === true;
}

/**
 * A module whose every name is a stand-in. The names live behind the prototype, because a bundler copies a CommonJS
 * module's own names and keeps its prototype.
 */
export function standInModule(): object {
  const names = new Proxy(
    {},
    {
      get: (_target, key) =>
        typeof key === 'symbol' || key === 'then' || key === '__esModule' ? undefined : standIn(),
      has: (_target, key) => typeof key !== 'symbol' && key !== '__esModule',
    },
  );
  return Object.create(names) as object;
}
