import { describe, expect, it } from 'vitest';
import { type ReadingChange, receiveReading, type SentReading } from '#app/api';
import { buildCatalog, emptyCatalog, type Reading } from '#app/catalog';
import { createSentReadings } from '#main/session/sent-readings.ts';

const reading = (schemas: readonly string[]): Reading => ({
  source: { kind: 'code', label: 'code' },
  catalog: buildCatalog({
    objects: {
      schema: schemas.map((name) => ({
        kind: 'schema',
        id: `schema:${name}`,
        comment: null,
        origins: [],
        owner: null,
        name,
      })),
    },
  }),
  report: [],
});

const overTheWire = (answer: SentReading | ReadingChange) => JSON.parse(JSON.stringify(answer)) as typeof answer;
const namesIn = ({ catalog }: Reading) => catalog.objects.schema.map(({ name }) => name);

describe('readings that a window is sent', () => {
  it('are whole at first, and then what is otherwise', () => {
    const sent = createSentReadings('engine');
    const first = receiveReading(null, overTheWire(sent.answer('code', reading(['a', 'b']), undefined)));
    const answer = overTheWire(sent.answer('code', reading(['a', 'c']), first.revision));
    expect(answer).toHaveProperty('change');
    const second = receiveReading(first, answer);
    expect(namesIn(second)).toEqual(['a', 'c']);
    expect({ ...second, revision: '' }).toEqual({ ...reading(['a', 'c']), revision: '' });
    expect(second.catalog.objects.schema[0]).toBe(first.catalog.objects.schema[0]);
  });

  it('are whole where the window has another than was sent last, or one of another source or engine', () => {
    const sent = createSentReadings('engine');
    const first = sent.answer('code', reading(['a']), undefined);
    const second = sent.answer('code', reading(['b']), first.revision);
    expect(sent.answer('code', reading(['c']), first.revision)).toHaveProperty('catalog');
    expect(sent.answer('live', reading(['c']), second.revision)).toHaveProperty('catalog');
    expect(createSentReadings('other').answer('code', reading(['c']), second.revision)).toHaveProperty('catalog');
  });

  it('that come as a change of one that is not there are an error, not another reading', () => {
    const sent = createSentReadings('engine');
    const first = receiveReading(null, sent.answer('code', reading(['a']), undefined));
    const change = sent.answer('code', reading(['b']), first.revision);
    expect(() => receiveReading({ ...first, ...emptyCatalog(), revision: 'x' }, change)).toThrow(/not there/);
  });
});
