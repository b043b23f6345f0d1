import type { Wall } from '@marketsafe/contract';
import type { PageDom } from './dom.ts';
import type { PageSigns } from './page-signs.ts';

/**
 * Telling a listing from a page that stands in its place. The words `punish` and `x5secdata` also occur in good listings, so a
 * weak sign counts only where nothing of a listing is found.
 */

const CAPTCHA_TITLE =
  /^\s*(?:captcha interception|security-x5|验证码拦截|滑动验证页面|访问被拒绝|just a moment\.{0,3}|bir dakika lütfen\.{0,3}|attention required! \| cloudflare)\s*$/i;
const CAPTCHA_PAGE = 'punish-component, #baxia-punish, form[action*="_____tmd_____/verify"]';
const CAPTCHA_FRAME = 'iframe[src*="_____tmd_____/punish"], #bx-pu-qrcode-wrap, #nocaptcha, .nc_wrapper';
const CAPTCHA_SCRIPT = ['_____tmd_____/punish', 'x5secdata=', 'x5referer'];

const REMOVED_TITLE = /^\s*(?:page not found|404(?!\d)|error 404|страница не найдена|页面不存在|找不到页面)/i;
const REMOVED_TEXT =
  /(?:item|product|listing|offer|page).{0,40}(?:no longer available|not found|not be found|(?:been|was|is) removed|does(?: not|n.t) exist|(?:temporarily|currently|is) unavailable)|(?:商品|产品|货品|宝贝|页面|信息).{0,12}(?:已下架|找不到|不存在|已删除|已失效|被删除)|(?:该|此)商品无法查看|无法查看(?:此|该)商品|такой страницы нет|товар.{0,20}(?:недоступен|не найден|удал[её]н)|(?:artikel|produkt|seite).{0,30}(?:nicht (?:mehr )?(?:verfügbar|gefunden)|existiert nicht)|(?:art[ií]culo|producto|página|produto).{0,40}(?:ya no está disponible|no (?:se encuentra|existe)|não (?:está mais disponível|existe|encontrad))|(?:article|produit|page).{0,30}(?:n.est plus disponible|introuvable|n.existe pas)/iu;

const REGION_TEXT =
  /(?:not (?:available|sold|shipped|delivered)|unavailable|can(?:not|.t| not) be (?:shipped|delivered|sold|viewed)|not for sale).{0,30}(?:your|this) (?:country|region|location|area|address)|(?:您|你)所在的?(?:国家|地区|区域).{0,16}(?:不支持|无法|不可|暂不)|(?:недоступ|не продаётся|не доставляется).{0,30}(?:ваш\S* (?:стран|регион)|вашей стране)|(?:nicht).{0,30}(?:in|nach) (?:deine[mr]?|ihre[mr]?) (?:land|region)|no (?:está )?disponible en (?:tu|su) (?:país|región)|(?:n.est pas|non) disponible dans votre (?:pays|région)|não (?:está )?disponível (?:no seu país|na sua região)/iu;

/** The sign-in that all sites of the group show in a frame of its own. */
const LOGIN_PAGE = '#fm-login-id, #fm-login-password';
const LOGIN_TITLE =
  /^\s*(?:sign in|log ?in|login|登录|登錄|登入|账号登录|вход|anmelden|iniciar sesión|connexion)(?:\s|$|[-|_–—])/i;

/** On a listing's address; search pages carry Products too. */
const JSON_LD = 'script[type="application/ld+json"]';

/** Challenge and redirect pages are small; longer scripts only mention these addresses. */
const SMALL_PAGE = 30_000;

/** The wall that a listing's document is, if it is one. Cheap signs come first: page scripts are only read where they decide. */
export function listingWall(dom: PageDom, signs: PageSigns): Wall | undefined {
  const title = dom.title();
  if (CAPTCHA_TITLE.test(title)) return 'captcha';
  if (signs.removedPage && dom.find(signs.removedPage)) return 'removed';
  if (showsListing(dom, signs)) return isRemovedListing(dom, signs) ? 'removed' : undefined;
  if (dom.find(CAPTCHA_PAGE)) return holdsListingState(dom, signs) ? undefined : 'captcha';
  if (REMOVED_TITLE.test(title)) return 'removed';
  // State answers sooner than a search for notices in the text of a whole page.
  if (holdsListingState(dom, signs)) return undefined;
  if (namesListing(dom, signs, title)) return shownNotice(dom, signs);
  return wallWithoutListing(dom, signs, title);
}

/** The wall that stands in place of a search or store page: only the unmistakable ones. */
export function otherWall(dom: PageDom): Wall | undefined {
  return CAPTCHA_TITLE.test(dom.title()) || dom.find(CAPTCHA_PAGE) ? 'captcha' : undefined;
}

function showsListing(dom: PageDom, signs: PageSigns): boolean {
  const part = dom.find(signs.listingParts);
  return part !== null && dom.text(part, 500).trim() !== '';
}

function holdsListingState(dom: PageDom, signs: PageSigns): boolean {
  return (
    dom.findAll('script:not([src])').some((script) => signs.listingState.test(dom.text(script, 4_000_000))) ||
    dom
      .findAll(JSON_LD)
      .some((script) => /"@type"\s*:\s*(?:\[[^\]]{0,200})?"Product"/.test(dom.text(script, 200_000)))
  );
}

/** Head tags alone: what a client-rendered listing sends before it is drawn. */
function namesListing(dom: PageDom, signs: PageSigns, title: string): boolean {
  const shared = dom.meta('og:title').trim();
  if (shared && !signs.siteTitle.test(shared) && !REMOVED_TITLE.test(shared)) return true;
  return signs.listingTitle.test(title) && !LOGIN_TITLE.test(title);
}

/** A title that stays on the page of an item that is gone, without price, seller or state. */
function isRemovedListing(dom: PageDom, signs: PageSigns): boolean {
  const says = (part: Element) => dom.text(part, 200).trim() !== '';
  // The first one decides on nearly every page, without a look at the rest of it.
  const first = dom.find(signs.offerParts);
  if (first && (says(first) || dom.findAll(signs.offerParts, undefined, 50).some(says))) return false;
  return !holdsListingState(dom, signs) && shownNotice(dom, signs) === 'removed';
}

/** A notice in so few words that nothing else can be meant: `…is no longer available in red` is none. */
function shownNotice(dom: PageDom, signs: PageSigns): 'region' | 'removed' | undefined {
  const texts = shortTexts(dom).filter((text) => text.length <= 160);
  if (texts.some((text) => REGION_TEXT.test(text))) return 'region';
  const isRemoved = texts.some((text) => {
    const match = REMOVED_TEXT.exec(text) ?? signs.removedText?.exec(text);
    return (
      match &&
      match.index <= 40 &&
      /^\s*(?:[^\s\p{L}\p{N}]|了|$)/u.test(text.slice(match.index + match[0].length))
    );
  });
  return isRemoved ? 'removed' : undefined;
}

function shortTexts(dom: PageDom): string[] {
  return dom
    .findAll('h1, h2, h3, h4, p, span, strong, td, li, div', undefined, 400)
    .map((element) => dom.text(element, 600).trim())
    .filter((text) => text.length > 0 && text.length < 500);
}

function wallWithoutListing(dom: PageDom, signs: PageSigns, title: string): Wall {
  if (dom.find(CAPTCHA_FRAME)) return 'captcha';
  const loginPage = signs.loginPage ? `${LOGIN_PAGE}, ${signs.loginPage}` : LOGIN_PAGE;
  if (dom.find(loginPage) || LOGIN_TITLE.test(title)) return 'login';
  const scripts = dom.findAll('script:not([src])').map((script) => dom.text(script, SMALL_PAGE + 1));
  const script = scripts.join('\n');
  if (script.length <= SMALL_PAGE) {
    if (CAPTCHA_SCRIPT.some((sign) => script.includes(sign))) return 'captcha';
    if (signs.loginAddresses?.some((sign) => script.includes(sign))) return 'login';
  }
  const texts = shortTexts(dom);
  if (texts.some((text) => REGION_TEXT.test(text))) return 'region';
  if (texts.some((text) => REMOVED_TEXT.test(text) || signs.removedText?.test(text))) return 'removed';
  return 'empty-shell';
}
