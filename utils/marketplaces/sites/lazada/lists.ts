import type { ListAdapter } from '../../adapter.ts';
import { lazadaCards } from './cards.ts';
import { storeOfPage } from './seller.ts';
import { readListStates } from './states.ts';

export const lazadaLists: ListAdapter = {
  listStates: readListStates,
  cards: lazadaCards,
  storeSeller: storeOfPage,
};
