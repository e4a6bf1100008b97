import { describe, expect, it } from 'vitest';
import { decodeSql } from '#main/sources/sql-file/sql-text.ts';

const SOURCE = { kind: 'sql', label: 'x.sql' } as const;
const decode = (bytes: Buffer) => {
  const { sql, problems } = decodeSql(bytes, 'x.sql', SOURCE);
  return { sql: sql.toString(), said: problems.map(({ message, effect }) => `${effect} ${message}`) };
};

describe('the text of a file of SQL', () => {
  it('is UTF-8, with or without its mark', () => {
    const text = "SET client_encoding = 'UTF8';\nCREATE TABLE gäste (\uFFFD int);";
    expect(decode(Buffer.from(text))).toEqual({ sql: text, said: [] });
    expect(decode(Buffer.from(`\uFEFF${text}`))).toEqual({ sql: text, said: [] });
  });

  it('is UTF-16 by its mark, either way round', () => {
    const little = Buffer.from('\uFEFFSELECT 1;', 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      expect(decode(bytes)).toEqual({
        sql: 'SELECT 1;',
        said: ['replaced x.sql is UTF-16; it was decoded for this reading.'],
      });
    }
  });

  it('is what it says it is, and then the server is told UTF-8', () => {
    const text = "--\nSET client_encoding = 'LATIN1';\nCREATE TABLE gäste (id int);";
    expect(decode(Buffer.from(text, 'latin1'))).toEqual({ sql: text.replace('LATIN1', 'UTF8'), said: [] });
    const cyrillic = Buffer.concat([
      Buffer.from("set client_encoding to 'WIN1251'; -- "),
      Buffer.from([0xc3, 0xee, 0xf1]),
    ]);
    expect(decode(cyrillic).sql).toBe("set client_encoding to 'UTF8'; -- Гос");
    expect(decode(Buffer.from("SET client_encoding = 'SQL_ASCII'; SELECT 1;")).sql).toContain("'UTF8'");
  });

  it('is Western where nothing says what it is, which is told with the line', () => {
    expect(decode(Buffer.from('SELECT 1;\nCREATE TABLE gäste (id int);', 'latin1'))).toEqual({
      sql: 'SELECT 1;\nCREATE TABLE gäste (id int);',
      said: [
        'replaced x.sql:2 holds bytes that are not UTF-8, and the file does not say what it is written in; it was read as Windows-1252.',
      ],
    });
  });

  it.each([
    ['PGDMP\x01\x0e', 'x.sql is an archive of pg_dump, not SQL.', /pg_restore .* x\.sql/],
    ['\x1f\x8b\x08\x00', 'x.sql is compressed (gzip), not SQL.', /gunzip x\.sql/],
    ['SELECT 1;\n\x00\x01', 'x.sql is no text: line 2 holds a zero byte.', /file of SQL/],
  ])('is none in %j, which is refused', (start, message, remedy) => {
    expect(() => decode(Buffer.from(start, 'latin1'))).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ message, remedy: expect.stringMatching(remedy) }) }),
    );
  });
});
