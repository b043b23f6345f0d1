import { describe, expect, it } from 'vitest';
import { httpsUrl } from '../../../../console/src/format/https-url.ts';

describe('an address from a listing becomes a link', () => {
  it('when it is https', () => {
    expect(httpsUrl('https://www.aliexpress.com/item/1.html')).toBe('https://www.aliexpress.com/item/1.html');
  });

  it.each([
    ['http://www.aliexpress.com/item/1.html'],
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)//https://www.aliexpress.com'],
    ['data:text/html,<script>alert(1)</script>'],
    ['https://www.aliexpress.com@evil.example/'],
    ['//www.aliexpress.com/item/1.html'],
    ['/claims'],
    [''],
  ])('never for %s', (address) => {
    expect(httpsUrl(address)).toBeUndefined();
  });
});
