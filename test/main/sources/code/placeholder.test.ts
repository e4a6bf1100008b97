import { describe, expect, it } from 'vitest';
import { holdsPlaceholder, placeholder } from '#main/sources/code/inside/placeholder.ts';

describe('a placeholder of a variable', () => {
  const url = placeholder('DATABASE_URL');

  it.each([
    ['a URL', url],
    ['a URL with more behind it', `${url}?sslmode=require`],
    ['its user', new URL(url).username],
    ['its path', new URL(url).pathname],
    ['its database', new URL(url).pathname.slice(1)],
    ['a text', placeholder('SCHEMA_NAME')],
    ['a text inside another', `app_${placeholder('PREFIX')}_db`],
  ])('is known in %s', (_what, text) => {
    expect(holdsPlaceholder(text)).toBe(true);
  });

  it.each(['./src/placeholder/schema.ts', './src/placeholder-images/schema.ts', 'placeholders', 'public'])(
    'is not taken for what the project calls %s',
    (text) => {
      expect(holdsPlaceholder(text)).toBe(false);
    },
  );
});
