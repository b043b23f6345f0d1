import { create } from 'zustand';

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
