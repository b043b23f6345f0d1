import type {
  AnswerCause,
  MarketplaceId,
  ReasonCode,
  StandingDay,
  StandingPending,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** What a packet is about, whose it is, and when it was sent. */
interface PacketOf {
  packetId: string;
  organisationId: string;
  holderId: string;
  marketplace: MarketplaceId;
  reason: ReasonCode;
  /** As its right names it; empty where it names none. */
  brand: string;
  /** Day, UTC; null where it was never sent. */
  sentOn: string | null;
}

/** All that standing is counted from. */
export interface StandingRows {
  days: readonly (StandingDay & PacketOf)[];
  pending: readonly (StandingPending & PacketOf)[];
  /** For what links that the organisation filed itself were refused. */
  causes: readonly { reason: ReasonCode; cause: AnswerCause; links: number }[];
}

type Counted<Row> = { [Name in keyof Row]: Row[Name] extends number ? string : Row[Name] };
type DayRow = Counted<StandingDay> & { organisationId: string };
type PendingRow = Counted<StandingPending>;

/**
 * Reads what happened to links since a day: one row a packet and day, by the indexes of what was decided, however many links there are.
 * @param whose of whom; `own` in a transaction of the organisation itself, which counts what was filed for it, too; ids in one of the program's
 * staff
 * @param holder only what was filed for this one, in a transaction of the program's staff
 * @param causesSince first day of refusals whose causes are counted; null for none
 */
export async function readStandingRows(
  scope: Scope,
  whose: 'own' | readonly string[],
  {
    since,
    causesSince,
    holder = null,
  }: { since: string; causesSince: string | null; holder?: string | null },
): Promise<StandingRows> {
  const days = await sql<DayRow>`
    select packet_id as "packetId", organisation_id as "organisationId", to_char(day, 'YYYY-MM-DD') as day, removed, refused, gone, lost
    from ${
      whose === 'own'
        ? sql`app.standing_own(${since}::date)`
        : sql`app.standing_days(${[...whose]}::uuid[], ${holder}::uuid, ${since}::date)`
    }`.execute(scope);
  const pending = await sql<PendingRow>`
    select packet_id as "packetId", links, counters from ${
      whose === 'own'
        ? sql`app.standing_own_undecided()`
        : sql`app.standing_undecided(${[...whose]}::uuid[], ${holder}::uuid)`
    }`.execute(scope);
  const causes =
    causesSince === null
      ? { rows: [] }
      : await sql<{ reason: ReasonCode; cause: AnswerCause; links: string }>`select * from ${
          whose === 'own'
            ? sql`app.standing_own_causes(${causesSince}::date)`
            : sql`app.standing_causes(${[...whose]}::uuid[], ${causesSince}::date)`
        }`.execute(scope);
  const packets = await packetsOf(scope, whose, [...days.rows, ...pending.rows]);
  const about = <Row extends { packetId: string }>(row: Row) => {
    const packet = packets.get(row.packetId);
    return packet ? [{ ...row, ...packet }] : [];
  };
  return {
    days: days.rows.flatMap(about).map((row) => ({
      ...row,
      ...{ removed: Number(row.removed), refused: Number(row.refused) },
      ...{ gone: Number(row.gone), lost: Number(row.lost) },
    })),
    pending: pending.rows
      .flatMap(about)
      .map((row) => ({ ...row, links: Number(row.links), counters: Number(row.counters) })),
    causes: causes.rows.map((row) => ({ ...row, links: Number(row.links) })),
  };
}

const PACKETS = sql`select packet.*, coalesce(owned.brand, '') as brand, to_char(packet.sent_at at time zone 'UTC', 'YYYY-MM-DD') as sent_on
  from app.packets packet
  left join app.rights owned on owned.organisation_id = packet.holder_id and owned.right_id = packet.right_id`;

async function packetsOf(
  scope: Scope,
  whose: 'own' | readonly string[],
  named: readonly { packetId: string }[],
): Promise<ReadonlyMap<string, PacketOf>> {
  const ids = [...new Set(named.map(({ packetId }) => packetId))];
  const { rows } = await sql<PacketOf>`
    select packet_id as "packetId", organisation_id as "organisationId", holder_id as "holderId", marketplace, reason, brand,
      sent_on as "sentOn"
    from ${whose === 'own' ? sql`app.standing_packets(${ids}::uuid[])` : sql`(${PACKETS} where packet_id = any(${ids}::uuid[])) packet`}`.execute(
    scope,
  );
  return new Map(rows.map((row) => [row.packetId, row]));
}
