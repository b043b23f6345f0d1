import { type AnswerOutcome, type Change, change } from '@marketsafe/contract';
import { changesAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/** Most pages fetched in one go: the rest comes with the next. */
const PAGES = 50;

async function storedCursor(db: ReporterDatabase, organisationId: string): Promise<number> {
  const row = await db.reference.get('changes');
  return row?.key === 'changes' && row.organisationId === organisationId ? row.cursor : 0;
}

/** Changes of a kind this extension knows; those of a newer server are passed over. */
function known(changes: unknown[]): Change[] {
  return changes.flatMap((raw) => {
    const parsed = change.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A report of this device that the marketplace has said something new of. */
export interface Answered {
  draftId: string;
  /** Of the claim; empty where this device has not heard it. */
  number: string;
  outcome: AnswerOutcome;
}

/** Writes the states and the cursor after them in one transaction, so that none is passed over. */
async function apply(
  db: ReporterDatabase,
  changes: Change[],
  position: { organisationId: string; cursor: number; fetchedAt: number },
): Promise<Answered[]> {
  const states = new Map(
    changes.flatMap((item) => (item.kind === 'claim' ? [[item.claimId, item.state]] : [])),
  );
  const answers = new Map(
    changes.flatMap((item) => (item.kind === 'answer' ? [[item.claimId, item.answer]] : [])),
  );
  const deleted = new Set(changes.flatMap((item) => (item.kind === 'deleted' ? [item.claimId] : [])));
  const answered: Answered[] = [];
  await db.transaction('rw', db.drafts, db.reference, async () => {
    await db.drafts
      .where('draftId')
      .anyOf([...new Set([...states.keys(), ...answers.keys(), ...deleted])])
      .modify((draft) => {
        const state = states.get(draft.draftId);
        if (state) draft.serverState = state;
        if (deleted.has(draft.draftId)) draft.deletedThere = true;
        const answer = answers.get(draft.draftId);
        if (answer) {
          const { draftId, receipt } = draft;
          if (draft.answer?.outcome !== answer.outcome)
            answered.push({ draftId, number: receipt?.number ?? '', outcome: answer.outcome });
          draft.answer = answer;
        }
        if (answer === null) delete draft.answer;
      });
    await db.reference.put({ key: 'changes', ...position });
  });
  return answered;
}

/**
 * Fetches what changed on the server since the last time and writes the states on the reports of this device. Says whether a
 * right changed, or a translation was done, so that the kept list can be fetched anew, and of which reports the marketplace said
 * something new; a device that hears for the first time is told nothing of what was before. `now` in Unix milliseconds.
 */
export async function pullChanges(
  db: ReporterDatabase,
  call: Call,
  organisationId: string,
  now: () => number,
): Promise<ApiResult<{ rightsChanged: boolean; translationsChanged: boolean; answered: Answered[] }>> {
  let cursor = await storedCursor(db, organisationId);
  const isFirst = cursor === 0;
  const answered: Answered[] = [];
  let rightsChanged = false;
  let translationsChanged = false;
  for (let page = 1; ; page++) {
    const answer = await call({
      method: 'GET',
      path: `/v1/changes?cursor=${cursor}`,
      answer: changesAnswer,
    });
    if (!answer.ok) return answer;
    const changes = known(answer.value.changes);
    const position = { organisationId, cursor: answer.value.cursor, fetchedAt: now() };
    answered.push(...(await apply(db, changes, position)));
    rightsChanged ||= changes.some((item) => item.kind === 'right');
    translationsChanged ||= changes.some((item) => item.kind === 'translation');
    const onward = answer.value.more && answer.value.cursor > cursor;
    cursor = answer.value.cursor;
    if (onward && page < PAGES) continue;
    const told = isFirst ? [] : answered;
    return { ...answer, value: { rightsChanged, translationsChanged, answered: told } };
  }
}
