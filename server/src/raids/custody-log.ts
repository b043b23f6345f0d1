import { type Handover, isConfirmed, type ShownSide } from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import type { Scope } from '../db/database.ts';
import type { SaidSide } from '../db/tables/raids.ts';
import type { Tables } from '../db/tables.ts';
import type { Caller } from '../organisations/service.ts';

/** What became of a hand-over. */
export type EventRow = Selectable<Tables['app.raid_handover_events']>;

/** The custody log of a raid that the transaction sees, in the order in which the goods changed hands. */
export async function readCustody(
  scope: Scope,
  raidId: string,
  caller: Pick<Caller, 'userId'>,
): Promise<Handover[]> {
  return (await readCustodies(scope, [raidId], caller)).get(raidId) ?? [];
}

/** The same of several raids, by the raid. */
export async function readCustodies(
  scope: Scope,
  raidIds: readonly string[],
  { userId }: Pick<Caller, 'userId'>,
): Promise<Map<string, Handover[]>> {
  if (raidIds.length === 0) return new Map();
  const rows = await scope
    .selectFrom('app.raid_handovers')
    .selectAll()
    .where('raid_id', 'in', [...raidIds])
    .orderBy('at')
    .orderBy('noted_at')
    .execute();
  if (rows.length === 0) return new Map();
  const events = await scope
    .selectFrom('app.raid_handover_events')
    .selectAll()
    .where(
      'handover_id',
      'in',
      rows.map(({ handover_id }) => handover_id),
    )
    .execute();
  const ofHandover = Map.groupBy(events, ({ handover_id }) => handover_id);
  const shown = (row: (typeof rows)[number]): Handover => {
    const own = ofHandover.get(row.handover_id) ?? [];
    const withdrawal = own.find(({ event }) => event === 'withdrawn');
    const from = sideOf(row.said.from, own);
    const to = sideOf(row.said.to, own);
    const settled = withdrawal !== undefined || isConfirmed({ from, to, paper: row.paper });
    const waitsFor = (side: ShownSide) =>
      side.kind === 'person' && side.userId === userId && side.confirmedAt === null;
    return {
      ...{ handoverId: row.handover_id, at: row.at.toISOString(), bags: row.said.bags, from, to },
      ...{ paper: row.paper, notedAt: row.noted_at.toISOString(), notedBy: row.noted_by_name },
      withdrawn: withdrawal
        ? { at: withdrawal.at.toISOString(), by: withdrawal.by_name, reason: withdrawal.reason ?? '' }
        : null,
      may: {
        confirm: withdrawal === undefined && (waitsFor(from) || waitsFor(to)),
        withdraw: !settled && row.noted_by === userId,
      },
    };
  };
  return new Map(
    [...Map.groupBy(rows, ({ raid_id }) => raid_id)].map(([raidId, own]) => [raidId, own.map(shown)]),
  );
}

function sideOf(side: SaidSide, events: readonly EventRow[]): ShownSide {
  if (side.kind === 'outside') return side;
  const confirmed = events.find(({ event, by_user }) => event === 'confirmed' && by_user === side.userId);
  return { ...side, confirmedAt: confirmed?.at.toISOString() ?? null };
}
