import { m } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import type { Card } from '../../components/review/types.ts';
import { excludeDraft } from '../drafts/exclude-draft.ts';
import { TAKE_BACK_MS } from '../drafts/take-back.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, type Say, sayError, useAttempt } from '../hooks/use-attempt.ts';
import { browserMasker } from '../masking/masker.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { Refusal } from '../refusals/refusal.ts';
import { finishAll } from '../reports/bulk.ts';
import { signedIn } from '../session/session.ts';
import { readReview, reviewCards } from './review-view.ts';

/** After so long, in milliseconds, what was finished can go: a little later than it may. */
const SEND_AFTER_MS = TAKE_BACK_MS + 200;

/** Something that was just done and can be taken back. */
interface Step {
  id: number;
  said: Say;
  undo: () => Promise<void>;
}

export interface ReviewControl {
  /** Undefined while they are being read. */
  cards: Card[] | undefined;
  more: number;
  sweep: string | null;
  /** What the last thing done was, while it can be taken back. */
  undoable: string | null;
  /** How many of how many are finished, while several are. */
  progress: { done: number; of: number } | null;
  result: ActionResult;
  /** A picture's bytes. Rejects when they are not on this device. */
  loadPicture: (sha256: string) => Promise<Blob>;
  onExclude: (draftId: string) => void;
  /** Finishes these; what is not ready stays and is counted. */
  onFinish: (draftIds: readonly string[]) => void;
  onUndo: () => void;
}

async function loadPicture(sha256: string): Promise<Blob> {
  const row = await pageDatabase.blobs.get(sha256);
  if (!row) throw new Error('the picture is no longer on this device');
  return row.bytes;
}

function poke(): void {
  void ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
}

/** Open drafts, of one sweep or all, for a person who goes through them with a key each. */
export function useReview(sweepId: string | null, now: number): ReviewControl {
  const source = useLiveQuery(() => readReview(pageDatabase, sweepId), [sweepId]);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const { result, say, attempt } = useAttempt();
  const [progress, setProgress] = useState<ReviewControl['progress']>(null);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
      // What was finished here goes by itself, with the worker's own alarm.
      poke();
    };
  }, []);

  const offer = (said: Say, undo: Step['undo']) => {
    const step = { id: Math.random(), said, undo };
    setSteps((before) => [...before, step]);
    const over = () => setSteps((before) => before.filter(({ id }) => id !== step.id));
    timers.current.add(setTimeout(over, TAKE_BACK_MS));
  };

  const finish = async (draftIds: readonly string[]): Promise<void> => {
    const reference = await pageDatabase.reference.get('rights');
    const many = draftIds.length > 1;
    const done = await finishAll(pageDatabase, draftIds, {
      rights: reference?.key === 'rights' ? reference.rights : [],
      today: calendarDay(Date.now()),
      version: browser.runtime.getManifest().version,
      masker: browserMasker,
      onProgress: (count) => many && setProgress({ done: count, of: draftIds.length }),
    });
    if (done.count > 0) {
      offer(
        () => m.review_finished({ count: done.count }),
        async () => {
          const { stayed } = await done.undo();
          if (stayed > 0) throw new Refusal({ code: 'left-already' });
        },
      );
      // So that the worker knows when to come, and comes at once when that is.
      poke();
      timers.current.add(setTimeout(poke, SEND_AFTER_MS));
    }
    if (done.left > 0) say({ tone: 'bad', say: () => m.review_stayed({ count: done.left }) });
  };

  return {
    cards: source && reviewCards(source, now),
    more: source?.more ?? 0,
    sweep: source?.sweep ?? null,
    progress,
    undoable: steps.at(-1)?.said() ?? null,
    result,
    loadPicture,
    onExclude: (draftId) =>
      void attempt(async () => {
        const before = (await pageDatabase.drafts.get(draftId))?.exclusion ?? null;
        const by = (await signedIn(pageDatabase))?.me.user.name ?? null;
        await excludeDraft(pageDatabase, draftId, before ? null : { at: Date.now(), by });
        offer(before ? m.review_included : m.review_excluded_now, () =>
          excludeDraft(pageDatabase, draftId, before),
        );
        return null;
      }),
    onFinish: (draftIds) => {
      if (progress || draftIds.length === 0) return;
      say(null);
      void finish(draftIds)
        .catch((error: unknown) => say({ tone: 'bad', say: sayError(error) }))
        .finally(() => setProgress(null));
    },
    onUndo: () => {
      const step = steps.at(-1);
      if (!step) return;
      setSteps((before) => before.filter(({ id }) => id !== step.id));
      void attempt(async () => {
        await step.undo();
        return m.review_undone;
      });
    },
  };
}
