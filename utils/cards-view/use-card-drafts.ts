import type { ListingCard } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { send } from '../messages/send-message.ts';
import { draftsFromCards } from './card-drafts.ts';

/** Makes drafts of chosen cards, and says how many. */
export function useCardDrafts(cards: readonly ListingCard[]): {
  running: boolean;
  result: ActionResult;
  onMake: () => void;
} {
  const [running, setRunning] = useState(false);
  const { result, attempt } = useAttempt();
  const make = async () => {
    setRunning(true);
    await attempt(async () => {
      const { made, there } = await draftsFromCards(pageDatabase, cards, Date.now());
      void send({ type: 'outbox.poke' }).catch(console.error);
      return () => m.cards_drafts_made({ made, there });
    });
    setRunning(false);
  };
  return { running, result, onMake: () => void make() };
}
