/** The code of a sign-in as the server keeps it: people type lower case, spaces and dashes (RFC 8628 §6.1). */
export function normaliseUserCode(typed: string): string {
  return typed.replace(/[\s\p{Dash}]/gu, '').toUpperCase();
}

/** The code as people compare it, everywhere alike: groups of four. */
export function displayUserCode(code: string): string {
  return normaliseUserCode(code).replace(/(.{4})(?=.)/gu, '$1-');
}
