import type { ListAdapter } from '../../adapter.ts';
import { alibaba1688Cards, alibaba1688ListStates } from './cards.ts';
import { alibaba1688StoreSeller } from './seller.ts';

export const alibaba1688Lists: ListAdapter = {
  listStates: alibaba1688ListStates,
  cards: alibaba1688Cards,
  storeSeller: alibaba1688StoreSeller,
};
