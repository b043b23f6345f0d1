import { deskCounters } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { DESK_FILES, deskCountersPath } from '../../api/desk-queries.ts';
import { type ChosenFile, uploadChosen } from '../../components/chosen-files.tsx';
import { EnterCounterDialog } from '../../components/counter-notices/staff-dialogs.tsx';

/** Where the marketplace's people enter what a seller says against the removal of one link. */
export function DeskCounterDialog(props: {
  packetId: string;
  position: number;
  claim: string;
  onClose: () => void;
}) {
  const { packetId, position, claim, onClose } = props;
  const client = useQueryClient();
  const announce = useAnnounce();
  const enter = useMutation({
    mutationFn: async ({ body, files }: { body: object; files: readonly ChosenFile[] }) => {
      await uploadChosen(files, DESK_FILES);
      return send('POST', deskCountersPath(packetId), { ...body, position }, deskCounters);
    },
    onSuccess: async () => {
      onClose();
      announce(m.counter_entered());
      await client.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <EnterCounterDialog
      number={claim}
      aboutFiles={m.portal_files_about()}
      busy={enter.isPending}
      error={enter.error}
      onClose={onClose}
      onEnter={(body, files) => enter.mutate({ body, files })}
    />
  );
}
