import { useState } from 'react';

/** Which claims of the list are chosen. A choice stays when rows arrive or leave the list. */
export function useChosenClaims() {
  const [set, setSet] = useState<ReadonlySet<string>>(new Set());
  return {
    set,
    ids: [...set],
    choose: (claimIds: readonly string[], chosen: boolean) =>
      setSet((before) => {
        const after = new Set(before);
        for (const claimId of claimIds) {
          if (chosen) after.add(claimId);
          else after.delete(claimId);
        }
        return after;
      }),
    clear: () => setSet(new Set()),
  };
}
