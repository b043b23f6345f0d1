import type { ListingCard } from '@marketsafe/contract';
import { listingKey } from '@marketsafe/contract/marketplaces';
import { createElement, pictureSourceOf, queryAll } from '../page/natives.ts';

/** Longest side of a small picture, in pixels: that of a row at twice the usual density. */
const SIDE = 160;

/** Longest wait for all of them, in milliseconds: what has not come by then has no picture. */
const WAIT_MS = 4_000;

/** What is no larger than this is small enough as it is, in bytes. */
const SMALL_BYTES = 64 * 1024;

/** Most bytes that are made a picture of. */
const MAX_BYTES = 8 * 1024 * 1024;

/** The address under which the page shows a card's picture, and has it in its cache; otherwise the one that the card names. */
function addressOf(card: ListingCard, place: Element | undefined): string | undefined {
  const image = place && queryAll(place, 'img')[0];
  const shown = image && pictureSourceOf(image);
  return shown?.startsWith('http') ? shown : card.image;
}

/** Bytes as an address that holds them. */
function dataOf(bytes: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}

async function takePicture(
  page: Document,
  address: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await fetch(address, { cache: 'force-cache', credentials: 'omit', signal });
  if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MAX_BYTES) return undefined;
  const bytes = await answer.blob();
  if (bytes.size > MAX_BYTES) return undefined;
  if (bytes.size <= SMALL_BYTES && bytes.type.startsWith('image/')) return dataOf(bytes);
  const whole = await createImageBitmap(bytes);
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height, 1));
  // It stands nowhere in the page.
  const canvas = createElement(page, 'canvas');
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return canvas.toDataURL('image/jpeg', 0.7);
}

/**
 * Small pictures of listings by key, as data: what the page shows is in its cache, so that mostly nothing is asked for. What is refused,
 * late or no picture is left out; never rejects.
 */
export async function takePictures(
  page: Document,
  cards: readonly ListingCard[],
  places: ReadonlyMap<string, Element>,
): Promise<Record<string, string>> {
  const signal = AbortSignal.timeout(WAIT_MS);
  const taken = await Promise.all(
    cards.map(async (card): Promise<[string, string][]> => {
      const key = listingKey(card);
      const address = addressOf(card, places.get(key));
      const picture =
        address === undefined ? undefined : await takePicture(page, address, signal).catch(() => undefined);
      return picture === undefined ? [] : [[key, picture]];
    }),
  );
  return Object.fromEntries(taken.flat());
}
