import { isBuiltin } from 'node:module';

/** Modules that the sandbox has a version of its own of, by what the bridge calls them. */
const OURS: Readonly<Record<string, string>> = {
  path: 'path',
  'path/posix': 'path',
  url: 'url',
  fs: 'fs',
  process: 'process',
  'drizzle-kit': 'drizzleKit',
  ...Object.fromEntries(
    ['dotenv', 'dotenv-flow', 'dotenv-expand', '@dotenvx/dotenvx', 'dotenv-mono', 'dotenv-safe'].map((name) => [
      name,
      'dotenv',
    ]),
  ),
  'dotenv/config': 'dotenvConfig',
  'dotenv-flow/config': 'dotenvConfig',
  'dotenv-safe/config': 'dotenvConfig',
  '@dotenvx/dotenvx/config': 'dotenvConfig',
  '@next/env': 'nextEnv',
  vite: 'vite',
  '@t3-oss/env-core': 't3Env',
  '@t3-oss/env-nextjs': 't3Env',
  '@t3-oss/env-nuxt': 't3Env',
  envalid: 'envalid',
  'env-var': 'envVar',
};

/** What the bridge calls our own version of a module; `null` where there is none. */
export function ourModule(specifier: string): string | null {
  const name = specifier.replace(/^node:/, '').replace(/^(dotenv[\w-]*\/config)(\.js)?$/, '$1');
  return Object.hasOwn(OURS, name) ? (OURS[name] ?? null) : null;
}

/** Modules that cannot do their work without a network, a process or a framework around them. */
const INERT = new Set([
  ...['server-only', 'client-only'],
  ...[
    'pg',
    'pg-pool',
    'postgres',
    'postgres.js',
    '@neondatabase/serverless',
    '@vercel/postgres',
    '@electric-sql/pglite',
  ],
  ...[
    'mysql2',
    'better-sqlite3',
    '@libsql/client',
    '@planetscale/database',
    'bun',
    'ioredis',
    'redis',
    '@upstash/redis',
  ],
  ...['@supabase/supabase-js', '@supabase/ssr', 'ws', 'undici', 'axios', 'cross-fetch', 'node-fetch'],
  ...['next-auth', '@auth/core', '@auth/drizzle-adapter', 'better-auth', 'lucia', '@lucia-auth/adapter-drizzle'],
  ...['@clerk/nextjs', '@clerk/backend', 'bcrypt', 'bcryptjs', 'argon2', '@node-rs/argon2', '@node-rs/bcrypt', 'jose'],
  ...['next', 'react', 'react-dom', 'express', 'hono', 'fastify', 'pino', 'winston', '@sentry/node', '@sentry/nextjs'],
  ...['drizzle-zod', 'drizzle-valibot', 'drizzle-typebox', 'drizzle-arktype', 'drizzle-graphql', 'drizzle-seed'],
  ...[
    'stripe',
    '@stripe/stripe-js',
    'resend',
    'nodemailer',
    'twilio',
    'openai',
    'ai',
    '@anthropic-ai/sdk',
    'aws-sdk',
    'sharp',
  ],
  ...[
    '@auth/sveltekit',
    '@auth/express',
    '@workos-inc/node',
    'passport',
    'arctic',
    'iron-session',
    '@trpc/server',
    'bullmq',
  ],
  ...[
    'mongoose',
    'prisma',
    '@prisma/client',
    'knex',
    'typeorm',
    'kysely',
    'svelte',
    'vue',
    'solid-js',
    'puppeteer',
    'playwright',
  ],
  ...[
    'vitest',
    'jest',
    '@jest/globals',
    'bun:test',
    'tsx',
    'ts-node',
    'esbuild',
    'typescript',
    'electron',
    'sst',
    'wrangler',
  ],
]);

/** Parts of drizzle-orm that describe a schema; the others connect to databases. */
const DRIZZLE_SCHEMA =
  /^drizzle-orm(\/(pg-core|sql|relations|_relations|casing|column|entity|table|utils|neon|supabase|expressions|query-builders|alias|subquery|view)(\/.*)?)?$/;

/** Modules that exist only inside a framework, a runtime or a bundler. */
const PROVIDED = /^(\$env\/|\$app\/|\$service-worker$|[\w-]+:|virtual:|next\/|@?nuxt\/|nitropack|#imports$|#app($|\/))/;

/** Why a module is replaced by a stand-in before anyone tries it, or `null` where it may be bundled. */
export function whyInert(specifier: string): string | null {
  if (specifier.startsWith('node:') || isBuiltin(specifier)) return 'the sandbox has no Node modules';
  if (/^drizzle-orm(\/|$)/.test(specifier)) {
    return DRIZZLE_SCHEMA.test(specifier) ? null : 'it describes no schema of PostgreSQL';
  }
  if (INERT.has(packageOf(specifier))) return 'it cannot work inside the sandbox';
  return PROVIDED.test(specifier) ? 'its framework provides it' : null;
}

/** `@scope/name` or `name` of a bare specifier. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
