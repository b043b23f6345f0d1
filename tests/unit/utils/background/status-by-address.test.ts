import { describe, expect, it } from 'vitest';
import { statusByAddress } from '../../../../utils/background/status-by-address.ts';
import { pageStatus } from '../../../../utils/messages/messages.ts';

const LISTING = 'https://www.aliexpress.com/item/1005006000000001.html';

describe('what an address says of its page', () => {
  it.each([
    ['a listing', LISTING, { marketplace: 'aliexpress', kind: 'listing', itemId: '1005006000000001' }, true],
    [
      'a search',
      'https://www.aliexpress.com/w/wholesale-jacket.html',
      { marketplace: 'aliexpress', kind: 'search' },
      true,
    ],
    ['a page of no interest', 'https://www.taobao.com/', { marketplace: 'taobao', kind: 'none' }, false],
    ['a foreign page', 'https://www.example.org/', { marketplace: null, kind: 'none' }, false],
    ['no page', undefined, { marketplace: null, kind: 'none' }, false],
    [
      'a short link',
      'https://m.tb.cn/h.TQbi5np',
      { marketplace: 'taobao', kind: 'none', shortLink: true },
      false,
    ],
    [
      'a sign-in on a host of its own, where a click led',
      'https://login.taobao.com/member/login.jhtml?redirectURL=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D700000000001',
      { marketplace: 'taobao', kind: 'wall', wall: 'login' },
      false,
    ],
    [
      'a captcha under the listing it guards',
      `${LISTING}/_____tmd_____/punish?x5secdata=1`,
      { marketplace: 'aliexpress', kind: 'wall', wall: 'captcha', itemId: '1005006000000001' },
      false,
    ],
  ])('%s', (_, url, status, askPage) => {
    const said = statusByAddress(url);
    expect(said.askPage).toBe(askPage);
    // As it travels: without what is undefined.
    expect(pageStatus.parse(JSON.parse(JSON.stringify(said.status)))).toEqual(status);
  });
});
