import { Failure } from '#main/platform/failure.ts';
import { isCarried } from '#main/shadow/extensions.ts';
import type { ServerShadowOptions } from '#main/shadow/server/server-shadow.ts';
import { createShadow, type Shadow, type ShadowOptions } from '#main/shadow/shadow.ts';
import type { LiveConnection } from '#main/sources/live/connect.ts';
import { CONFIG_FILE } from './config-file.ts';
import type { ShadowConfig } from './config-schema.ts';
import type { Project } from './project.ts';
import { type ResolvedSource, sourceNames } from './resolve-source.ts';

export interface ShadowsOptions extends Pick<ShadowOptions, 'spawn' | 'cacheFolder'> {
  /** What a name of a project's sources stands for. */
  readonly resolve: (project: Project, name: string) => ResolvedSource;
  /** Hears what becomes of databases on a real server. */
  readonly said: (message: string) => void;
}

/** The throw-away PostgreSQL of each project: the embedded one, which all share, or what its configuration names. */
export interface Shadows {
  /** @throws {Failure} `source-not-available`, `bad-input` where the configuration cannot be followed. */
  of(project: Project): Shadow;
  close(): Promise<void>;
}

export function createShadows({ spawn, cacheFolder, resolve, said }: ShadowsOptions): Shadows {
  const shadows = new Map<string, Shadow>();

  function kept(key: string, make: () => Shadow): Shadow {
    const shadow = shadows.get(key) ?? make();
    shadows.set(key, shadow);
    return shadow;
  }

  return {
    of(project) {
      const { shadow = 'embedded' } = project.config;
      const config: ShadowConfig = shadow === 'embedded' ? {} : shadow;
      const extensions = config.extensions ?? [];
      if (config.url === undefined) {
        requireBundled(extensions);
        return kept(JSON.stringify(extensions), () => createShadow({ spawn, cacheFolder, extensions }));
      }
      const url = addressFor(project, config.url.env);
      const others = databasesOf(project, resolve);
      const connection: LiveConnection = {
        source: { kind: 'url', label: 'shadow' },
        url,
        environment: project.environment,
      };
      return kept(JSON.stringify([project.root, url, extensions, others.map((other) => other.url)]), () =>
        lateServerShadow({ connection, others, extensions, said, cacheFolder }),
      );
    },
    async close() {
      await Promise.all([...shadows.values()].map((shadow) => shadow.close()));
    },
  };
}

/** The driver is loaded when it is first needed: most projects have no shadow of their own. */
function lateServerShadow(options: ServerShadowOptions): Shadow {
  let made: Shadow | null = null;
  const load = async (): Promise<Shadow> => {
    const { createServerShadow } = await import('#main/shadow/server/server-shadow.ts');
    made ??= createServerShadow(options);
    return made;
  };
  return {
    get name() {
      return made?.name ?? 'PostgreSQL';
    },
    prepare: () => {},
    known: async () => (await load()).known(),
    deparse: async (questions, work) => (await load()).deparse(questions, work),
    build: async (input, use, work) => (await load()).build(input, use, work),
    scratch: async (input, use, work) => (await load()).scratch(input, use, work),
    standsIn: false,
    lacking: async (extensions, work) => (await load()).lacking(extensions, work),
    close: async () => made?.close(),
  };
}

function addressFor({ environment }: Project, variable: string): string {
  const url = environment[variable];
  if (url !== undefined && url !== '') return url;
  throw new Failure({
    code: 'source-not-available',
    message: `The shadow takes its address from ${variable}, which is not set.`,
    remedy: `Set ${variable} in the environment or in the project's .env file, or take "shadow" out of ${CONFIG_FILE}.`,
  });
}

function requireBundled(extensions: readonly string[]): void {
  const missing = extensions.filter((name) => !isCarried(name));
  if (missing.length === 0) return;
  throw new Failure({
    code: 'bad-input',
    message: `"shadow.extensions" in ${CONFIG_FILE} lists ${missing.join(', ')}, which the embedded PostgreSQL does not have.`,
    remedy: 'Name a real server under "shadow.url", or take them out.',
  });
}

/** Every database that the project reads: none may be where Raingauge writes. */
function databasesOf(project: Project, resolve: ShadowsOptions['resolve']): readonly LiveConnection[] {
  return sourceNames(project).flatMap((name) => {
    try {
      const resolved = resolve(project, name);
      if (resolved.how !== 'database') return [];
      const { source, url, ssl, environment } = resolved;
      return [{ source, url, ssl, environment }];
    } catch {
      // What cannot be resolved cannot be read either.
      return [];
    }
  });
}
