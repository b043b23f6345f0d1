import type { CardParts, FoundCards, ListPage, StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { stateSource } from '../../matchers.ts';
import { withoutTags } from '../../text.ts';
import { at, firstTextAt, listAt, textAt } from '../../value-path.ts';
import { searchCards, shopCards } from './drawn-cards.ts';
import { cardPrice } from './price.ts';

const OFFER_LISTS = ['data.offerList', 'offerList'];
/** More than any page shows; a hostile list must not cost without end. */
const MAX_OFFERS = 500;

/** 2020: each part of a search page is what its answer's call is given. */
export function alibaba1688ListStates(state: InlineState): StateRecord[] {
  return [
    ...['offerresultData=successDataCheck(', 'offerresultData = successDataCheck('].flatMap((call) =>
      state.following(call),
    ),
    ...state.assigned('offerresultData'),
  ]
    .filter((data) => OFFER_LISTS.some((path) => listAt(data, path).length > 0))
    .map((data) => ({ name: 'offerresultData', data }));
}

/** Listing cards of search and shop pages; what a page has loaded since stands in its document. */
export function alibaba1688Cards(page: ListPage): (() => FoundCards | undefined)[] {
  return [
    () => {
      const cards =
        page.kind === 'store' ? shopCards(page) : [...page.states.flatMap(stateCards), ...searchCards(page)];
      return { cards, source: cards[0]?.source ?? '' };
    },
  ];
}

function stateCards(record: StateRecord): CardParts[] {
  return OFFER_LISTS.flatMap((path) =>
    listAt(record.data, path)
      .slice(0, MAX_OFFERS)
      .map((offer): CardParts => {
        const isHidden = at(offer, 'tradePrice.offerPrice.locked') === true;
        const raw = isHidden ? undefined : textAt(offer, 'tradePrice.offerPrice.valueString');
        return {
          // Advertisements lead elsewhere, so that the number is the better evidence.
          itemId: textAt(offer, 'id'),
          title: withoutTags(firstTextAt(offer, ['information.subject', 'information.simpleSubject']) ?? ''),
          price: cardPrice(raw),
          image: firstTextAt(offer, ['image.imgUrl', 'image.imgUrlOf290x290', 'image.imgUrlOf220x220']),
          seller: {
            name: firstTextAt(offer, ['company.name', 'company.hoverName']),
            id: textAt(offer, 'company.memberId'),
            url: textAt(offer, 'company.url'),
          },
          source: stateSource(record, path),
        };
      }),
  );
}
