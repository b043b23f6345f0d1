import { sql } from 'kysely';
import { openLedger, recordAudit, writeLedger } from '../../audit/service.ts';
import { recordChange } from '../../changes/service.ts';
import { moveClaims } from '../../claims/transitions.ts';
import type { Database, Scope } from '../../db/database.ts';
import type { Caller } from '../../organisations/service.ts';
import { organisationsOf } from '../../people/belonging.ts';
import { HttpProblem } from '../../problems.ts';
import { staffActor } from '../policy.ts';

/**
 * Takes a file of answers back that was brought in by mistake: claims that nothing has happened to since go back to where they were; the others
 * stay, and so does the file. One transaction for each organisation.
 * @throws HttpProblem where there is none of this id, it is being applied, it was undone before, or the caller belongs to whose claims it moved
 */
export async function undoImport(
  db: Database,
  caller: Caller,
  importId: string,
): Promise<{ back: number; stay: number }> {
  const { userId } = caller;
  const { file, organisations } = await db.asStaff(userId, async (scope) => ({
    file: await scope
      .selectFrom('app.answer_imports')
      .select(['organisation_id', 'state'])
      .where('import_id', '=', importId)
      .executeTakeFirst(),
    organisations: await concerned(scope, userId, importId),
  }));
  if (!file) throw new HttpProblem('answers-unknown');
  if (file.state !== 'applied') throw new HttpProblem('answers-not-undoable');
  if (organisations.some(({ own }) => own)) throw new HttpProblem('packet-of-own-organisation');
  let back = 0;
  let stay = 0;
  for (const { organisation_id: organisationId } of organisations) {
    const done = await undoOf(db, caller, organisationId, importId);
    back += done.back;
    stay += done.stay;
  }
  await db.inOrganisation({ organisationId: file.organisation_id, userId, as: 'staff' }, async (scope) => {
    const ledger = await openLedger(scope, file.organisation_id);
    await scope
      .updateTable('app.answer_imports')
      .set({ state: 'undone' })
      .where('import_id', '=', importId)
      .execute();
    recordAudit(ledger, {
      action: 'answers.undone',
      at: new Date(),
      actorUserId: userId,
      entity: importId,
      detail: { back, stay, staff: caller.userName },
    });
    await writeLedger(scope, ledger);
  });
  return { back, stay };
}

/** Whose claims a file moved, and whether the person belongs to them or to whose right it was. */
async function concerned(
  scope: Scope,
  userId: string,
  importId: string,
): Promise<{ organisation_id: string; own: boolean }[]> {
  const own = await organisationsOf(scope, userId);
  const rows = await scope
    .selectFrom('app.marketplace_answers as answer')
    .innerJoin('app.packets as packet', 'packet.packet_id', 'answer.packet_id')
    .distinct()
    .select(['answer.organisation_id', 'packet.holder_id'])
    .where('answer.import_id', '=', importId)
    .execute();
  return [...Map.groupBy(rows, ({ organisation_id }) => organisation_id)].map(([organisation_id, same]) => ({
    organisation_id,
    own: own.has(organisation_id) || same.some(({ holder_id }) => own.has(holder_id)),
  }));
}

async function undoOf(
  db: Database,
  caller: Caller,
  organisationId: string,
  importId: string,
): Promise<{ back: number; stay: number }> {
  return db.inOrganisation({ organisationId, userId: caller.userId, as: 'staff' }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const answers = await scope
      .selectFrom('app.marketplace_answers as answer')
      .innerJoin('app.packets as packet', 'packet.packet_id', 'answer.packet_id')
      .select(['answer.answer_id', 'answer.moved', 'packet.number'])
      .where('answer.organisation_id', '=', organisationId)
      .where('answer.import_id', '=', importId)
      .where('answer.undone_at', 'is', null)
      .execute();
    const moves = answers.flatMap(({ moved, number }) =>
      moved.map(({ claimId, from, event }) => ({
        ...{ claimId, to: from, seen: event },
        reason: { code: 'answer-undone' as const, params: { packet: number } },
      })),
    );
    const outcomes = await moveClaims(scope, ledger, staffActor(caller), moves, at);
    const back = new Set(outcomes.flatMap((one) => (one.outcome === 'moved' ? [one.claimId] : [])));
    for (const claimId of back) recordChange(ledger, { kind: 'answer', at, claimId, answer: null });
    await writeLedger(scope, ledger);
    // An answer that stays with one of its claims stays.
    const undone = answers
      .filter(({ moved }) => moved.every(({ claimId }) => back.has(claimId)))
      .map(({ answer_id }) => answer_id);
    await scope
      .updateTable('app.marketplace_answers')
      .set({ undone_at: at })
      .where('organisation_id', '=', organisationId)
      .where(sql<boolean>`answer_id = any(${undone}::uuid[])`)
      .execute();
    return { back: back.size, stay: moves.length - back.size };
  });
}
