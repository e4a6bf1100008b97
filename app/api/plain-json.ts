const plain = new WeakSet<object>();

/**
 * Marks a value that is nothing but JSON: it goes over the wire as one text. The transport looks at every single value of
 * what it is given, which takes several times longer than writing and reading a large catalog itself.
 */
export function plainJson<T extends object>(value: T): T {
  plain.add(value);
  return value;
}

/** For both ends of every transport (oRPC's `customJsonSerializers`; its own types have smaller numbers). */
export const JSON_SERIALIZERS = [
  {
    type: 100,
    condition: (value: unknown): boolean => typeof value === 'object' && value !== null && plain.has(value),
    serialize: (value: unknown): string => JSON.stringify(value),
    deserialize: (text: unknown): unknown => JSON.parse(String(text)),
  },
];
