import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { MARKETPLACE_IDS } from '../../../../contract/src/marketplaces/index.ts';
import { readPage } from '../../../../utils/marketplaces/read-page.ts';
import { openPage } from './open-page.ts';

const corpus = resolve(import.meta.dirname, '../../../../../shared/corpus');
const index = resolve(corpus, 'INDEX.tsv');
const ABSENT = '(not in file)';

interface Row {
  file: string;
  marketplace: string;
  kind: string;
  wall: string | undefined;
  url: string;
  itemId: string;
  title: string;
  price: string;
  currency: string;
  seller: string;
  sellerId: string;
  images: number;
}

function readIndex(): Row[] {
  const lines = readFileSync(index, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [
      file = '',
      marketplace = '',
      type = '',
      url = '',
      itemId = '',
      title = '',
      price = '',
      currency = '',
      seller = '',
      sellerId = '',
      images = '',
    ] = line.split('\t');
    const [kind = '', wall] = type.split(':');
    return {
      file,
      marketplace,
      kind,
      wall,
      url,
      itemId,
      title,
      price,
      currency,
      seller,
      sellerId,
      images: Number(images),
    };
  });
}

/** Lowest to highest current price of a row: what stands in brackets is the ladder or the former price. */
function expectedPrice({ price, currency }: Row) {
  if (price === ABSENT) return undefined;
  const shown = (price.replace(/\(.*\)/, '').match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return { min: Math.min(...shown), max: Math.max(...shown), currency: currency.slice(0, 3) };
}

if (!existsSync(index)) {
  it('saved real pages', () => {
    console.log('skipped: no saved real pages beside this repository');
  });
} else {
  const rows = readIndex().filter(({ marketplace }) => MARKETPLACE_IDS.some((id) => id === marketplace));

  it.each(rows)(
    'saved page $file has its kind and identity, its facts, and none that it does not hold',
    { timeout: 60_000 },
    (row) => {
      const { kind, wall, itemId, facts } = readPage(
        row.url,
        openPage(row.url, readFileSync(resolve(corpus, row.file))),
      );
      expect({ kind, wall }).toEqual({ kind: row.kind, wall: row.wall });
      if (row.itemId) expect(itemId).toBe(row.itemId);
      if (row.kind !== 'listing') {
        // Of a store page the seller, of the others nothing.
        expect(Object.keys(facts)).toEqual(row.kind === 'store' && facts.seller ? ['seller'] : []);
        return;
      }
      expect(facts.title?.value).toBe(row.title);
      expect(facts.price?.value).toEqual(expectedPrice(row));
      expect(facts.seller?.value.name).toBe(row.seller === ABSENT ? undefined : row.seller);
      expect(row.sellerId).toContain(facts.seller?.value.id ?? '');
      expect(facts.images?.value.length ?? 0).toBe(row.images);
    },
  );
}
