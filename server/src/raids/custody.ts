import type { CustodySide, Handover, NewHandover } from '@marketsafe/contract';
import { type AuditRecord, appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { findBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { SaidSide } from '../db/tables/raids.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { type EventRow, readCustody } from './custody-log.ts';
import { findOwnRaid, findRaid } from './read.ts';

/**
 * Notes that goods changed hands; who notes it and is one of its sides thereby confirms it. The same id once more is the same.
 * @throws HttpProblem `raid-unknown`, `body-invalid` or `file-unknown`
 */
export async function noteHandover(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  raidId: string,
  given: NewHandover,
): Promise<void> {
  const { handoverId, at, bags, from, to, paper } = given;
  if (Date.parse(at) > Date.now()) refuse('/at', 'day-ahead');
  const isTwice = from.kind === 'person' && to.kind === 'person' && from.userId === to.userId;
  if (isTwice) refuse('/to', 'named-twice');
  if (paper !== null && !(await findBlob(db, store, caller, paper, 'whole')))
    throw new HttpProblem('file-unknown');
  await inLog(db, caller, raidId, async (scope, ledger, now) => {
    const there = await scope
      .selectFrom('app.raid_handovers')
      .select('handover_id')
      .where('handover_id', '=', handoverId)
      .executeTakeFirst();
    if (there) return;
    const { content } = await findOwnRaid(scope, raidId);
    // Staff read a hand-over's paper, and nothing of the sealed annex.
    if (content.files.some(({ role, sha256 }) => role === 'annex' && sha256 === paper))
      refuse('/paper', 'sealed-annex');
    const said = { bags, from: await named(scope, from, '/from'), to: await named(scope, to, '/to') };
    await scope
      .insertInto('app.raid_handovers')
      .values({
        ...{
          organisation_id: caller.organisationId,
          raid_id: raidId,
          handover_id: handoverId,
          at: new Date(at),
        },
        ...{ said: JSON.stringify(said), paper },
        ...{ noted_at: now, noted_by: caller.userId, noted_by_name: caller.userName },
      })
      .execute();
    const isSide = [from, to].some((side) => side.kind === 'person' && side.userId === caller.userId);
    if (isSide) await addEvent(scope, caller, { handoverId, event: 'confirmed', at: now, reason: null });
    await record(scope, ledger, caller, raidId, { action: 'raid.handover-noted', at: now, handoverId });
  });
}

/**
 * Confirms a hand-over, as the person who handed on or received.
 * @throws HttpProblem `raid-unknown`, `handover-unknown`, `handover-of-others` or `handover-settled`
 */
export async function confirmHandover(
  db: Database,
  caller: Caller,
  { raidId, handoverId }: { raidId: string; handoverId: string },
): Promise<void> {
  await inLog(db, caller, raidId, async (scope, ledger, now) => {
    const found = await findHandover(scope, caller, raidId, handoverId);
    const own = [found.from, found.to].find(
      (side) => side.kind === 'person' && side.userId === caller.userId,
    );
    if (own?.kind !== 'person') throw new HttpProblem('handover-of-others');
    if (own.confirmedAt !== null) return;
    if (!found.may.confirm) throw new HttpProblem('handover-settled');
    await addEvent(scope, caller, { handoverId, event: 'confirmed', at: now, reason: null });
    await record(scope, ledger, caller, raidId, { action: 'raid.handover-confirmed', at: now, handoverId });
  });
}

/**
 * Says that a hand-over was noted by mistake: by whoever noted it, while not both sides stand behind it. It stays in the log.
 * @throws HttpProblem `raid-unknown`, `handover-unknown` or `handover-settled`
 */
export async function withdrawHandover(
  db: Database,
  caller: Caller,
  { raidId, handoverId }: { raidId: string; handoverId: string },
  reason: string,
): Promise<void> {
  await inLog(db, caller, raidId, async (scope, ledger, now) => {
    const found = await findHandover(scope, caller, raidId, handoverId);
    if (!found.may.withdraw) throw new HttpProblem('handover-settled');
    await addEvent(scope, caller, { handoverId, event: 'withdrawn', at: now, reason });
    await record(scope, ledger, caller, raidId, { action: 'raid.handover-withdrawn', at: now, handoverId });
  });
}

function refuse(
  path: string,
  code: 'day-ahead' | 'named-twice' | 'nobody-called-so' | 'sealed-annex',
): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, code, params: {} }] });
}

/** A side with the name that it has now; a person is one of the organisation's. @throws HttpProblem `body-invalid` */
async function named(scope: Scope, side: CustodySide, path: string): Promise<SaidSide> {
  if (side.kind === 'outside') return side;
  const row = await scope
    .selectFrom('app.memberships')
    .select('name')
    .where('user_id', '=', side.userId)
    .executeTakeFirst();
  if (!row) refuse(path, 'nobody-called-so');
  return { kind: 'person', userId: side.userId, name: row.name };
}

async function findHandover(
  scope: Scope,
  caller: Caller,
  raidId: string,
  handoverId: string,
): Promise<Handover> {
  const found = (await readCustody(scope, raidId, caller)).find((one) => one.handoverId === handoverId);
  if (!found) throw new HttpProblem('handover-unknown');
  return found;
}

async function inLog(
  db: Database,
  caller: Caller,
  raidId: string,
  work: (scope: Scope, ledger: Ledger, now: Date) => Promise<void>,
): Promise<void> {
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await findRaid(scope, raidId);
    await work(scope, ledger, new Date());
  });
}

async function addEvent(
  scope: Scope,
  caller: Caller,
  added: { handoverId: string; event: EventRow['event']; at: Date; reason: string | null },
): Promise<void> {
  const { handoverId, event, at, reason } = added;
  await scope
    .insertInto('app.raid_handover_events')
    .values({
      ...{ organisation_id: caller.organisationId, handover_id: handoverId, event, at },
      ...{ by_user: caller.userId, by_name: caller.userName },
      reason: reason === null ? null : JSON.stringify(reason),
    })
    .execute();
}

async function record(
  scope: Scope,
  ledger: Ledger,
  caller: Caller,
  raidId: string,
  { action, at, handoverId }: Pick<AuditRecord, 'action' | 'at'> & { handoverId: string },
): Promise<void> {
  const detail = { handover: handoverId };
  await appendAudit(scope, ledger, { action, at, actorUserId: caller.userId, entity: raidId, detail });
}
