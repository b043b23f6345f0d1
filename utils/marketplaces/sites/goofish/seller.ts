import type { FactValues, Found, ListingPage, ListPage, PageSources, SellerParts } from '../../adapter.ts';
import { domText, firstOf, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { textAt } from '../../value-path.ts';

/** Never `nick--`, which is the viewer's in the page's header. */
const NICK = '[class*="item-user-info-nick"]';
const LABELS = '[class*="item-user-info-label"], [class*="item-user-info-text"]';
const OLD_NICK = '#J_SellerInfo .wangwang a';

export function stateSeller(page: ListingPage): Found<SellerParts> | undefined {
  return firstOf(page.states, ['sellerDO'], (record, path) => {
    const name = textAt(record.data, `${path}.nick`);
    const id = textAt(record.data, `${path}.sellerId`);
    return (
      name && {
        value: { name, id },
        raw: [name, id].filter(Boolean).join(' | '),
        source: stateSource(record, path),
      }
    );
  });
}

/** A personal page is told from another by a parameter, so no address is given: the number says the same. */
export function drawnSeller(page: ListingPage): Found<SellerParts> | undefined {
  const found = domText(page, [NICK, OLD_NICK]);
  if (!found) return undefined;
  const id = sellerId(page);
  return {
    value: { name: found.value, id },
    raw: [cleanText(found.raw, 200), id].filter(Boolean).join(' | '),
    source: found.source,
  };
}

/** The seller's number: in the link around the seller's block, or in the link that opens a chat about this item. */
function sellerId(page: ListingPage): string | undefined {
  const inBlock = page.dom.findAll('[class*="item-user-container"] a[href*="userId="]', undefined, 5);
  const around = page.dom
    .findAll('a[href*="userId="]', undefined, 20)
    .filter((link) => page.dom.find(NICK, link) !== null);
  const ids = [...inBlock, ...around].flatMap((link) => userId(page.dom.attribute(link, 'href')) ?? []);
  const chats = page.dom
    .findAll('[class*="item-main-info"] a[href*="peerUserId="]', undefined, 5)
    .map((link) => parameters(page.dom.attribute(link, 'href')))
    .filter((query) => query.get('itemId') === page.itemId)
    .flatMap((query) => /^\d{1,20}$/.exec(query.get('peerUserId') ?? '')?.[0] ?? []);
  const all = new Set(ids.length > 0 ? ids : chats);
  return all.size === 1 ? [...all][0] : undefined;
}

function userId(href: string): string | undefined {
  return /^\d{1,20}$/.exec(parameters(href).get('userId') ?? '')?.[0];
}

function parameters(href: string): URLSearchParams {
  return URL.parse(href, 'https://www.goofish.com/')?.searchParams ?? new URLSearchParams();
}

/** What stands beside the place in the seller's row: last visit, years on the site, items sold, share of good ratings. */
const NOT_A_PLACE = /来过|在线|活跃|来闲鱼|卖出|好评|回复|宝贝|信用|认证|粉丝|\d/;

/** The place comes first in the seller's row; a row without one begins with something else. */
export function drawnLocation(page: ListingPage): Found<string> | undefined {
  const [first] = labels(page);
  return first && !NOT_A_PLACE.test(first) && first.length <= 20
    ? { value: first, raw: first, source: `dom:${LABELS}` }
    : undefined;
}

export function drawnAge(page: ListingPage): Found<FactValues['storeAge']> | undefined {
  const raw = labels(page).find((label) => /^来闲鱼\d{1,3}年$/.test(label));
  const years = Number(/\d+/.exec(raw ?? '')?.[0]);
  return raw ? { value: { years }, raw, source: `dom:${LABELS}` } : undefined;
}

export function drawnLevel(page: ListingPage): Found<string> | undefined {
  return domText(page, ['[class*="item-user-info-level"] img[title]'], 'title');
}

function labels(page: PageSources): string[] {
  return page.dom
    .findAll(LABELS, undefined, 20)
    .map((label) => cleanText(page.dom.text(label, 200), 200))
    .filter((label) => label !== '');
}

/** A personal page without a number is the viewer's own. */
export function isOwnPage(page: ListPage): boolean {
  return page.kind === 'store' && userId(page.url) === undefined;
}

/** The document's title of a personal page is the person's name; before it is drawn, the site's or the page's own. */
export function personalSeller(page: ListPage): Found<SellerParts> | undefined {
  const id = userId(page.url);
  if (!id) return undefined;
  const name = /^\s*(\S[^_]{0,60}?)\s*_闲鱼\s*$/.exec(page.title())?.[1];
  const isName = name !== undefined && !/^(?:闲鱼|个人主页|我的|登录|聊天|搜索)/.test(name);
  return {
    value: { name: isName ? name : undefined, id },
    raw: [isName && name, page.url].filter(Boolean).join(' | '),
    source: isName ? 'dom:title' : 'url',
  };
}
