import { normaliseImageUrl } from '../../marketplaces/image-url.ts';
import { documentElementOf, isLoaded, queryAll } from '../../page/natives.ts';
import { MAX_PICTURE_BYTES, MAX_PICTURES, MAX_PICTURES_BYTES, PICTURES_MS } from '../platform.ts';
import type { FoundPicture } from './picture-call.ts';

/** Bytes encoded at a time: a multiple of three, so that the pieces join without padding in between. */
const ENCODED_BYTES = 3 * 8_192;

/** What browsers ask pictures with: a server that sends other bytes for other wishes then sends those that were shown. */
const ACCEPT = 'image/avif,image/webp,image/apng,image/*,*/*;q=0.8';

/** Most elements that are looked at for where a picture stands in the page. */
const MAX_ELEMENTS = 2_000;

/** For each picture of the page in its largest form, the exact address under which the page shows it, and has it in the cache. */
function shownPictures(page: Document): Map<string, string> {
  const root = documentElementOf(page);
  const shown = new Map<string, { url: string; width: number }>();
  for (const image of root ? queryAll(root, 'img').slice(0, MAX_ELEMENTS) : []) {
    if (!(image instanceof HTMLImageElement) || !isLoaded(image)) continue;
    const url = image.currentSrc;
    const key = normaliseImageUrl(url);
    const width = image.naturalWidth;
    if (key !== undefined && width > (shown.get(key)?.width ?? 0)) shown.set(key, { url, width });
  }
  return new Map([...shown].map(([key, { url }]) => [key, url]));
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += ENCODED_BYTES) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + ENCODED_BYTES)));
  }
  return text;
}

/** A body up to the limit; null where it is longer, or ends without bytes. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  if (!reader || Number(response.headers.get('content-length') ?? 0) > limit) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return length === 0 ? null : bytes;
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<Uint8Array | null> {
  const response = await fetch(url, {
    // What the page shows is in its cache: mostly nothing is sent at all.
    cache: 'force-cache',
    credentials: 'omit',
    headers: { Accept: ACCEPT },
    signal,
  });
  return response.ok ? readUpTo(response, MAX_PICTURE_BYTES) : null;
}

/**
 * Gets the bytes of the listing's pictures inside the page, with the rights of the page: from its cache where it shows them, otherwise
 * from the address that the facts name. Runs in the page's isolated world, where neither the page's own scripts nor its service worker
 * see what is asked. What is missing, too large, refused or late is left out; never rejects.
 * @param addresses as the facts name them
 */
export async function collectPictures(page: Document, addresses: readonly string[]): Promise<FoundPicture[]> {
  const shown = shownPictures(page);
  const end = new AbortController();
  const late = setTimeout(() => end.abort(), PICTURES_MS);
  const found: FoundPicture[] = [];
  let total = 0;
  const take = async (address: string, index: number) => {
    const url = shown.get(address) ?? address;
    const bytes = await fetchPicture(url, end.signal).catch(() => null);
    if (!bytes || total + bytes.length > MAX_PICTURES_BYTES) return;
    total += bytes.length;
    found.push({ index, url, base64: base64Of(bytes) });
  };
  await Promise.all(addresses.slice(0, MAX_PICTURES).map(take));
  clearTimeout(late);
  return found;
}
