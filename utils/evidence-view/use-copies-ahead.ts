import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { makeCopiesAhead, sourcesOfCopies } from '../masking/copies-ahead.ts';
import { browserMasker } from '../masking/masker.ts';

/** So long, in milliseconds, nothing has been painted: a box that is being drawn changes with every movement. */
const STILL_MS = 400;

/** Has the masked copies of a draft made anew whenever what they are made from has changed, while its page shows it. */
export function useCopiesAhead(draftId: string | undefined): void {
  const sources = useLiveQuery(
    () => (draftId === undefined ? '' : sourcesOfCopies(pageDatabase, draftId)),
    [draftId],
  );
  useEffect(() => {
    if (!sources || draftId === undefined) return;
    const timer = setTimeout(() => void makeCopiesAhead(pageDatabase, draftId, browserMasker), STILL_MS);
    return () => clearTimeout(timer);
  }, [sources, draftId]);
}
