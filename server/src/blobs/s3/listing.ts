import { SaxesParser } from 'saxes';
import { StoreAway } from './away.ts';

/** One page of a listing. */
interface Listing {
  objects: { key: string; bytes: number }[];
  /** What keys have in common up to a delimiter, with it. */
  prefixes: string[];
  /** Where the next page begins; null at the last. */
  next: string | null;
}

/** Reads the answer to ListObjectsV2. @throws StoreAway where it is none */
export function listed(xml: string): Listing {
  const page: Listing = { objects: [], prefixes: [], next: null };
  const path: string[] = [];
  let text = '';
  let isListing = false;
  let key = '';
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw new StoreAway('the object store answered with something else than a listing', { cause });
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    isListing ||= path.join('/') === 'ListBucketResult';
    text = '';
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', () => {
    const at = path.slice(1).join('/');
    if (at === 'Contents/Key') key = text;
    if (at === 'Contents/Size') page.objects.push({ key, bytes: Number(text) });
    if (at === 'CommonPrefixes/Prefix') page.prefixes.push(text);
    if (at === 'NextContinuationToken') page.next = text;
    path.pop();
  });
  parser.write(xml).close();
  if (!isListing) throw new StoreAway('the object store answered with something else than a listing');
  return page;
}
