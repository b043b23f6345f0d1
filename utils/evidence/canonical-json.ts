import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON: the same value always gives the same bytes, so its hash fixes it. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
}
