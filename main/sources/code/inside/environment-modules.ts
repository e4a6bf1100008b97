import type { LoadEnvironmentFile } from './globals.ts';
import { isStandIn, standIn } from './stand-in.ts';

/**
 * The packages that configs get their variables from, as far as reading a config needs them: `.env` files are loaded
 * where the code says they are, and what a validator would have checked is handed on as it is.
 */
type Exports = Record<string, unknown>;
type Environment = Readonly<Record<string, string | undefined>>;

const environment = (): Environment => (globalThis as unknown as { process: { env: Environment } }).process.env;

export function makeEnvironmentModules(load: LoadEnvironmentFile): Readonly<Record<string, () => object>> {
  return {
    dotenv: () => dotenv(load),
    dotenvConfig: () => {
      load('.env', false);
      return {};
    },
    nextEnv: () => withInertRest({ loadEnvConfig: (folder: unknown) => loadFolder(load, folder) }),
    vite: () => withInertRest({ loadEnv: (_mode: unknown, folder: unknown) => loadFolder(load, folder).combinedEnv }),
    t3Env: () => withInertRest({ createEnv }),
    envalid: () => envalid(),
    envVar: () => envVar(),
  };
}

/** `dotenv`, `dotenvx`, `dotenv-flow`: `config` with one path, several, or none. */
function dotenv(load: LoadEnvironmentFile): object {
  const config = (options?: { path?: unknown; override?: unknown }) => {
    const { path = '.env', override = false } = options ?? {};
    const parsed: Record<string, string> = {};
    for (const each of Array.isArray(path) ? path : [path]) {
      const found = isStandIn(each) ? null : load(pathText(each), override === true);
      for (const [name, value] of Object.entries(found ?? {})) parsed[name] ??= value;
    }
    return { parsed };
  };
  const expand = (result: unknown) => result;
  return withInertRest({ config, configDotenv: config, expand, parse: () => ({}), populate: () => {} });
}

/** A path may be given as a `file:` address. */
function pathText(path: unknown): string {
  return String(path).replace(/^file:\/\//, '');
}

const FOLDER_FILES = ['.env.development.local', '.env.local', '.env.development', '.env'];

/** Source: Next.js `loadEnvConfig` and Vite `loadEnv` read these, the stronger first. */
function loadFolder(load: LoadEnvironmentFile, folder: unknown) {
  const base = folder === undefined || isStandIn(folder) ? '' : `${pathText(folder)}/`;
  for (const name of FOLDER_FILES) load(`${base}${name}`, false);
  return { combinedEnv: environment(), loadedEnvFiles: [] };
}

interface Schema {
  safeParse?(value: unknown): { readonly success?: boolean; readonly data?: unknown };
}

/** `createEnv` of `@t3-oss/env-*`: nothing is refused; a default or a conversion of a schema counts where it works. */
function createEnv(options: Record<string, Record<string, unknown> | undefined>): object {
  const given: Record<string, unknown> = {
    ...options.experimental__runtimeEnv,
    ...options.runtimeEnvStrict,
  };
  const runtime = options.runtimeEnv ?? environment();
  const schemas = { ...options.shared, ...options.client, ...options.server } as Record<string, Schema>;
  return new Proxy(
    {},
    {
      get: (_target, key) => {
        if (typeof key === 'symbol' || key === 'then') return undefined;
        const value = given[key] ?? runtime[key] ?? environment()[key];
        return parsed(schemas[key], value);
      },
      has: (_target, key) => typeof key === 'string' && key in schemas,
      ownKeys: () => Object.keys(schemas),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
}

function parsed(schema: Schema | undefined, value: unknown): unknown {
  // A validator that is not there may have a default: what is made of it is not known.
  if (isStandIn(schema) && value === undefined) return schema;
  if (!schema || isStandIn(schema) || typeof schema.safeParse !== 'function') return value;
  const result = schema.safeParse(value);
  return result.success === true ? result.data : value;
}

/** `envalid`: validators are what they were given; `cleanEnv` hands the variables on, with defaults. */
function envalid(): object {
  const cleanEnv = (
    given: Environment,
    specs: Record<string, { default?: unknown; devDefault?: unknown } | undefined>,
  ) =>
    Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [name, given[name] ?? spec?.devDefault ?? spec?.default]),
    );
  const validator = (spec: unknown = {}) => spec;
  const names = ['str', 'bool', 'num', 'email', 'host', 'port', 'url', 'json'];
  const make = () => validator;
  return withInertRest({
    ...Object.fromEntries(names.map((name) => [name, validator])),
    cleanEnv,
    customCleanEnv: cleanEnv,
    makeValidator: make,
    makeExactValidator: make,
    makeStructuredValidator: make,
  });
}

/** `env-var`: `get('NAME').default('x').required().asString()`. */
function envVar(): object {
  const get = (name: string) => {
    let value = environment()[name];
    const chain: Record<string, unknown> = new Proxy(
      {},
      {
        get: (_target, key) => {
          if (typeof key === 'symbol' || key === 'then') return undefined;
          if (key === 'default') {
            return (other: unknown) => {
              value ??= String(other);
              return chain;
            };
          }
          if (/^as(Int|Port|Float)/.test(key)) return () => (value === undefined ? undefined : Number(value));
          return key.startsWith('as') ? () => value : () => chain;
        },
      },
    );
    return chain;
  };
  return withInertRest({ get, from: () => ({ get }) });
}

/** A CommonJS module of which some names work. */
export function withInertRest(known: Exports): object {
  const names = new Proxy({} as Exports, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' || key === '__esModule' ? undefined : standIn()),
  });
  const exports = Object.assign(Object.create(names) as Exports, known);
  exports.default = exports;
  return exports;
}
