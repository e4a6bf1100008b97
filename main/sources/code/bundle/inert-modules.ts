import { isBuiltin } from 'node:module';

/** Modules that cannot do their work without a network, a process or a framework around them. */
const INERT = new Set([
  ...['server-only', 'client-only', 'dotenv', '@next/env', 'dotenv-flow', 'dotenv-expand', '@dotenvx/dotenvx'],
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
]);

/** Parts of drizzle-orm that describe a schema; the others connect to databases. */
const DRIZZLE_SCHEMA =
  /^drizzle-orm(\/(pg-core|sql|relations|_relations|casing|column|entity|table|utils|neon|supabase|expressions|query-builders|alias|subquery|view)(\/.*)?)?$/;

/** Why a module is replaced by a stand-in before anyone tries it, or `null` where it may be bundled. */
export function whyInert(specifier: string): string | null {
  if (specifier.startsWith('node:') || isBuiltin(specifier)) return 'the sandbox has no Node modules';
  if (specifier.startsWith('drizzle-orm')) return DRIZZLE_SCHEMA.test(specifier) ? null : 'the sandbox has no database';
  if (INERT.has(packageOf(specifier))) return 'it cannot work inside the sandbox';
  return /^(\$env|\$app|cloudflare:|bun:|virtual:|astro:)/.test(specifier) ? 'its framework provides it' : null;
}

/** `@scope/name` or `name` of a bare specifier. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
