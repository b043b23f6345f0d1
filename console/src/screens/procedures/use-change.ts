import {
  type ProcedureChangeRow,
  type ProcedureHistory,
  pathKey,
  procedureChangeRow,
  type ValuePath,
} from '@marketsafe/contract/procedures';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { PROCEDURE_CHANGES, refreshProcedures } from '../../api/procedure-queries.ts';
import type { WantedChange } from './change-dialog.tsx';

/** The number of the last change of a value that this page has seen; 0 where it was never changed. */
function seenOf(history: ProcedureHistory | undefined, place: ValuePath & { scope: string }): number {
  const last = history?.changes.find(
    (change) => change.scope === place.scope && pathKey(change) === pathKey(place),
  );
  return last?.sequence ?? 0;
}

/** Changes values of procedures and takes changes back, on the state of the history that was seen. */
export function useChange(history: ProcedureHistory | undefined) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const after = {
    onSuccess: () => announce(m.procedure_saved()),
    // Also after a refusal: somebody else may have been faster.
    onSettled: () => refreshProcedures(client),
  };
  const change = useMutation({
    ...after,
    mutationFn: (wanted: WantedChange) =>
      send('POST', PROCEDURE_CHANGES, { ...wanted, seen: seenOf(history, wanted) }, procedureChangeRow),
  });
  const undo = useMutation({
    ...after,
    mutationFn: ({ made, why }: { made: ProcedureChangeRow; why: string }) =>
      send(
        'POST',
        `${PROCEDURE_CHANGES}/${made.sequence}/undo`,
        { why, seen: seenOf(history, made) },
        procedureChangeRow,
      ),
  });
  return { change, undo };
}
