import canonicalize from 'canonicalize';

/**
 * RFC 8785 canonical JSON: the same value always gives the same bytes, so its hash fixes it.
 * @throws TypeError for a value that has no JSON form
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
}
