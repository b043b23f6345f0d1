import type { CounterNotice, CounterReply } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { counterStateName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendToCounter } from '../../api/counter-queries.ts';
import { claimQuery } from '../../api/queries.ts';
import { type ChosenFile, uploadChosen } from '../chosen-files.tsx';
import { ForwardedDialog, ProofDialog } from './day-dialog.tsx';
import { ConcedeDialog, ContestDialog } from './reply-dialogs.tsx';
import { DecideCounterDialog } from './staff-dialogs.tsx';

/** What somebody is asked before they do something about a counter-notice. */
export type AskedOfCounter = 'concede' | 'contest' | 'forward' | 'prove' | 'decide';

/** What a caller may be asked about a counter-notice, in the order in which it is offered. */
export function asksOf({ may }: Pick<CounterNotice, 'may'>): AskedOfCounter[] {
  return [
    ...(may.reply ? (['contest', 'concede'] as const) : []),
    ...(may.prove ? (['prove'] as const) : []),
    ...(may.forward ? (['forward'] as const) : []),
    ...(may.decide ? (['decide'] as const) : []),
  ];
}

/** Hears what was changed of a claim's counter-notices, says it, and reads them anew. */
export function useAfterCounter(claimId: string): (said: string) => Promise<void> {
  const announce = useAnnounce();
  const client = useQueryClient();
  return async (said) => {
    announce(said);
    await client.invalidateQueries({ queryKey: ['counter-notices'] });
    await client.invalidateQueries(claimQuery(claimId));
  };
}

/** The dialog that asks, and does it. */
export function CounterDialogs(props: {
  counter: CounterNotice;
  asked: AskedOfCounter;
  onClose: () => void;
}) {
  const { counter, asked, onClose } = props;
  const after = useAfterCounter(counter.claimId);
  const act = useMutation({
    mutationFn: async (order: {
      what: Parameters<typeof sendToCounter>[1];
      body: object;
      files?: readonly ChosenFile[];
    }) => {
      await uploadChosen(order.files ?? []);
      return sendToCounter(counter.counterId, order.what, order.body);
    },
    onSuccess: async ({ state }) => {
      onClose();
      await after(counterStateName(state));
    },
  });
  const about = { counter, busy: act.isPending, error: act.error, onClose };
  const reply = (body: CounterReply, files: readonly ChosenFile[] = []) =>
    act.mutate({ what: 'reply', body, files });
  switch (asked) {
    case 'concede':
      return <ConcedeDialog {...about} onReply={(said) => reply(said)} />;
    case 'contest':
      return (
        <ContestDialog
          {...about}
          onReply={(text, files) =>
            reply({ kind: 'contest', text, files: files.map(({ added }) => added) }, files)
          }
        />
      );
    case 'forward':
      return <ForwardedDialog {...about} onDay={(on) => act.mutate({ what: 'forwarded', body: { on } })} />;
    case 'prove':
      return <ProofDialog {...about} onProof={(body) => act.mutate({ what: 'proof', body })} />;
    case 'decide':
      return <DecideCounterDialog {...about} onDecide={(body) => act.mutate({ what: 'outcome', body })} />;
  }
}
