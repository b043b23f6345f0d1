import type { ListAdapter } from '../../adapter.ts';
import { alibabaCards, alibabaListStates } from './cards.ts';
import { alibabaStoreSeller } from './seller.ts';

export const alibabaLists: ListAdapter = {
  listStates: alibabaListStates,
  cards: alibabaCards,
  storeSeller: alibabaStoreSeller,
};
