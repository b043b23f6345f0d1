import type { CardParts, FoundCards, ListPage } from '../../adapter.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';
import { yuan } from './price.ts';
import { isOwnPage } from './seller.ts';

/** Cards of a search or personal page; none of the viewer's own page. */
export function goofishCards(page: ListPage): (() => FoundCards | undefined)[] {
  if (isOwnPage(page)) return [];
  return [() => drawnCards(page), () => stateCards(page)];
}

const CARDS = 'a[class*="feeds-item-wrap"]';
/** A search without results shows things that one might like instead. */
const NOT_RESULTS = '[class*="empty-feed"] a[class*="feeds-item-wrap"]';

function drawnCards(page: ListPage): FoundCards | undefined {
  const others = new Set(page.dom.findAll(NOT_RESULTS));
  const cards = page.dom
    .findAll(CARDS, undefined, 800)
    .filter((card) => !others.has(card))
    .map((card): CardParts => {
      const titleBox = page.dom.find('[class*="row1-wrap-title"]', card);
      const title = page.dom.find('[class*="main-title"]', card) ?? titleBox;
      const image = page.dom.find('img[class*="feeds-image"]', card);
      return {
        address: page.dom.attribute(card, 'href'),
        title:
          (titleBox && page.dom.attribute(titleBox, 'title')) ||
          (title ? page.dom.text(title, 2_000) : undefined),
        price: drawnPrice(page, card),
        image: image
          ? [page.dom.attribute(image, 'src'), page.dom.attribute(image, 'data-src')].find(
              (src) => src && !src.startsWith('data:'),
            )
          : undefined,
      };
    });
  return cards.length > 0 ? { cards, source: `dom:${CARDS}` } : undefined;
}

/** Sign, whole yuan and decimals stand in elements of their own: the box as a whole must be one price, so `1.28万` is none. */
function drawnPrice(page: ListPage, card: Element): CardParts['price'] {
  const box = page.dom.find('[class*="price-wrap"]', card);
  if (!box) return undefined;
  const raw = cleanText(page.dom.text(box, 100), 100).replace(/\s/g, '');
  const value = yuan(raw);
  return value && { value, raw };
}

function stateCards(page: ListPage): FoundCards | undefined {
  const cards = page.states.flatMap((record) =>
    listAt(record.data, 'resultList').flatMap((entry): CardParts[] => {
      const content = at(entry, 'data.item.main.exContent');
      const itemId = textAt(content, 'itemId');
      if (!itemId) return [];
      const raw = listAt(content, 'price')
        .map((part) => textAt(part, 'text') ?? '')
        .join('');
      const value = yuan(raw);
      return [
        {
          itemId,
          title: textAt(content, 'title'),
          price: value && { value, raw },
          image: textAt(content, 'picUrl'),
          // The seller's number is encrypted here.
          seller: { name: textAt(content, 'userNickName') },
        },
      ];
    }),
  );
  return cards.length > 0 ? { cards, source: 'state:mtop.resultList' } : undefined;
}
