import { create } from 'zustand';
import type { TableView } from '../database/view-rows.ts';

/** Everything, the newest first. */
export const WHOLE: TableView = { stage: 'all', search: '', sort: { by: 'at', down: true } };

interface ViewStore {
  view: TableView;
  change: (view: TableView) => void;
}

/** What the table of this page shows. */
export const useTableView = create<ViewStore>()((set) => ({
  view: WHOLE,
  change: (view) => set({ view }),
}));
