import type { ListAdapter } from '../../adapter.ts';
import { storeSeller, trendyolCards } from './cards.ts';
import { readListStates } from './states.ts';

export const trendyolLists: ListAdapter = {
  listStates: readListStates,
  cards: trendyolCards,
  storeSeller: (page) => [() => storeSeller(page)],
};
