import type { CardParts, ListPage } from '../../adapter.ts';
import { isPriceOnly } from '../../price-text.ts';
import { cardPrice } from './price.ts';
import { sellerOf } from './seller.ts';

/** Every result is an element with its item's number; a row of 2025 is several of them. */
const RESULT = '[data-ctrdot]';
const MAX_CARDS = 1_000;

const TITLE =
  '.searchx-product-e-title, .search-card-e-title, [data-e2e-name="title"], .elements-title-normal, .organic-gallery-title__content';
const PRICE =
  '.searchx-product-price-price-main, .search-card-e-price-main, .elements-offer-price-normal__price, .elements-offer-price-normal';
const PICTURE =
  '.searchx-product-e-slider__img, .search-card-e-slider__img, .seb-img-switcher__imgs[data-image], .J-img-switcher-item';
const COMPANY = '.searchx-product-e-company, .search-card-e-company, a[flasher-type="supplierName"]';
const TITLE_LINK = '.organic-list h2 a[href*="/product-detail/"]';

/** Results as a search page draws them. */
export function searchCards(page: ListPage): CardParts[] {
  const results = page.dom.findAll(RESULT, undefined, MAX_CARDS).map((element): CardParts => {
    const title = page.dom.find(TITLE, element);
    const price = page.dom.find(PRICE, element);
    const company = page.dom.find(COMPANY, element);
    const name = company ? page.dom.text(company, 500).trim() : '';
    return {
      itemId: page.dom.attribute(element, 'data-ctrdot'),
      title: title ? page.dom.attribute(title, 'title') || page.dom.text(title, 5_000) : undefined,
      price: cardPrice(price ? page.dom.text(price, 200) : undefined),
      image: pictureIn(page, element, PICTURE),
      // Beside a logo the link only says that there is a supplier.
      seller: company
        ? sellerOf(/^Supplier$/i.test(name) ? undefined : name, page.dom.attribute(company, 'href'))
        : undefined,
      source: `dom:${RESULT}`,
    };
  });
  const links = page.dom.findAll(TITLE_LINK, undefined, MAX_CARDS).map((link) => ({
    address: page.dom.attribute(link, 'href'),
    title: page.dom.attribute(link, 'title') || page.dom.text(link, 5_000),
    source: `dom:${TITLE_LINK}`,
  }));
  return [...results, ...links];
}

/** Lazily loaded pictures have a placeholder of another path until they are seen. */
function pictureIn(page: ListPage, element: Element, selector: string): string | undefined {
  const picture = page.dom.find(selector, element);
  if (!picture) return undefined;
  return ['data-image', 'data-src', 'src']
    .map((name) => page.dom.attribute(picture, name))
    .find((address) => /\/kf\//.test(address));
}

const SHOP_CARD = '.icbu-product-card[data-id]';
const SHOP_LINK = '[data-module-name] a[href*="/product-detail/"]';

/** Items as a shop page draws them: cards until 2025, then links that hold picture, title and price. */
export function shopCards(page: ListPage): CardParts[] {
  const cards = page.dom.findAll(SHOP_CARD, undefined, MAX_CARDS).map((element): CardParts => {
    const link = page.dom.find('a.title-link', element);
    const price = page.dom.find('.price .num', element) ?? page.dom.find('.price', element);
    return {
      itemId: page.dom.attribute(element, 'data-id'),
      title: link ? page.dom.attribute(link, 'title') || page.dom.text(link, 5_000) : undefined,
      price: cardPrice(price ? page.dom.text(price, 200) : undefined),
      image: pictureIn(page, element, '.product-image img'),
      source: `dom:${SHOP_CARD}`,
    };
  });
  const links = page.dom.findAll(SHOP_LINK, undefined, MAX_CARDS).map((link): CardParts => {
    const title = page.dom.find('[class*="line-clamp"]', link);
    const price = page.dom
      .findAll('div, span', link, 30)
      .map((part) => page.dom.text(part, 100))
      .find(isPriceOnly);
    return {
      address: page.dom.attribute(link, 'href'),
      title: title ? page.dom.text(title, 5_000) : page.dom.attribute(link, 'title'),
      price: cardPrice(price),
      image: pictureIn(page, link, 'img'),
      source: `dom:${SHOP_LINK}`,
    };
  });
  return [...cards, ...links];
}
