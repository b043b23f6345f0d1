import type { ListingCard } from '@marketsafe/contract';
import { formatDay, m, marketplaceName } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { usePermission } from '../settings/use-permission.ts';
import { useSettings } from '../settings/use-settings.ts';
import { MOST_VISITED, startVisit, stopVisit } from '../visit/start-visit.ts';

const ALL_PAGES = { origins: ['<all_urls>'] };

interface VisitOrderControl {
  count: number;
  limit: number;
  granted: boolean | undefined;
  refused: boolean;
  running: boolean;
  result: ActionResult;
  onAllow: () => void;
  onStart: (most: number) => void;
}

/** Starts the visit of chosen cards; the worker does it as soon as it is on disk. */
export function useVisitOrder(cards: readonly ListingCard[]): VisitOrderControl {
  const { granted, notice, request } = usePermission(ALL_PAGES);
  const { settings } = useSettings();
  const { result, attempt } = useAttempt();
  const [running, setRunning] = useState(false);
  const start = async (most: number) => {
    const [first] = cards;
    if (!first) return;
    setRunning(true);
    await attempt(async () => {
      const now = Date.now();
      const marketplace = marketplaceName(first.marketplace);
      const name = m.visit_sweep_name({ marketplace, day: formatDay(calendarDay(now)) });
      const profile = settings?.profile ?? 'quick';
      const { visits, known } = await startVisit(pageDatabase, cards, { most, name, profile, now });
      return () => (visits === 0 ? m.visit_nothing() : m.visit_begun({ visits, known }));
    });
    setRunning(false);
  };
  return {
    count: cards.length,
    limit: MOST_VISITED,
    granted,
    refused: notice === 'refused',
    running,
    result,
    onAllow: request,
    onStart: (most) => void start(most),
  };
}

/** How far the visit is that is under way, or waits for its sweep to go on; null where there is none. */
export function useVisitProgress(): { visit: { done: number; most: number } | null; onStop: () => void } {
  const sweep = useLiveQuery(() =>
    pageDatabase.sweeps
      .where('state')
      .anyOf('running', 'paused')
      .filter(({ visit }) => visit !== undefined)
      .first(),
  );
  return {
    visit: sweep?.visit ?? null,
    onStop: () => {
      if (sweep) void stopVisit(pageDatabase, sweep.sweepId, Date.now()).catch(console.error);
    },
  };
}
