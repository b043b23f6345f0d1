import type { TabMessage } from '../page/tab-messages.ts';

/** Messages of worker and side panel to the script that reads a page's cards. */
export type CardsMessage =
  /** What the page shows and what of it is chosen. */
  | { type: 'cards.read' }
  | { type: 'cards.choose'; listings: string[] }
  /** Small pictures of these listings, as the page has them. */
  | { type: 'cards.pictures'; listings: string[] }
  /** How listings stand may have changed. */
  | { type: 'cards.stand' };

type Heard = CardsMessage | Extract<TabMessage, { type: 'settings' }>;

const TYPES: ReadonlySet<unknown> = new Set<Heard['type']>([
  'cards.read',
  'cards.choose',
  'cards.pictures',
  'cards.stand',
  'settings',
]);

export function isCardsMessage(value: unknown): value is Heard {
  return TYPES.has((value as { type?: unknown } | null)?.type);
}
