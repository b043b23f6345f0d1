import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { DeletedDraft } from '../drafts/drafts.ts';
import type { QueueFilter } from './queue-rows.ts';

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

/** A deletion that can still be undone. */
interface PendingUndo {
  deleted: DeletedDraft;
  /** Unix milliseconds of the deletion. */
  at: number;
}

interface UndoView {
  pending: PendingUndo | null;
  offer: (deleted: DeletedDraft) => void;
  clear: () => void;
}

/** How long a deletion can be undone, in milliseconds; its pictures stay in the database for longer than that. */
const UNDO_MS = 3_600_000;

/**
 * The last deletion. Kept in `localStorage`, because a popup closes at a click beside it and must not take the only way back with it.
 */
export const useUndoView = create<UndoView>()(
  persist(
    (set) => ({
      pending: null,
      offer: (deleted) => set({ pending: { deleted, at: Date.now() } }),
      clear: () => set({ pending: null }),
    }),
    {
      name: 'undo',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ pending }) => ({ pending }),
      merge: (stored, fresh) => {
        const { pending } = (stored ?? {}) as { pending?: PendingUndo | null };
        return { ...fresh, pending: pending && Date.now() - pending.at < UNDO_MS ? pending : null };
      },
    },
  ),
);
