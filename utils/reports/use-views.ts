import { useLiveQuery } from 'dexie-react-hooks';
import type { TableView, ViewRow } from '../database/view-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';

/** Longest name of a view, in UTF-16 code units. */
const NAME_LIMIT = 60;

export interface ViewsControl {
  /** In the order in which they were first saved. */
  views: readonly ViewRow[];
  /** Keeps a view under its name: one of that name is replaced. */
  onSave: (name: string, view: TableView) => Promise<void>;
  onForget: (viewId: string) => Promise<void>;
}

/** Views that a person has named, live. */
export function useViews(): ViewsControl {
  const views = useLiveQuery(() => pageDatabase.views.toArray(), []) ?? [];
  return {
    views: views.sort((one, other) => one.savedAt - other.savedAt),
    onSave: async (name, view) => {
      const short = name.trim().slice(0, NAME_LIMIT);
      if (short === '') return;
      await pageDatabase.transaction('rw', pageDatabase.views, async () => {
        const same = (await pageDatabase.views.toArray()).find((each) => each.name === short);
        await pageDatabase.views.put({
          viewId: same?.viewId ?? crypto.randomUUID(),
          name: short,
          view,
          savedAt: same?.savedAt ?? Date.now(),
        });
      });
    },
    onForget: (viewId) => pageDatabase.views.delete(viewId),
  };
}
