import { deskAnswered, deskUndone } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { deskAnswersPath } from '../../api/desk-queries.ts';
import type { DraftAnswers } from './use-draft-answers.ts';

/** Sends answers to a packet's links, and takes back what was sent. */
export function useSendAnswers(packetId: string) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [sent, setSent] = useState<readonly number[]>([]);
  // Nobody waits for it: what asked is closed at once.
  const again = () => void client.invalidateQueries({ queryKey: ['desk'] });
  const give = useMutation({
    mutationFn: async (drafts: DraftAnswers) => {
      const answers = [...drafts].map(([position, said]) => ({ position, said }));
      await send('POST', deskAnswersPath(packetId), { answers }, deskAnswered);
      return answers.map(({ position }) => position);
    },
    onSuccess: (positions) => {
      setSent(positions);
      announce(m.portal_sent({ count: positions.length }));
      again();
    },
  });
  const back = useMutation({
    mutationFn: (positions: readonly number[]) =>
      send('POST', `${deskAnswersPath(packetId)}/undo`, { positions }, deskUndone),
    onSuccess: (done) => {
      setSent([]);
      announce(m.portal_taken_back({ count: done.back }));
      again();
    },
  });
  return {
    sent,
    busy: give.isPending || back.isPending,
    error: give.error ?? back.error,
    send: (drafts: DraftAnswers, onSent: () => void) => {
      back.reset();
      give.mutate(drafts, { onSuccess: onSent });
    },
    takeBack: (positions: readonly number[]) => {
      give.reset();
      if (positions.length > 0) back.mutate(positions);
    },
  };
}
