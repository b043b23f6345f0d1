import { describe, expect, it } from 'vitest';
import { codeRefusal } from '../../../../console/src/api/auth.ts';

describe('a refused device code is told apart', () => {
  it.each([
    [{ error: 'expired_token', refusal: 'expired' }, 'expired'],
    [{ error: 'invalid_request', refusal: 'unknown' }, 'unknown'],
    [{ error: 'invalid_request', refusal: 'used' }, 'used'],
    [{ error: 'access_denied', refusal: 'other-user' }, 'other-user'],
  ])('%j is %s', (refusal, meaning) => {
    expect(codeRefusal({ ...refusal, status: 400 })).toBe(meaning);
  });

  it('from a refusal that is not about the code', () => {
    expect(codeRefusal({ status: 429, message: 'Too many requests' })).toBeUndefined();
    expect(codeRefusal({ error: 'unauthorized', status: 401 })).toBeUndefined();
    expect(codeRefusal(undefined)).toBeUndefined();
  });
});
