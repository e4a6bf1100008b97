import { describe, expect, it } from 'vitest';
import { ddlOf } from './objects.ts';

const add = (text: string) => `ALTER TABLE public.guests ADD CONSTRAINT ${text};`;

describe('DDL of constraints', () => {
  it('writes primary keys and unique constraints with everything an index of theirs can have', () => {
    expect(ddlOf('primary-key')).toBe(add('guests_pkey PRIMARY KEY (id)'));
    expect(
      ddlOf('unique', {
        name: 'Odd',
        columns: ['a', 'B'],
        nullsNotDistinct: true,
        include: ['c'],
        options: { fillfactor: '70' },
        tablespace: 'fast',
        deferrability: 'deferrable initially deferred',
      }),
    ).toBe(
      add(
        '"Odd" UNIQUE NULLS NOT DISTINCT (a, "B") INCLUDE (c) WITH (fillfactor = 70) USING INDEX TABLESPACE fast DEFERRABLE INITIALLY DEFERRED',
      ),
    );
    expect(ddlOf('primary-key', { columns: ['id', 'during'], withoutOverlaps: true })).toBe(
      add('guests_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS)'),
    );
  });

  it('writes only what departs from a plain foreign key', () => {
    expect(ddlOf('foreign-key')).toBe(add('guests_event_fk FOREIGN KEY (event_id) REFERENCES public.events (id)'));
    expect(
      ddlOf('foreign-key', {
        columns: ['a', 'b'],
        referencedColumns: ['x', 'y'],
        match: 'full',
        onUpdate: 'cascade',
        onDelete: 'set null',
        onDeleteColumns: ['b'],
        deferrability: 'deferrable initially immediate',
        validated: false,
      }),
    ).toBe(
      add(
        'guests_event_fk FOREIGN KEY (a, b) REFERENCES public.events (x, y) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (b) DEFERRABLE NOT VALID',
      ),
    );
    expect(ddlOf('foreign-key', { columns: ['id', 'at'], referencedColumns: ['id', 'at'], period: true })).toBe(
      add('guests_event_fk FOREIGN KEY (id, PERIOD at) REFERENCES public.events (id, PERIOD at)'),
    );
  });

  it('does not call a constraint that is not enforced NOT VALID, which the grammar refuses', () => {
    expect(ddlOf('check', { enforced: false, validated: false })).toBe(add('positive CHECK (amount > 0) NOT ENFORCED'));
    expect(ddlOf('foreign-key', { enforced: false, validated: false })).toBe(
      add('guests_event_fk FOREIGN KEY (event_id) REFERENCES public.events (id) NOT ENFORCED'),
    );
  });

  it.each([
    ['a > 0', '(a > 0)'],
    ['(a > 0)', '(a > 0)'],
    ['(a > 0) OR (b > 0)', '((a > 0) OR (b > 0))'],
    ["a = ')'", "(a = ')')"],
    ["(a = ')')", "(a = ')')"],
    ['a > 0 -- always', '(a > 0 -- always\n)'],
    ['  (a) ', '(a)'],
    ['("(" > 0)', '("(" > 0)'],
    ["(a = $$)$$) AND (b = E'\\')')", "((a = $$)$$) AND (b = E'\\')'))"],
  ])('puts %s between parentheses once', (expression, wrapped) => {
    expect(ddlOf('check', { expression, noInherit: true, validated: false })).toBe(
      add(`positive CHECK ${wrapped} NO INHERIT NOT VALID`),
    );
  });

  it('writes exclusion constraints with classes, collations, operators and a condition', () => {
    expect(
      ddlOf('exclusion', {
        elements: [
          {
            expression: 'lower(room)',
            isExpression: true,
            operatorClass: 'ext.gist_text_ops',
            operatorClassOptions: {},
            collation: 'pg_catalog."C"',
            descending: false,
            nullsFirst: false,
            operator: '=',
          },
          {
            expression: 'During',
            isExpression: false,
            operatorClass: null,
            operatorClassOptions: {},
            collation: null,
            descending: false,
            nullsFirst: false,
            operator: 'OPERATOR(ext.&&)',
          },
        ],
        predicate: 'active',
        deferrability: 'deferrable initially immediate',
      }),
    ).toBe(
      add(
        'no_overlap EXCLUDE USING gist ((lower(room)) COLLATE pg_catalog."C" ext.gist_text_ops WITH =, "During" WITH OPERATOR(ext.&&)) WHERE (active) DEFERRABLE',
      ),
    );
  });
});
