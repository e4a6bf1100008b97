import { describe, expect, it } from 'vitest';
import { createLog } from '#main/platform/log.ts';
import { addressOf, redact } from '#main/platform/redact.ts';

describe('secrets in text', () => {
  it.each([
    ['postgres://app:s3cret@db:5432/shop', 'postgres://app:***@db:5432/shop'],
    ['postgresql://app:p%40ss/w@db/shop', 'postgresql://app:***@db/shop'],
    [
      'connect failed: postgres://a:b@h and postgres://c:d@h',
      'connect failed: postgres://a:***@h and postgres://c:***@h',
    ],
    ['host=db password=s3cret user=app', 'host=db password=*** user=app'],
    ['{"password":"s3cret","user":"app"}', '{"password":"***","user":"app"}'],
  ])('are taken out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('leaves addresses without a password alone', () => {
    expect(redact('postgres://app@db/shop at 127.0.0.1:5432')).toBe('postgres://app@db/shop at 127.0.0.1:5432');
  });

  it('shows an address without its password and parameters', () => {
    expect(addressOf('postgres://app:s3cret@db:5432/shop?sslpassword=x')).toBe('postgres://app@db:5432/shop');
  });

  it('never reach the log', () => {
    const lines: string[] = [];
    createLog({ level: 'info', write: (line) => void lines.push(line) }).info('to postgres://a:b@h/d');
    expect(lines.join('')).not.toContain(':b@');
  });
});
