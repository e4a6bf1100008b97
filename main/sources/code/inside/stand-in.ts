import { standInText } from './stand-in-text.ts';

/**
 * Inert stand-ins: what a module that cannot work in the sandbox is replaced by. Whatever a schema file does with one
 * (call it, construct it, extend it, read a property, spread it, await it) gives another stand-in or nothing, and never
 * throws or waits.
 */
const MARK = Symbol('raingauge.stand-in');

/** What a stand-in stands for. */
export interface StandInKind {
  /** The specifier of the module it comes from; `null` where it stands for a global. */
  readonly from: string | null;
  /** Whether its `parse` gives back what it is given, as a validator's does with what is valid. */
  readonly validates: boolean;
}

const NAMELESS: StandInKind = { from: null, validates: false };

/** Methods of validators, by what they do with the value that they check, which is their last argument. */
const VALIDATING: Readonly<Record<string, (value: unknown) => unknown>> = {
  parse: (value) => value,
  parseAsync: async (value) => value,
  parseEnv: (value) => value,
  safeParse: (value) => ({ success: true, data: value, output: value }),
  safeParseAsync: async (value) => ({ success: true, data: value, output: value }),
  validateSync: (value) => value,
  attempt: (value) => value,
};

export function standIn(kind: StandInKind = NAMELESS): unknown {
  // A plain function, since only those can be both called and constructed.
  return new Proxy(function standIn() {} as () => void, new ListedHandler(kind, true));
}

/** What awaiting a stand-in gives: one that is no promise itself, so that waiting ends. */
function settled(kind: StandInKind): unknown {
  return new Proxy(function standIn() {} as () => void, new Handler(kind, false));
}

class Handler implements ProxyHandler<() => void> {
  protected readonly kind: StandInKind;
  private readonly awaitable: boolean;
  private inherited: object | null = null;

  constructor(kind: StandInKind, awaitable: boolean) {
    this.kind = kind;
    this.awaitable = awaitable;
  }

  get(target: () => void, key: string | symbol): unknown {
    if (key === MARK) return this.kind;
    if (key === 'prototype') return this.prototypeOf(target);
    // What was made permanent, as by Object.freeze, has to be given as it is.
    const own = Reflect.getOwnPropertyDescriptor(target, key);
    if (own && own.configurable === false && own.writable === false) return own.value;
    if (key === 'then') return this.awaitable ? this.wait : undefined;
    return memberOf(this.kind, key);
  }

  has(): boolean {
    return false;
  }

  set(): boolean {
    return true;
  }

  deleteProperty(): boolean {
    return true;
  }

  apply(): unknown {
    return standIn(this.kind);
  }

  construct(target: () => void, _args: unknown[], newTarget: unknown): object {
    const prototype = (newTarget as { readonly prototype?: unknown }).prototype;
    // A class that extends a stand-in keeps its own members; what it inherits is inert.
    if (isPlainObject(prototype) && prototype !== this.prototypeOf(target)) return Object.create(prototype) as object;
    return standIn(this.kind) as object;
  }

  private readonly wait = (onFulfilled?: (value: unknown) => unknown, onRejected?: (error: unknown) => unknown) =>
    Promise.resolve(settled(this.kind)).then(onFulfilled, onRejected);

  private prototypeOf(target: () => void): object {
    const own = Reflect.getOwnPropertyDescriptor(target, 'prototype');
    if (own?.writable === false) return own.value as object;
    this.inherited ??= inertPrototype(this.kind);
    return this.inherited;
  }
}

/**
 * Has one key where it is spread or listed, and a stand-in under it: a set of columns that comes from a replaced module
 * leaves a column that cannot be read, instead of nothing.
 */
class ListedHandler extends Handler {
  ownKeys(target: () => void): (string | symbol)[] {
    const own = Reflect.ownKeys(target);
    const key = this.listed(target);
    return key === null ? own : [...own, key];
  }

  getOwnPropertyDescriptor(target: () => void, key: string | symbol): PropertyDescriptor | undefined {
    const own = Reflect.getOwnPropertyDescriptor(target, key);
    if (own || key !== this.listed(target)) return own;
    return { value: standIn(this.kind), enumerable: true, configurable: true, writable: true };
  }

  private listed(target: () => void): string | null {
    const text = standInText(this.kind.from);
    return text !== '' && Reflect.isExtensible(target) ? text : null;
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a stand-in, or an object that inherits from one, has under a name. */
function memberOf(kind: StandInKind, key: string | symbol): unknown {
  if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? 0 : standInText(kind.from));
  if (key === Symbol.iterator) return emptyIterator;
  if (typeof key === 'symbol' || key === 'then' || key === '__esModule') return undefined;
  if (key === 'toString' || key === 'valueOf') return () => standInText(kind.from);
  if (key === 'toJSON') return () => '';
  if (key === 'length') return 0;
  return namedMember(kind, key);
}

function namedMember(kind: StandInKind, name: string): unknown {
  const validating = kind.validates && Object.hasOwn(VALIDATING, name) ? VALIDATING[name] : undefined;
  return validating ? (...args: unknown[]) => validating(args.at(-1)) : standIn(kind);
}

/** What a class that extends a stand-in inherits from: every method is there and does nothing. */
function inertPrototype(kind: StandInKind): object {
  return new Proxy(
    {},
    {
      get: (target, key) => {
        if (key === 'constructor' || Object.hasOwn(target, key)) return Reflect.get(target, key);
        return memberOf(kind, key);
      },
    },
  );
}

function* emptyIterator(): Generator<never> {}

export function isStandIn(value: unknown): boolean {
  return standInKind(value) !== null;
}

/** What a value stands for; `null` where it is no stand-in. */
export function standInKind(value: unknown): StandInKind | null {
  if (typeof value !== 'function') return null;
  return ((value as unknown as Record<symbol, unknown>)[MARK] as StandInKind | undefined) ?? null;
}

/** Libraries that check values: what they accept comes out as it went in. */
const VALIDATORS =
  /^(zod|valibot|yup|joi|@hapi\/joi|superstruct|znv|envsafe|arktype|runtypes|@sinclair\/typebox)(\/|$)/;

/**
 * A module whose every name is a stand-in, and which is one itself: its default may be called. The names live behind the
 * prototype, because a bundler copies a CommonJS module's own names and keeps its prototype.
 */
export function standInModule(from: string): object {
  const kind: StandInKind = { from, validates: VALIDATORS.test(from) };
  const names = new Proxy(
    {},
    {
      get: (_target, key) =>
        typeof key === 'symbol' || key === 'then' || key === '__esModule' ? undefined : namedMember(kind, key),
      has: (_target, key) => typeof key !== 'symbol' && key !== '__esModule',
    },
  );
  const target = function standIn() {} as { (): void; name?: string; length?: number };
  delete target.name;
  delete target.length;
  return new Proxy(Object.setPrototypeOf(target, names) as () => void, new Handler(kind, false));
}
