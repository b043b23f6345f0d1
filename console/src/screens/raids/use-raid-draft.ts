import { type RaidContent, type RaidDetail, raidFaults } from '@marketsafe/contract';
import { useQueryClient } from '@tanstack/react-query';
import { raidQuery, sendToRaid } from '../../api/raid-queries.ts';
import { useSavedDraft } from '../../components/use-saved-draft.ts';

/** A part of a raid that is changed as one. */
export type RaidPart = keyof RaidContent;

/** What a person writes of a raid before they save it. */
export function useRaidDraft(raid: RaidDetail) {
  const { raidId } = raid;
  const client = useQueryClient();
  return useSavedDraft<RaidContent>(raid, {
    ...{ id: raidId, faultsOf: raidFaults, changed: 'raid-changed-meanwhile' },
    save: (body) => sendToRaid(client, raidId, 'PUT', '', body),
    readNow: () => client.fetchQuery({ ...raidQuery(raidId), staleTime: 0 }),
  });
}
export type RaidDraft = ReturnType<typeof useRaidDraft>;
