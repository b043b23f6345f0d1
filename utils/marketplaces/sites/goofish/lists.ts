import type { ListAdapter } from '../../adapter.ts';
import { goofishCards } from './cards.ts';
import { personalSeller } from './seller.ts';
import { readListStates } from './states.ts';

export const goofishLists: ListAdapter = {
  listStates: readListStates,
  cards: goofishCards,
  storeSeller: (page) => [() => personalSeller(page)],
};
