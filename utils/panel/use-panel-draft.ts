import { useEffect, useRef, useState } from 'react';
import { useActiveTab } from '../page-card/use-active-tab.ts';
import { useDraftOfPage, usePage } from '../page-card/use-page.ts';
import { firstPanelDraft, onPanelDraft, rememberedPanelDraft } from './panel-draft.ts';

/**
 * Which draft the panel shows: the fixed one of its address, otherwise the latest of what the user opened by a click and what the page
 * in front has. Undefined while that is being found out, null when there is none.
 */
export function usePanelDraft(fixed: string | null): string | null | undefined {
  const page = usePage(useActiveTab());
  const known = useDraftOfPage(page);
  const isKnown = page.state !== 'asking' && known !== undefined;
  const ofPage = known ?? undefined;
  const [shown, setShown] = useState<string | null | undefined>(fixed ?? undefined);
  const started = useRef(false);

  useEffect(() => {
    if (fixed !== null) return;
    return onPanelDraft(setShown);
  }, [fixed]);

  useEffect(() => {
    if (fixed !== null || !isKnown) return;
    if (started.current) {
      if (ofPage !== undefined) setShown(ofPage);
      return;
    }
    started.current = true;
    void rememberedPanelDraft().then((remembered) => {
      const first = firstPanelDraft({ remembered, ofPage, now: Date.now() });
      setShown((current) => current ?? first ?? null);
    });
  }, [fixed, isKnown, ofPage]);

  return shown;
}
