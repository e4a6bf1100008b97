/** Files of an application over the generated schema: by path, the text. The same number gives the same files. */
export function generateApplicationCode(
  files: number,
  tables: readonly { readonly file: string; readonly name: string; readonly table: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: files }, (_, at) => {
      const one = tables[at % tables.length];
      const other = tables[(at * 7 + 3) % tables.length];
      const make = MAKERS[at % MAKERS.length];
      if (!one || !other || !make) throw new Error('an application needs tables');
      return make(at, one, other);
    }),
  );
}

interface Target {
  readonly file: string;
  readonly name: string;
  readonly table: string;
}

type Maker = (at: number, one: Target, other: Target) => readonly [path: string, text: string];

/** A quarter each: queries, raw SQL, pages that only call them, and helpers that know nothing of the database. */
const MAKERS: readonly Maker[] = [
  (at, one, other) => [
    `src/server/queries-${at}.ts`,
    `import { and, desc, eq } from 'drizzle-orm';
import { ${one.name} } from '../../${one.file}';
${one.name === other.name ? '' : `import { ${other.name} } from '../../${other.file}';`}
${methods(
  at,
  6,
  (name) => `  async ${name}(id: string) {
    const rows = await this.db.select().from(${one.name}).leftJoin(${other.name}, eq(${one.name}.id, ${other.name}.id))
      .where(and(eq(${one.name}.id, id))).orderBy(desc(${one.name}.id)).limit(20);
    if (rows.length === 0) await this.db.insert(${other.name}).values({ id });
    return this.db.update(${one.name}).set({ id }).where(eq(${one.name}.id, id)).returning({ id: ${one.name}.id });
  }`,
)}`,
  ],
  (at, one, other) => [
    `src/server/reports-${at}.ts`,
    methods(
      at,
      4,
      (name) => `  async ${name}(id: string) {
    const found = await this.pool.query(\`
      select a.id, count(*) from ${one.table} a join ${other.table} b on b.id = a.id where a.id = \${id} group by a.id\`);
    await this.pool.query('delete from ${other.table} where id = $1', [id]);
    return found.rows.map((row: { id: string }) => ({ ...row, label: \`Row \${row.id} of ${one.name}\` }));
  }`,
    ),
  ],
  (at) => [
    `src/app/page-${at}/page.tsx`,
    `import { Service${at - 2} } from '../../server/queries-${at - 2}';
import { helper${at + 1}x0 } from '../../lib/helper-${at + 1}';
${parts(
  12,
  (part) => `export function Part${part}({ items, title }: { items: readonly { id: string }[]; title: string }) {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1)).filter((item) => item.id !== title);
  return (
    <section aria-label={title} className="flex flex-col gap-2 p-${part}">
      <h2>{helper${at + 1}x0(title, ${part})}</h2>
      <ul>{sorted.map((item) => <li key={item.id} onClick={() => console.log('select', item.id)}>{item.id}</li>)}</ul>
    </section>
  );
}`,
)}
export default async function Page() {
  return <Part0 items={await new Service${at - 2}().run0('1')} title="Update your choice" />;
}`,
  ],
  (at) => [
    `src/lib/helper-${at}.ts`,
    parts(
      14,
      (part) => `export function helper${at}x${part}(text: string, count: number): string {
  const words = text.split(/\\s+/).map((word, index) => (index % 2 === 0 ? word.toUpperCase() : word.trim()));
  for (let at = 0; at < count; at += 1) words.push(\`\${at}: \${words[at % words.length] ?? ''}\`);
  return words.slice(0, 40).join(' ');
}`,
    ),
  ],
];

function methods(at: number, count: number, write: (name: string) => string): string {
  const lines = Array.from({ length: count }, (_, number) => write(`run${number}`));
  return `export class Service${at} {
  private readonly db = globalThis as never;
  private readonly pool = globalThis as never;
${lines.join('\n')}
}
`;
}

function parts(count: number, write: (part: number) => string): string {
  return `${Array.from({ length: count }, (_, part) => write(part)).join('\n')}\n`;
}
