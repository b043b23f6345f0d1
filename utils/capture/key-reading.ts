import type { KeyFacts, PageReading } from '@marketsafe/contract';
import type { KeyReading } from './page-sample.ts';

/** What of a reading must be the same before and after a picture. */
export function keyReadingOf({ kind, wall, itemId, facts }: PageReading, drawn: KeyFacts): KeyReading {
  const { title, price, seller } = facts;
  return {
    kind,
    ...(wall && { wall }),
    ...(itemId !== undefined && { itemId }),
    facts: { ...(title && { title }), ...(price && { price }), ...(seller && { seller }) },
    drawn,
  };
}
