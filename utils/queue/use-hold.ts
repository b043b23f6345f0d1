import { m } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { currentHold, putOnHold, releaseHold } from '../drafts/legal-hold.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { signedIn } from '../session/session.ts';

export interface HoldControl {
  result: ActionResult;
  onHold: (reason: string) => Promise<boolean>;
  onRelease: () => Promise<boolean>;
}

/** Who does it, as the record of a hold names them. */
async function currentName(): Promise<string | null> {
  return (await signedIn(pageDatabase))?.me.user.name ?? null;
}

/** Does something to each draft that is still there: to all of them or, where it fails, to none. */
async function forEach(
  draftIds: readonly string[],
  change: (draftId: string) => Promise<void>,
): Promise<void> {
  await pageDatabase.transaction('rw', pageDatabase.drafts, async () => {
    for (const draftId of draftIds) if (await pageDatabase.drafts.get(draftId)) await change(draftId);
  });
}

interface HoldSteps extends HoldControl {
  onHold: (reason: string, now?: number) => Promise<boolean>;
  /** Takes those off hold that were put on it at that moment: what was on hold before stays so. */
  onUnhold: (ids: readonly string[], since: number) => Promise<boolean>;
}

/** The legal hold of one or several drafts and reports: putting it on and taking it off. */
export function useHold(draftIds: readonly string[]): HoldSteps {
  const { result, attempt } = useAttempt();
  return {
    result,
    onHold: (reason, now = Date.now()) =>
      attempt(async () => {
        const hold = { reason, by: await currentName(), now };
        await forEach(draftIds, (draftId) => putOnHold(pageDatabase, draftId, hold));
        return m.queue_held_now;
      }),
    onRelease: () =>
      attempt(async () => {
        const release = { by: await currentName(), now: Date.now() };
        await forEach(draftIds, (draftId) => releaseHold(pageDatabase, draftId, release));
        return () => m.queue_released({ count: draftIds.length });
      }),
    onUnhold: (ids, since) =>
      attempt(async () => {
        const release = { by: await currentName(), now: Date.now() };
        const drafts = await pageDatabase.drafts.bulkGet([...ids]);
        const own = drafts.flatMap((draft) =>
          draft && currentHold(draft)?.since === since ? draft.draftId : [],
        );
        await forEach(own, (draftId) => releaseHold(pageDatabase, draftId, release));
        return () => m.queue_released({ count: own.length });
      }),
  };
}

/** The same for what is chosen in the queue, with how many of it are on hold, and one way back from the last hold of many. */
export function useChosenHold(
  draftIds: readonly string[],
): HoldControl & { held: number; free: number; onUndo: (() => void) | null } {
  const { result, onHold, onRelease, onUnhold } = useHold(draftIds);
  const [last, setLast] = useState<{ ids: readonly string[]; since: number } | null>(null);
  const drafts = useLiveQuery(() => pageDatabase.drafts.bulkGet([...draftIds]), [draftIds.join()]) ?? [];
  const present = drafts.filter((draft) => draft !== undefined);
  const held = present.filter((draft) => currentHold(draft) !== undefined).length;
  return {
    result,
    held,
    free: present.length - held,
    onHold: async (reason) => {
      const since = Date.now();
      const done = await onHold(reason, since);
      if (done) setLast({ ids: draftIds, since });
      return done;
    },
    onRelease: async () => {
      setLast(null);
      return onRelease();
    },
    onUndo:
      last &&
      (() => {
        setLast(null);
        void onUnhold(last.ids, last.since);
      }),
  };
}
