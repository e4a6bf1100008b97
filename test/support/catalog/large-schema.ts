import type { Catalog } from '#app/catalog';
import { type PolicySpec, schemaOf, type TableSpec } from './schema-of.ts';

const TOPICS =
  'billing catalog crm dispatch fleet hiring ledger messaging orders stock venue ticket survey payroll asset audit'.split(
    ' ',
  );
const NOUNS =
  'accounts batches contracts drafts entries folders grants holds items jobs lots notes offers plans quotes routes'.split(
    ' ',
  );
const COLUMNS = [
  'title text !',
  'amount numeric(12,2) !',
  'status public.order_status !',
  'quantity integer !',
  'settings jsonb',
  'due_on date',
  'is_active boolean !',
  'tags text[]',
];
const TENANT = "company_id = current_setting('app.company_id', true)::uuid";

/** `count` multi-tenant tables in topics of about 16, some 12 columns each, RLS on 70 %. The same in every run; `more` adds columns. */
export function largeSchema(count: number, more: Readonly<Record<string, readonly string[]>> = {}): Catalog {
  const next = sequence(7);
  const tables: Record<string, TableSpec> = {
    companies: { columns: ['id uuid pk', 'name text !', 'slug text ! unique'] },
    users: {
      columns: ['id uuid pk', 'company_id uuid ! index -> companies', 'email text ! unique'],
      rls: 'forced',
      policies: [{ using: TENANT }],
    },
  };
  const names = ['companies', 'users'];
  for (let number = 2; number < count; number += 1) {
    const topic = Math.floor((number - 2) / NOUNS.length);
    const place = (number - 2) % NOUNS.length;
    const name = `${topicName(topic)}_${NOUNS[place]}`;
    const columns = ['id uuid pk', 'company_id uuid ! index -> companies'];
    if (next() < 0.3) columns.push('created_by uuid -> users');
    if (place > 0)
      columns.push(`parent_id uuid ! index -> ${names[number - 1 - Math.floor(next() * Math.min(place, 6))]}`);
    if (place > 4 && next() < 0.4) columns.push(`source_id uuid -> ${names[number - 1 - Math.floor(next() * place)]}`);
    if (topic > 0 && next() < 0.15) columns.push(`linked_id uuid -> ${names[2 + Math.floor(next() * (number - 2))]}`);
    if (next() < 0.04) columns.push(`previous_id uuid -> ${name}`);
    const extra = 4 + Math.floor(next() * 8);
    for (let at = 0; at < extra; at += 1) columns.push(extraColumn(at, next()));
    columns.push('created_at timestamp with time zone !', 'updated_at timestamp with time zone !');
    columns.push(...(more[name] ?? []));
    tables[name] = { columns, ...rowSecurity(next()) };
    names.push(name);
  }
  return schemaOf({ tables, enums: { order_status: ['draft', 'active', 'done'] } });
}

function topicName(topic: number): string {
  const round = Math.floor(topic / TOPICS.length);
  return `${TOPICS[topic % TOPICS.length]}${round === 0 ? '' : round + 1}`;
}

function extraColumn(at: number, value: number): string {
  const [name = '', ...type] = (COLUMNS[Math.floor(value * COLUMNS.length)] ?? '').split(' ');
  return `${name}${at === 0 ? '' : `_${at}`} ${type.join(' ')}`;
}

function rowSecurity(value: number): { readonly rls?: 'on' | 'forced'; readonly policies?: readonly PolicySpec[] } {
  if (value < 0.55) return { rls: 'forced', policies: [{ using: TENANT }] };
  if (value < 0.63) return { rls: 'on', policies: [{ using: TENANT }] };
  if (value < 0.67) return { rls: 'forced', policies: [{ using: 'true' }] };
  if (value < 0.7) return { rls: 'forced', policies: [{ command: 'select', using: TENANT }] };
  return {};
}

/** Numbers from 0 to 1, the same in every run (a linear congruential generator). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}
