import { FACT_LIMITS } from '@marketsafe/contract/marketplaces';

/** Endings the image servers add for another size or format: `_50x50.jpg_.webp`, `_960x960q80.jpg`, `_b.jpg`, `_.avif`. */
const SIZE_SUFFIX =
  /_(?:\d+x\d+(?:xz)?(?:[qQ]\d+)?(?:s\d+)?|[qQ]\d+|b|sum|summ|m|s)?\.(?:jpe?g|png|webp|avif|gif)(?:_\.(?:webp|avif))?$/i;
const FORMAT_SUFFIX = /_\.(?:webp|avif)$/i;
/** 1688 puts the size before the ending: `…-cib.310x310.jpg`, `….search.jpg`. */
const INNER_SIZE = /\.(?:\d+x\d+(?:xz)?|search|summ|sum)(\.(?:jpe?g|png|webp|gif))$/i;
const HAS_ENDING = /\.(?:jpe?g|png|webp|gif|avif|heic|bmp)$/i;
/** `-tps-` marks interface graphics; videos and their posters are no pictures of the item. */
const NOT_A_PICTURE =
  /-tps-|\/tps\/|\.(?:svg|mp4|m3u8|webm)(?:$|_)|tbvideo|^data:|\/flags\/|spaceball\.gif|blank\.gif/i;

/** Longer texts are not looked at: an address may carry parameters that are taken off, but not without end. */
const MAX_RAW = 16_384;

/**
 * The largest form of an item's picture, absolute and without parameters.
 * @returns nothing for interface graphics, videos, and what is no http(s) address.
 */
export function normaliseImageUrl(raw: string): string | undefined {
  const text = raw.trim();
  if (text.length === 0 || text.length > MAX_RAW || NOT_A_PICTURE.test(text)) return undefined;
  const absolute = text.startsWith('//') ? `https:${text}` : text.replace(/^http:\/\//i, 'https://');
  if (!/^https:\/\/[^/\s]+\.[^/\s]+\//i.test(absolute) || /[\s"'<>]/.test(absolute)) return undefined;
  const path = absolute.replace(/[?#].*$/, '');
  const url = fullSize(path).toWellFormed();
  return isAcceptableUrl(url) ? url : undefined;
}

/** Whether the contract takes an address: the finished one counts, because completing and encoding make it longer. */
export function isAcceptableUrl(url: string): boolean {
  return url.length <= FACT_LIMITS.url && /^https?:\/\//.test(url);
}

function fullSize(path: string): string {
  let current = path.replace(FORMAT_SUFFIX, '');
  for (let rounds = 0; rounds < 3; rounds++) {
    const shorter = current.replace(SIZE_SUFFIX, '');
    // `…_220x220.jpg` alone may be the file's own name: it is a suffix only after another image ending.
    if (shorter === current || !HAS_ENDING.test(shorter)) break;
    current = shorter;
  }
  return current.replace(INNER_SIZE, '$1');
}

/** Pictures in page order, each once, at most as many as a draft may hold. */
export function normaliseImages(raw: readonly string[]): string[] {
  const urls = new Set<string>();
  for (const entry of raw) {
    const url = normaliseImageUrl(entry);
    if (url) urls.add(url);
    if (urls.size >= FACT_LIMITS.images) break;
  }
  return [...urls];
}

/** An absolute http(s) address without parameters, for shop pages; nothing when the text is none. */
export function normaliseLink(raw: string): string | undefined {
  const text = raw.trim();
  const absolute = text.startsWith('//') ? `https:${text}` : text;
  if (absolute.length > MAX_RAW || !/^https?:\/\/[^/\s]+\.[^/\s]+/i.test(absolute)) return undefined;
  try {
    const { protocol, host, pathname } = new URL(absolute);
    const url = `${protocol}//${host}${pathname}`;
    return isAcceptableUrl(url) ? url : undefined;
  } catch {
    return undefined;
  }
}
