import { create } from 'zustand';
import type { SortKey, TableView } from '../database/view-rows.ts';

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

/** A change of a view: what is undefined narrows no more. */
type ViewChange = { [Key in keyof TableView]?: TableView[Key] | undefined };

/** A view with some of it changed. */
export function changedView(view: TableView, change: ViewChange): TableView {
  const changed = Object.entries({ ...view, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(changed) as unknown as TableView;
}

/** The same sorted by a column: the column that it is sorted by already goes the other way. */
export function sortedBy(view: TableView, by: SortKey): TableView {
  const down = view.sort.by === by ? !view.sort.down : by === 'at';
  return { ...view, sort: { by, down } };
}

/** Whether a view leaves something out besides what is of another part. */
export function isNarrowed({ search, marketplace, sweepId, reason }: TableView): boolean {
  return search.trim() !== '' || [marketplace, sweepId, reason].some((value) => value !== undefined);
}
