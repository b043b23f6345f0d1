import { ADAPTER_VERSIONS } from '@marketsafe/contract/marketplaces';
import type { Adapter, FactMatchers, FactValues, Found, ListingPage } from '../../adapter.ts';
import { brandValue } from '../../brand.ts';
import { textsAt } from '../../json-ld.ts';
import { domList, firstOf, mapped, metaText, stateSource } from '../../matchers.ts';
import { at, listAt, numberAt, textAt } from '../../value-path.ts';
import { drawnDescription, stateDescription } from './description.ts';
import { drawnSeller, meantOffer, stateSeller } from './offer.ts';
import { isItemPicture, wholePicture } from './picture.ts';
import { trendyolPrices } from './price.ts';
import { listedProduct, listedText } from './product.ts';
import { readStates } from './states.ts';
import { stateBrand, trendyolTitles } from './title.ts';
import { stateVariants } from './variants.ts';

export const trendyolAdapter: Adapter = {
  id: 'trendyol',
  version: ADAPTER_VERSIONS.trendyol,
  states: readStates,
  matchers: (page): FactMatchers => ({
    title: trendyolTitles(page),
    price: trendyolPrices(page),
    seller: [() => stateSeller(page), () => drawnSeller(page)],
    images: [
      () => pictures(stateImages(page)),
      () => pictures(jsonLdImages(page)),
      () =>
        pictures(
          domList(
            page,
            ['[class*="carouselThumbs"] img, img[class*="carouselThumbs"]', '.product-slide img'],
            ['src', 'data-src'],
          ),
        ),
      () => pictures(mapped(metaText(page, ['og:image']), (url) => [url])),
    ],
    location: [() => merchantText(page, ['cityName'])],
    storeLevel: [() => merchantText(page, ['sellerScore.value', 'sellerScore'])],
    category: [() => categoryTree(page), () => categoryPath(page)],
    brand: [
      () =>
        firstOf(page.states, ['product.brand'], (record, path) => {
          const raw = stateBrand(record.data);
          const value = raw && trueBrand(raw);
          return value && raw && { value, raw, source: stateSource(record, path) };
        }),
      () => mapped(listedText(page, ['brand.name', 'brand']), trueBrand),
    ],
    description: [() => stateDescription(page), () => drawnDescription(page)],
    variants: [() => stateVariants(page)],
    rating: [() => stateRating(page), () => jsonLdRating(page)],
  }),
};

function trueBrand(text: string): string | undefined {
  return /^(?:markas[ıi]z|no ?name|belirtilmemiş|diğer)$/i.test(text.trim()) ? undefined : brandValue(text);
}

function merchantText(page: ListingPage, paths: readonly string[]): Found<string> | undefined {
  const offer = meantOffer(page);
  for (const path of paths) {
    const value = textAt(offer?.merchant, path);
    if (offer && value && value !== '0')
      return { value, raw: value, source: stateSource(offer.record, `${offer.merchantPath}.${path}`) };
  }
  return undefined;
}

function stateImages(page: ListingPage): Found<string[]> | undefined {
  return firstOf(page.states, ['product.images'], (record, path) => {
    const value = listAt(record.data, path).flatMap(
      (entry) => textAt(entry, '') ?? textAt(entry, 'url') ?? [],
    );
    return value.length > 0 && { value, raw: value.join(' | '), source: stateSource(record, path) };
  });
}

/** `image: {contentUrl: […]}`, before that a text or a list of texts. */
function jsonLdImages(page: ListingPage): Found<string[]> | undefined {
  const node = listedProduct(page);
  const value = node ? [...textsAt(node, 'image.contentUrl'), ...textsAt(node, 'image')] : [];
  return value.length > 0 ? { value, raw: value.join(' | '), source: 'json-ld' } : undefined;
}

function pictures(found: Found<string[]> | undefined): Found<string[]> | undefined {
  return mapped(found, (urls) => {
    const kept = urls.filter(isItemPicture).map(wholePicture);
    return kept.length > 0 ? kept : undefined;
  });
}

/** The site's own tree, leaf first with levels; old pages have only the seller side's path. */
function categoryTree(page: ListingPage): Found<string[]> | undefined {
  return firstOf(page.states, ['product.webCategoryTree'], (record, path) => {
    const steps = listAt(record.data, path).flatMap((entry) => {
      const name = textAt(entry, 'name');
      const level = numberAt(entry, 'level');
      return name && level !== undefined ? [{ name, level }] : [];
    });
    const value = steps.sort((one, other) => one.level - other.level).map(({ name }) => name);
    return value.length > 0 && { value, raw: value.join(' > '), source: stateSource(record, path) };
  });
}

function categoryPath(page: ListingPage): Found<string[]> | undefined {
  return firstOf(page.states, ['product.category.hierarchy'], (record, path) => {
    const raw = textAt(record.data, path);
    return raw && { value: raw.split('/'), raw, source: stateSource(record, path) };
  });
}

type Rating = FactValues['rating'];

function stateRating(page: ListingPage): Found<Rating> | undefined {
  return firstOf(page.states, ['product.ratingScore'], (record, path) => {
    const score = numberAt(record.data, `${path}.averageRating`);
    const count =
      numberAt(record.data, `${path}.totalCount`) ?? numberAt(record.data, `${path}.totalRatingCount`);
    if (!score) return undefined;
    return {
      value: { score, best: 5, count },
      raw: [score, count].filter((part) => part !== undefined).join(' | '),
      source: stateSource(record, path),
    };
  });
}

function jsonLdRating(page: ListingPage): Found<Rating> | undefined {
  const rating = at(listedProduct(page), 'aggregateRating');
  const score = numberAt(rating, 'ratingValue');
  if (!score) return undefined;
  return {
    value: { score, best: numberAt(rating, 'bestRating') ?? 5, count: numberAt(rating, 'ratingCount') },
    raw: JSON.stringify(rating).slice(0, 500),
    source: 'json-ld',
  };
}
