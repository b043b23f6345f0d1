import type { ListAdapter } from '../../adapter.ts';
import { aliexpressCards } from './cards.ts';
import { storeOfPage } from './seller.ts';
import { readListStates } from './states.ts';

export const aliexpressLists: ListAdapter = {
  listStates: readListStates,
  cards: aliexpressCards,
  storeSeller: storeOfPage,
};
