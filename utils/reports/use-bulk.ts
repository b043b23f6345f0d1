import { REASONS, type ReasonCode, type Right } from '@marketsafe/contract';
import { joinSentences, m, reasonName, unmetSentence } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { TAKE_BACK_MS } from '../drafts/take-back.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, type Say, useAttempt } from '../hooks/use-attempt.ts';
import { browserMasker } from '../masking/masker.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { type BrandGroup, groupByBrand } from '../panel/rights.ts';
import { useUndoView } from '../queue/view-stores.ts';
import { keptRights } from '../reference/rights.ts';
import {
  type Done,
  deleteAll,
  finishAll,
  type ReadinessSummary,
  setReason,
  setRight,
  summariseReadiness,
  takeStatements,
} from './bulk.ts';

export interface BulkControl {
  /** Undefined while the chosen drafts are being looked at. */
  summary: { drafts: number; ready: number; lacks: { count: number; sentence: string }[] } | undefined;
  rights: BrandGroup[];
  /** In the order of how little they disclose. */
  reasons: { code: ReasonCode; label: string; least: boolean }[];
  /** Drafts finished of so many; null while none are. */
  progress: { done: number; of: number } | null;
  busy: boolean;
  result: ActionResult;
  /** Takes the last action back; null where there is none, or it cannot be taken back any more. */
  onUndo: (() => void) | null;
  onRight: (rightId: string) => void;
  onReason: (reason: ReasonCode) => void;
  onStatements: () => void;
  onFinish: () => void;
  onDelete: () => void;
}

function say(done: Pick<Done, 'count' | 'left'>, words: (inputs: { count: number }) => string): Say {
  const { count, left } = done;
  return () => joinSentences([words({ count }), ...(left > 0 ? [m.reports_bulk_left({ count: left })] : [])]);
}

async function rightsNow(): Promise<Right[]> {
  return (await keptRights(pageDatabase)) ?? [];
}

/** What is done to all chosen drafts and reports at once, each with one way back. `onGone`: they were deleted. */
export function useBulk(
  draftIds: readonly string[],
  onGone: (draftIds: readonly string[]) => void,
): BulkControl {
  const { result, attempt } = useAttempt();
  const [summary, setSummary] = useState<ReadinessSummary>();
  const [progress, setProgress] = useState<BulkControl['progress']>(null);
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Done | null>(null);
  const [version, setVersion] = useState(0);
  const rights = useLiveQuery(rightsNow, []) ?? [];
  // After each action the same drafts are looked at again.
  const asked = JSON.stringify([version, draftIds]);

  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const context = { rights: await rightsNow(), today: calendarDay(Date.now()) };
      const [, ids] = JSON.parse(asked) as [number, string[]];
      const seen = await summariseReadiness(pageDatabase, ids, context);
      if (!isOver) setSummary(seen);
    };
    look().catch(console.error);
    return () => {
      isOver = true;
    };
  }, [asked]);

  const act = (work: () => Promise<{ done: Done | null; say: Say }>) => {
    if (busy) return;
    setBusy(true);
    setLast(null);
    const run = async () => {
      const { done, say: words } = await work();
      setLast(done);
      return words;
    };
    void attempt(run).finally(() => {
      setBusy(false);
      setProgress(null);
      setVersion((before) => before + 1);
    });
  };
  const edit = (work: () => Promise<Done>) =>
    act(async () => {
      const done = await work();
      return { done, say: say(done, m.reports_bulk_edited) };
    });

  return {
    summary: summary && {
      drafts: summary.drafts,
      ready: summary.ready,
      lacks: summary.lacks.map(({ unmet, count }) => ({ count, sentence: unmetSentence(unmet) })),
    },
    rights: groupByBrand(rights, calendarDay(Date.now())),
    reasons: REASONS.map(({ code, disclosure }) => ({
      code,
      label: reasonName(code),
      least: disclosure === 0,
    })),
    progress,
    busy,
    result,
    onUndo:
      last &&
      (() => {
        const { undo } = last;
        act(async () => {
          const { back, stayed } = await undo();
          const words = () =>
            joinSentences([
              m.reports_bulk_back({ count: back }),
              ...(stayed > 0 ? [m.reports_bulk_stayed({ count: stayed })] : []),
            ]);
          return { done: null, say: words };
        });
      }),
    onRight: (rightId) => edit(() => setRight(pageDatabase, draftIds, rightId)),
    onReason: (reason) => edit(() => setReason(pageDatabase, draftIds, reason)),
    onStatements: () => edit(() => takeStatements(pageDatabase, draftIds)),
    onFinish: () =>
      act(async () => {
        const done = await finishAll(pageDatabase, draftIds, {
          rights: await rightsNow(),
          today: calendarDay(Date.now()),
          version: browser.runtime.getManifest().version,
          masker: browserMasker,
          onProgress: (count) => setProgress({ done: count, of: draftIds.length }),
        });
        // They are sent once the way back is over, and this page need not be there then.
        await ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
        setTimeout(() => setLast((now) => (now === done ? null : now)), TAKE_BACK_MS);
        return { done, say: say(done, m.reports_bulk_finished) };
      }),
    onDelete: () =>
      act(async () => {
        const done = await deleteAll(pageDatabase, draftIds, Date.now());
        const [first] = done.gone;
        if (first !== undefined) useUndoView.getState().offer(first);
        onGone(done.gone);
        return { done: null, say: say(done, m.reports_bulk_deleted) };
      }),
  };
}
