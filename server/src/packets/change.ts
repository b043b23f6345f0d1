import type { PacketSummary } from '@marketsafe/contract';
import { type Ledger, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import { planAlike } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { belongsTo } from './policy.ts';
import { type FoundPacket, findPacket, summariesOf } from './read.ts';

/** What changing a packet works with. */
export interface ChangeTools {
  db: Database;
  now?: () => Date;
}

/** Opens a packet to change it: its ledger is held, and whoever belongs to who complains is refused. */
export async function changePacket(
  { db, now = () => new Date() }: ChangeTools,
  caller: Caller,
  packetId: string,
  work: (scope: Scope, ledger: Ledger, found: FoundPacket, at: Date) => Promise<void>,
): Promise<PacketSummary> {
  const { summary } = await db.asStaff(caller.userId, (scope) => findPacket(scope, packetId));
  const { organisationId } = summary.group;
  return db.inOrganisation({ organisationId, userId: caller.userId, as: 'staff' }, async (scope) => {
    await planAlike(scope);
    const ledger = await openLedger(scope, organisationId);
    const found = await findPacket(scope, packetId);
    if (await belongsTo(scope, caller.userId, summary.group)) {
      throw new HttpProblem('packet-of-own-organisation');
    }
    await work(scope, ledger, found, now());
    const [after] = await summariesOf(scope, [packetId]);
    if (!after) throw new Error('a packet is gone');
    return after;
  });
}
