import type { CardParts, FoundCards, ListPage, StateRecord } from '../../adapter.ts';
import type { InlineState } from '../../inline-state.ts';
import { stateSource } from '../../matchers.ts';
import { withoutTags } from '../../text.ts';
import { at, firstTextAt, listAt } from '../../value-path.ts';
import { searchCards, shopCards } from './drawn-cards.ts';
import { cardPrice } from './price.ts';
import { sellerOf } from './seller.ts';
import { shopModules } from './shop-modules.ts';

/** 2021 to 2023, 2024, and 2025 on; each may write `offerList` or `offers`. */
const STATE_NAMES = ['__page__data__config', '__page__data', '_PAGE_DATA_', '_offer_list'];
const OFFER_LISTS = [
  'props.offerResultData.offerList',
  'props.offerResultData.offers',
  'offerResultData.offerList',
  'offerResultData.offers',
];

/** More than any page shows; a hostile list must not cost without end. */
const MAX_OFFERS = 500;

/** Page state of search pages. References in it may lead from the whole or from its `props`, so both are read. */
export function alibabaListStates(state: InlineState): StateRecord[] {
  return STATE_NAMES.flatMap((name) =>
    state.assigned(name).flatMap((data) => [
      { name, data },
      { name: `${name}.props`, data: at(data, 'props') },
    ]),
  ).filter(({ data }) => OFFER_LISTS.some((path) => listAt(data, path).length > 0));
}

/**
 * Listing cards of search and shop pages. State and document are read together: state holds what is not drawn yet, the document
 * what has been loaded since.
 */
export function alibabaCards(page: ListPage): (() => FoundCards | undefined)[] {
  return [
    () => {
      const cards =
        page.kind === 'store'
          ? [...moduleCards(page), ...shopCards(page)]
          : [...page.states.flatMap(stateCards), ...searchCards(page)];
      return { cards, source: cards[0]?.source ?? '' };
    },
  ];
}

function stateCards(record: StateRecord): CardParts[] {
  return OFFER_LISTS.flatMap((path) => offersAt(record.data, path, stateSource(record, path), []));
}

/** `productList`: the items that a supplier's entry or an advertisement shows beside its own. They are of the same company. */
function offersAt(data: unknown, path: string, source: string, parents: readonly string[]): CardParts[] {
  return listAt(data, path)
    .slice(0, MAX_OFFERS)
    .flatMap((_, index) => {
      // Paths lead from the root, because references in the state do.
      const here = `${path}.${index}`;
      const own = readOffer(data, here, source, parents);
      return parents.length > 0
        ? own
        : [own, ...offersAt(data, `${here}.productList`, source, [here])].flat();
    });
}

const ADDRESSES = ['productUrl', 'information.productUrl', 'action'];
const IDS = ['productId', 'information.id', 'id'];
const TITLES = ['information.puretitle', 'enPureTitle', 'title', 'information.title'];
const PRICES = ['promotionInfoVO.localOriginalPriceRangeStr', 'tradePrice.price', 'price'];
const IMAGES = ['mainImage', 'image.mainImage', 'image.productImage', 'productImg', 'multiImage.0'];
const SELLER_NAMES = ['companyName', 'supplier.supplierName'];
const SELLER_ADDRESSES = [
  'supplierHomeHref',
  'supplierHref',
  'supplier.supplierHomeHref',
  'supplier.supplierHref',
  'action',
];

function readOffer(data: unknown, here: string, source: string, parents: readonly string[]): CardParts[] {
  const text = (paths: readonly string[], place = here) =>
    firstTextAt(
      data,
      paths.map((path) => `${place}.${path}`),
    );
  const address = text(ADDRESSES);
  const itemId = text(IDS);
  if (!address && !itemId) return [];
  const [parent = here] = parents;
  const seller = sellerOf(
    text(SELLER_NAMES) ?? text(SELLER_NAMES, parent),
    shopAddress(data, here) ?? shopAddress(data, parent),
  );
  const isReduced = at(data, `${here}.promotionInfoVO.showPromotion`) === true;
  const price = text([
    'promotionPrice',
    ...(isReduced ? ['promotionInfoVO.localPromotionPriceRangeStr'] : []),
    ...PRICES,
  ]);
  return [
    {
      address,
      itemId,
      title: withoutTags(text(TITLES) ?? ''),
      price: cardPrice(price),
      image: text(IMAGES),
      seller,
      source,
    },
  ];
}

/** The first of the addresses that is a shop's. */
function shopAddress(data: unknown, here: string): string | undefined {
  return SELLER_ADDRESSES.map((path) => firstTextAt(data, [`${here}.${path}`])).find(
    (address) => sellerOf(undefined, address).id,
  );
}

/** The item list of a shop page, as its module was given it. */
function moduleCards(page: ListPage): CardParts[] {
  return shopModules(page.dom, LIST_MODULES).flatMap(({ name, data }) =>
    listAt(data, 'productList')
      .slice(0, MAX_OFFERS)
      .map((item) => ({
        address: firstTextAt(item, ['url', 'productUrl', 'detailUrl']),
        itemId: firstTextAt(item, ['id', 'productId']),
        title: firstTextAt(item, ['subject', 'title']),
        price: cardPrice(firstTextAt(item, ['fobPriceWithoutUnit', 'fobPrice'])),
        image: firstTextAt(item, ['imageUrls.original', 'imageUrls.x350', 'imageUrl', 'mainImage']),
        source: `dom:${name}`,
      })),
  );
}

const LIST_MODULES = [
  'icbu-pc-productListPc',
  'icbu-pc-products',
  'icbu-pc-shopProducts',
  'icbu-pc-recommendProductTile',
  'icbu-pc-recommendProducts',
];
