import type { Translation, TranslationOrder, WaitingTranslation } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import { recordChange } from '../changes/service.ts';
import type { Database } from '../db/database.ts';
import { tellNews } from '../news/tell.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { termsIn } from './glossary.ts';
import { fromMemory } from './memory.ts';

/** Most that are listed. */
const MOST = 100;
/** How many translations before are looked through. */
const REMEMBERED = 2_000;

/** Asks for a text in another language; the same request once more changes nothing. */
export async function askTranslation(
  db: Database,
  { organisationId, userId }: Caller,
  translationId: string,
  { text, target }: TranslationOrder,
  machineDraft: string | null,
): Promise<void> {
  const at = new Date();
  await db.inOrganisation({ organisationId, userId }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { numInsertedOrUpdatedRows } = await scope
      .insertInto('app.translations')
      .values({
        ...{ organisation_id: organisationId, translation_id: translationId, asked_by: userId },
        ...{ asked_at: at, text, target, machine_draft: machineDraft },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return;
    await appendAudit(scope, ledger, {
      action: 'translation.asked',
      at,
      actorUserId: userId,
      entity: translationId,
      detail: { target, characters: text.length },
    });
  });
}

/** What the person has asked for, newest first. */
export async function ownTranslations(
  db: Database,
  { organisationId, userId }: Caller,
): Promise<Translation[]> {
  const rows = await db.inOrganisation({ organisationId, userId }, (scope) =>
    scope
      .selectFrom('app.translations')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('asked_by', '=', userId)
      .orderBy('asked_at', 'desc')
      .limit(MOST)
      .execute(),
  );
  return rows.map((row) => ({
    ...{ translationId: row.translation_id, text: row.text, target: row.target },
    ...{ askedAt: row.asked_at.toISOString(), machineDraft: row.machine_draft, result: row.result },
    doneAt: row.done_at?.toISOString() ?? null,
  }));
}

/** What waits for a translator, oldest first, each with what helps: the text, and nothing of whose it is. */
export async function waitingTranslations(db: Database, { userId }: Caller): Promise<WaitingTranslation[]> {
  return db.asStaff(userId, async (scope) => {
    const waiting = await scope
      .selectFrom('app.translations')
      .select(['translation_id', 'text', 'target', 'asked_at', 'machine_draft'])
      .where('result', 'is', null)
      .orderBy('asked_at')
      .limit(MOST)
      .execute();
    const done = await scope
      .selectFrom('app.translations')
      .select(['text', 'result', 'target'])
      .where('result', 'is not', null)
      .orderBy('done_at', 'desc')
      .limit(REMEMBERED)
      .execute();
    return waiting.map((row) => {
      const before = done.flatMap(({ text, result, target }) =>
        target === row.target && result !== null ? [{ text, result }] : [],
      );
      return {
        ...{ translationId: row.translation_id, text: row.text, target: row.target },
        ...{ askedAt: row.asked_at.toISOString(), machineDraft: row.machine_draft },
        ...{ memory: fromMemory(row.text, before), terms: termsIn(row.text) },
      };
    });
  });
}

/** Gives a translation back to who asked. @throws HttpProblem `translation-unknown`, also where it is done already */
export async function finishTranslation(
  db: Database,
  caller: Caller,
  translationId: string,
  result: string,
): Promise<void> {
  const { userId } = caller;
  const row = await db.asStaff(userId, (scope) =>
    scope
      .selectFrom('app.translations')
      .select('organisation_id')
      .where('translation_id', '=', translationId)
      .executeTakeFirst(),
  );
  if (!row) throw new HttpProblem('translation-unknown');
  const organisationId = row.organisation_id;
  await db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const { numUpdatedRows } = await scope
      .updateTable('app.translations')
      .set({ result, done_at: at, done_by: userId })
      .where('organisation_id', '=', organisationId)
      .where('translation_id', '=', translationId)
      .where('result', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new HttpProblem('translation-unknown');
    recordChange(ledger, { kind: 'translation', at, translationId });
    await appendAudit(scope, ledger, {
      action: 'translation.done',
      at,
      actorUserId: userId,
      entity: translationId,
      detail: staffDetail({ ...caller, as: 'staff' }),
    });
    await tellNews(
      scope,
      { organisationId, actorUserId: userId },
      { kind: 'translation', subjectId: translationId },
    );
  });
}
