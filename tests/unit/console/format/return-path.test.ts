import { assert, property, string, webUrl } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOME, safeReturnPath } from '../../../../console/src/format/return-path.ts';

const ORIGIN = 'https://marketsafe.test';

describe('the page to return to after signing in', () => {
  it('is the one asked for when it is a page of this console', () => {
    expect(safeReturnPath('/claims/0199?x=1#files')).toBe('/claims/0199?x=1#files');
    expect(safeReturnPath('/device?user_code=ABCD-EFGH')).toBe('/device?user_code=ABCD-EFGH');
  });

  it.each([
    [undefined],
    [''],
    ['claims'],
    ['//evil.example/claims'],
    ['/\\evil.example'],
    ['/\t/evil.example'],
    ['/.//evil.example'],
    ['/claims/..//evil.example'],
    ['https://evil.example/'],
    ['javascript:alert(1)'],
    [' /claims'],
    ['/sign-in?returnTo=/sign-in'],
  ])('is the list of claims for %j', (wanted) => {
    expect(safeReturnPath(wanted)).toBe(HOME);
  });

  it('is on this origin for any text', () => {
    const stays = (wanted: string) => new URL(safeReturnPath(wanted), ORIGIN).origin === ORIGIN;
    assert(property(string({ unit: 'binary' }), (text) => stays(text) && stays(`/${text}`)));
    assert(property(webUrl(), (address) => stays(address) && stays(address.replace(/^https?:/, ''))));
    assert(property(string({ unit: 'grapheme' }), (host) => stays(`//${host}`) && stays(`/./\\${host}`)));
  });
});
