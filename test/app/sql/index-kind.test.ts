import { describe, expect, it } from 'vitest';
import type { IndexKey } from '#app/catalog';
import { ddlOf, make } from './objects.ts';

const plain = make('index').keys[0] as IndexKey;

describe('DDL of indexes', () => {
  it('writes the method and leaves out what is the default', () => {
    expect(ddlOf('index')).toBe('CREATE INDEX guests_email_idx ON public.guests USING btree (email);');
  });

  it('writes NULLS only where they do not stand where the order puts them', () => {
    const orders = [
      [false, false, 'email'],
      [false, true, 'email NULLS FIRST'],
      [true, true, 'email DESC'],
      [true, false, 'email DESC NULLS LAST'],
    ] as const;
    for (const [descending, nullsFirst, text] of orders) {
      expect(ddlOf('index', { keys: [{ ...plain, descending, nullsFirst }] })).toContain(`(${text});`);
    }
  });

  it('writes expressions, classes with options, INCLUDE, parameters and the condition in the grammars order', () => {
    expect(
      ddlOf('index', {
        name: 'Odd',
        method: 'gist',
        unique: true,
        nullsNotDistinct: true,
        keys: [
          {
            expression: 'lower(email)',
            isExpression: true,
            operatorClass: 'ext.gist_trgm_ops',
            operatorClassOptions: { siglen: '32' },
            collation: 'pg_catalog."C"',
            descending: true,
            nullsFirst: true,
          },
        ],
        include: ['id', 'Name'],
        options: { fillfactor: '80', buffering: 'auto' },
        tablespace: 'fast',
        predicate: '(id > 3)',
        clustered: true,
      }),
    ).toBe(
      [
        'CREATE UNIQUE INDEX "Odd" ON public.guests USING gist ((lower(email)) COLLATE pg_catalog."C" ext.gist_trgm_ops (siglen = 32) DESC) INCLUDE (id, "Name") NULLS NOT DISTINCT WITH (fillfactor = 80, buffering = \'auto\') TABLESPACE fast WHERE (id > 3);',
        '',
        'ALTER TABLE public.guests CLUSTER ON "Odd";',
      ].join('\n'),
    );
  });
});
