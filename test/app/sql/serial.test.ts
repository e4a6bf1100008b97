import { expect, it } from 'vitest';
import { expandSerial } from '#app/sql';

it('expands every serial macro to the type its column really has', () => {
  expect(['smallserial', 'serial2', 'serial', 'serial4', 'bigserial', 'SERIAL8 '].map(expandSerial)).toEqual([
    'smallint',
    'smallint',
    'integer',
    'integer',
    'bigint',
    'bigint',
  ]);
});

it('says of any other type that it is no macro', () => {
  expect(['integer', 'serials', 'public.serial', 'constructor', ''].map(expandSerial)).toEqual(Array(5).fill(null));
});
