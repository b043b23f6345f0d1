import type { ListAdapter } from '../../adapter.ts';
import { taobaoCards } from './cards.ts';
import { storeSellers } from './seller.ts';
import { readListStates } from './states.ts';

export const taobaoLists: ListAdapter = {
  listStates: readListStates,
  cards: taobaoCards,
  storeSeller: storeSellers,
};
