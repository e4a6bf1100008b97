import type { Catalog } from '#app/catalog';

/** PostGIS's own spelling. */
const SHAPES = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
  'Geometry',
];

/**
 * Modifiers that are words (`geometry(Point, 4326)`) have to be numbers for a stand-in: each is given one, which is turned
 * back in what was read.
 */
export class TypeModifiers {
  readonly #pattern: RegExp | null;
  readonly #known: string[] = [];
  readonly #types: string;

  constructor(types: readonly string[]) {
    this.#types = types.join('|');
    this.#pattern =
      types.length === 0
        ? null
        : new RegExp(`\\b(${this.#types})("?)\\s*\\(\\s*([a-z]+)\\s*(?:,\\s*(\\d+)\\s*)?\\)`, 'gi');
  }

  number(sql: string): string {
    if (!this.#pattern) return sql;
    return sql.replaceAll(
      this.#pattern,
      (whole, type: string, quote: string, shape: string, srid: string | undefined) => {
        const base = SHAPES.find(
          (each) => shape.toLowerCase().startsWith(each.toLowerCase()) && /^(z|m|zm)?$/i.test(shape.slice(each.length)),
        );
        if (!base) return whole;
        const own = `${base}${shape.slice(base.length).toUpperCase()}`;
        const system = srid ?? (type.toLowerCase() === 'geography' ? '4326' : '0');
        const text = system === '0' ? own : `${own},${system}`;
        if (!this.#known.includes(text)) this.#known.push(text);
        return `${type}${quote}(${this.#known.indexOf(text) + 1})`;
      },
    );
  }

  restore(catalog: Catalog): Catalog {
    return this.#known.length === 0 ? catalog : (JSON.parse(this.restoreText(JSON.stringify(catalog))) as Catalog);
  }

  /** In SQL text, or in JSON, where a quote has a backslash before it. */
  restoreText(text: string): string {
    if (this.#known.length === 0) return text;
    const numbered = new RegExp(`\\b(${this.#types})((?:\\\\?")?)\\((\\d+)\\)`, 'g');
    return text.replaceAll(numbered, (whole, type: string, quote: string, number: string) => {
      const known = this.#known[Number(number) - 1];
      return known === undefined ? whole : `${type}${quote}(${known})`;
    });
  }
}
