/**
 * What the token of an extension may be used for, as the page on which a person approves it names it. Nothing else is open to it: reading
 * claims and originals, taking packages out, and everything that staff decide is for people who signed in with their password.
 */
export const TOKEN_SCOPES = [
  /** Who is signed in, their choice of language, and texts that they ask for in another one. */
  'account',
  /** Rights of the organisation, and which marketplaces' pages are read. */
  'reference',
  /** Handing in claims with their files, what proves when and on which device captures were made, and of which listings one has drafts. */
  'claims:submit',
  /** States of the organisation's claims, of which listings it has claims and drafts and whose, and receipts and time-stamps of captures. */
  'claims:follow',
] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Scopes as OAuth writes them (RFC 6749 section 3.3). */
export function scopeText(scopes: readonly TokenScope[]): string {
  return scopes.join(' ');
}

/**
 * The scopes that a request for a token names; null where one of them is none of ours. A request that names none is one of an extension
 * from before there were scopes, and asks for all.
 */
export function requestedScopes(text: string | null | undefined): readonly TokenScope[] | null {
  const names = (text ?? '').split(' ').filter(Boolean);
  if (names.length === 0) return TOKEN_SCOPES;
  const known = TOKEN_SCOPES.filter((scope) => names.includes(scope));
  return known.length === new Set(names).size ? known : null;
}

/** The scopes that a token was given; what this version does not know of gives nothing. */
export function grantedScopes(text: string): readonly TokenScope[] {
  const names = text.split(' ');
  return TOKEN_SCOPES.filter((scope) => names.includes(scope));
}
