import type { CardParts, ListPage } from '../../adapter.ts';
import { normaliseImageUrl } from '../../image-url.ts';
import { isPriceOnly } from '../../price-text.ts';
import { cleanText } from '../../text.ts';
import { storeNumber } from './seller.ts';

/** Badges and stars bear their size instead of a name (`…/48x48.png`), or are drawn small. */
const BADGE = /\/\d{1,4}x\d{1,4}\.[a-z]{3,4}(?:_|$)/i;
const SMALL = 60;
/** A text this long in a card can only be the item's title. */
const TITLE_LENGTH = 30;

/** The full title stands in the attribute where the shown one is cut or has its brand taken out. */
export function cardTitle(
  page: ListPage,
  card: Element,
  selector: string,
  foreign: ReadonlySet<Element>,
): string | undefined {
  const headings = page.dom.findAll(selector, card, 5).filter((part) => !foreign.has(part));
  const pictures = page.dom.findAll('img[alt]', card, 10).filter((part) => !foreign.has(part));
  const texts = [
    ...headings.flatMap((part) => [page.dom.attribute(part, 'title'), page.dom.text(part, 3_000)]),
    page.dom.attribute(card, 'title'),
    ...pictures.map((picture) => page.dom.attribute(picture, 'alt')),
    page.dom.find('*', card) ? '' : page.dom.text(card, 3_000),
  ];
  return texts.find((text) => cleanText(text, 10) !== '');
}

/** The one long text of a card whose parts have no names; nothing where there are two. */
export function longestText(page: ListPage, card: Element): string | undefined {
  const leaves = page.dom
    .findAll('*', card, 200)
    .filter((part) => page.dom.find('*', part) === null)
    .map((part) => cleanText(page.dom.text(part, 3_000), 2_000))
    .filter((text) => text.length >= TITLE_LENGTH && !isPriceOnly(text));
  const [only] = new Set(leaves);
  return new Set(leaves).size === 1 ? only : undefined;
}

export function cardImage(page: ListPage, card: Element, foreign: ReadonlySet<Element>): string | undefined {
  return page.dom
    .findAll('img', card, 20)
    .filter((picture) => !foreign.has(picture) && !isSmall(page, picture))
    .flatMap((picture) => ['src', 'data-src', 'image-src'].map((name) => page.dom.attribute(picture, name)))
    .find((address) => !BADGE.test(address) && normaliseImageUrl(address) !== undefined);
}

function isSmall(page: ListPage, picture: Element): boolean {
  const sides = ['width', 'height'].map((name) => Number.parseFloat(page.dom.attribute(picture, name)));
  return sides.some((side) => side < SMALL);
}

export function cardSeller(page: ListPage, card: Element, selector: string): CardParts['seller'] {
  for (const link of page.dom.findAll(selector, card, 5)) {
    const url = page.dom.attribute(link, 'href');
    const id = storeNumber(url);
    const name = page.dom.attribute(link, 'title') || page.dom.text(link, 500);
    if (id && name.trim()) return { name, id, url };
  }
  return undefined;
}
