import type { RaidDetail } from '@marketsafe/contract';
import { Button, Card, Table, useAnnounce } from '@marketsafe/looks';
import { formatNumber, m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendToRaid } from '../../api/raid-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useRaidForm } from './raid-fields.tsx';

/** Who saved what, and each version anew. */
export function HistoryTab({ raid }: { raid: RaidDetail }) {
  const { draft, readOnly } = useRaidForm();
  const client = useQueryClient();
  const announce = useAnnounce();
  const restore = useMutation({
    mutationFn: (to: number) =>
      sendToRaid(client, raid.raidId, 'POST', '/undo', { version: raid.version, to }),
    onSuccess: (_, to) => announce(m.raids_restored_now({ version: formatNumber(to) })),
  });
  return (
    <Card title={m.raids_tab_history()}>
      <p>{m.raids_history_about()}</p>
      {draft.isChanged && !readOnly && <p className="soft">{m.raids_history_unsaved()}</p>}
      {restore.error && <FailureNotice error={restore.error} />}
      <Table
        narrow
        caption={m.raids_tab_history()}
        captionHidden
        rows={raid.history}
        keyOf={({ version }) => String(version)}
        columns={[
          { key: 'version', heading: m.raids_version(), kind: 'number', cell: ({ version }) => version },
          { key: 'at', heading: m.raids_saved(), cell: ({ at }) => <TimeText utc={at} /> },
          {
            key: 'by',
            heading: m.raids_saved_by(),
            cell: ({ by, restored }) => (
              <>
                <bdi>{by}</bdi>{' '}
                {restored !== null && (
                  <span className="soft small">{m.raids_restored({ version: formatNumber(restored) })}</span>
                )}
              </>
            ),
          },
          ...(readOnly
            ? []
            : [
                {
                  key: 'restore',
                  heading: m.raids_change(),
                  cell: ({ version }: RaidDetail['history'][number]) =>
                    version === raid.version ? (
                      m.raids_version_now()
                    ) : (
                      <Button
                        size="small"
                        unavailable={draft.isChanged || restore.isPending}
                        aria-label={m.raids_restore_of({ version: formatNumber(version) })}
                        onClick={() => restore.mutate(version)}
                      >
                        {m.raids_restore()}
                      </Button>
                    ),
                },
              ]),
        ]}
      />
    </Card>
  );
}
