import { useState } from 'react';

/** Which drafts and reports of the queue are chosen. A choice stays when the filter changes. */
export function useChosen() {
  const [set, setSet] = useState<ReadonlySet<string>>(new Set());
  return {
    set,
    ids: [...set],
    choose: (draftIds: readonly string[], chosen: boolean) =>
      setSet((before) => {
        const after = new Set(before);
        for (const draftId of draftIds) {
          if (chosen) after.add(draftId);
          else after.delete(draftId);
        }
        return after;
      }),
    clear: () => setSet(new Set()),
  };
}
