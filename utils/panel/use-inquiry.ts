import type { ClaimWithdrawal } from '@marketsafe/contract';
import type { RefusedFile } from '../drafts/attach-files.ts';
import {
  addToReply,
  finishReply,
  queueWithdrawal,
  takeBackFollowing,
  takeFromReply,
  writeReply,
} from '../drafts/reply.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import type { Say } from '../hooks/use-attempt.ts';
import { browserMasker } from '../masking/masker.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { retryNow } from '../outbox/actions.ts';

function poke(): void {
  void ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick);
}

/** What can be done about the program's question on a report, and the way out of a claim. */
export function inquiryControl(
  draftId: string,
  opId: string | undefined,
  attempt: (work: () => Promise<Say | null>) => Promise<unknown>,
) {
  const doing = (work: () => Promise<unknown>) =>
    void attempt(async () => {
      await work();
      return null;
    });
  return {
    inquiring: {
      onWrite: (text: string) => doing(() => writeReply(pageDatabase, draftId, text)),
      onAttach: async (_name: string, files: readonly File[]): Promise<RefusedFile[]> => {
        let refused: RefusedFile[] = [];
        await attempt(async () => {
          refused = await addToReply(pageDatabase, draftId, files);
          return null;
        });
        return refused;
      },
      onDetach: (_name: string, sha256: string) => doing(() => takeFromReply(pageDatabase, draftId, sha256)),
      onDrop: (captureId: string) => doing(() => takeFromReply(pageDatabase, draftId, captureId)),
      onSend: async (): Promise<boolean> => {
        let sent = true;
        await attempt(async () => {
          sent = await finishReply(pageDatabase, draftId, { masker: browserMasker, now: Date.now() });
          if (sent) poke();
          return null;
        });
        return sent;
      },
      onChange: () => doing(() => takeBackFollowing(pageDatabase, draftId, 'answer')),
      onAgain: () =>
        doing(async () => {
          if (opId !== undefined) await retryNow(pageDatabase, opId);
          poke();
        }),
    },
    withdrawing: {
      onWithdraw: (withdrawal: ClaimWithdrawal) =>
        doing(async () => {
          await queueWithdrawal(pageDatabase, draftId, withdrawal, Date.now());
          // Whoever sends looks again when the wait is over.
          poke();
        }),
      onKeep: () => doing(() => takeBackFollowing(pageDatabase, draftId, 'withdrawal')),
    },
  };
}
