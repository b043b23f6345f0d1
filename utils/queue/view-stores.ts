import { create } from 'zustand';
import type { QueueFilter } from './queue-data.ts';

/** Rows the queue shows at first, and more by each "Show more". */
const QUEUE_PAGE = 50;

interface QueueView {
  filter: QueueFilter;
  limit: number;
  choose: (filter: QueueFilter) => void;
  showMore: () => void;
}

/** Which part of the queue a page shows. */
export const useQueueView = create<QueueView>()((set) => ({
  filter: 'all',
  limit: QUEUE_PAGE,
  choose: (filter) => set({ filter, limit: QUEUE_PAGE }),
  showMore: () => set((view) => ({ limit: view.limit + QUEUE_PAGE })),
}));

interface UndoView {
  /** Draft that this page deleted last. */
  own: string | null;
  offer: (draftId: string) => void;
}

/** Which deletion the user made in this page: its way back gets the focus here, and in no other page that is open. */
export const useUndoView = create<UndoView>()((set) => ({
  own: null,
  offer: (draftId) => set({ own: draftId }),
}));
