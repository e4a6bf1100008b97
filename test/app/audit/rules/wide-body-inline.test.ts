import { describe, expect, it } from 'vitest';
import { wideBodyInline } from '#app/audit/rules/wide-body-inline.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const list = ['id uuid pk', 'recipient text', 'subject text', 'status text', 'sent_at timestamp with time zone'];
const run = (name: string, ...columns: readonly string[]) =>
  flagged(wideBodyInline, { tables: { [name]: [...list, ...columns] } });

describe('wide-body-inline', () => {
  it.each([
    ['email_history', ['body_html text', 'body_text text']],
    ['messages', ['body_html text']],
    ['calls', ['transcript text', 'raw_payload jsonb']],
  ])('flags %s with %s', (name, columns) => {
    expect(run(name, ...columns)).toHaveLength(1);
  });

  it.each([
    ['emails', ['subject_line text']],
    ['messages', ['body text']],
    ['webhook_events', ['payload jsonb']],
    ['emails', ['body character varying(500)']],
    ['products', ['body_html text']],
    ['emails', ['payload_hash text']],
  ])('does not flag %s with %s', (name, columns) => {
    expect(run(name, ...columns)).toEqual([]);
  });

  it('does not flag a table of bodies', () => {
    expect(
      flagged(wideBodyInline, { tables: { email_bodies: ['email_id uuid pk', 'body_html text', 'body_text text'] } }),
    ).toEqual([]);
  });

  it('goes by the size of a row where it is known', () => {
    const flaggedAt = (name: string, bytes: number) => {
      const catalog = schemaOf({ tables: { [name]: [...list, 'body_html text'] } });
      const statistics = { tables: [{ table: `table:public.${name}`, rowEstimate: 10_000, bytes: bytes * 10_000 }] };
      return audit(wideBodyInline, catalog, { input: { readings: [{ ...readingOf(catalog), statistics }] } }).findings
        .length;
    };
    expect([flaggedAt('products', 8000), flaggedAt('messages', 300)]).toEqual([1, 0]);
  });
});
