import { type FieldValues, isReady, type ReasonCode, type Right, type Unmet } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { deleteDraft } from '../drafts/delete-draft.ts';
import { draftReadiness, editDraft, finishDraft } from '../drafts/drafts.ts';
import { keepUntil, TAKE_BACK_MS, takeBack } from '../drafts/take-back.ts';
import type { Masker } from '../masking/masker.ts';
import { chooseReason, takeStatement } from '../panel/statements.ts';
import { Refusal } from '../refusals/refusal.ts';

/** What one action did to many drafts, and how it is undone. */
export interface Done {
  /** Drafts that it changed. */
  count: number;
  /** Drafts that it could not be done to, such as one on legal hold that was to be deleted; they are as they were. */
  left: number;
  /**
   * Takes all of it back. What has been changed again since, or is on its way by now, stays; gives how many were taken back and how many
   * were not.
   */
  undo: () => Promise<{ back: number; stayed: number }>;
}

/** What drafts lack, by what is missing: how many of them lack it. */
export interface ReadinessSummary {
  /** Of the chosen ones; finished reports are neither ready nor not. */
  drafts: number;
  ready: number;
  /** The commonest first. */
  lacks: { unmet: Unmet; count: number }[];
}

/** Drafts that are changed in one transaction: the page stays alive in between. */
const AT_A_TIME = 50;

async function openDrafts(db: ReporterDatabase, draftIds: readonly string[]): Promise<DraftRow[]> {
  const drafts = await db.drafts.bulkGet([...draftIds]);
  return drafts.filter((draft) => draft?.state === 'draft') as DraftRow[];
}

function rightOf(draft: DraftRow, rights: readonly Right[]): Right | undefined {
  return rights.find(({ rightId }) => rightId === draft.rightId);
}

/** Looks at every chosen draft before anything is done to it. `today` is `YYYY-MM-DD`. */
export async function summariseReadiness(
  db: ReporterDatabase,
  draftIds: readonly string[],
  { rights, today }: { rights: readonly Right[]; today: string },
): Promise<ReadinessSummary> {
  const drafts = await openDrafts(db, draftIds);
  const lacks = new Map<string, { unmet: Unmet; count: number }>();
  let ready = 0;
  for (const draft of drafts) {
    const unmet = draftReadiness(draft, rightOf(draft, rights), today);
    if (isReady(unmet)) ready += 1;
    for (const item of unmet) {
      if (item.severity !== 'missing') continue;
      const key = JSON.stringify([item.code, item.params]);
      const lack = lacks.get(key) ?? { unmet: item, count: 0 };
      lack.count += 1;
      lacks.set(key, lack);
    }
  }
  const commonest = [...lacks.values()].sort((one, other) => other.count - one.count);
  return { drafts: drafts.length, ready, lacks: commonest };
}

/** Puts drafts back that nobody has touched since, each as it was. */
async function putBack(
  db: ReporterDatabase,
  changed: readonly { before: DraftRow; updatedAt: number }[],
): Promise<{ back: number; stayed: number }> {
  let back = 0;
  for (let start = 0; start < changed.length; start += AT_A_TIME) {
    await db.transaction('rw', db.drafts, async () => {
      for (const { before, updatedAt } of changed.slice(start, start + AT_A_TIME)) {
        const draft = await db.drafts.get(before.draftId);
        if (draft?.state !== 'draft' || draft.updatedAt !== updatedAt) continue;
        // A hold is no edit: one that was put on meanwhile stays.
        const { holds: _, ...earlier } = before;
        await db.drafts.put({
          ...earlier,
          ...(draft.holds && { holds: draft.holds }),
          updatedAt: Math.max(Date.now(), updatedAt + 1),
        });
        back += 1;
      }
    });
  }
  return { back, stayed: changed.length - back };
}

/** Edits every chosen draft that is open; `change` gives what, nothing where a draft stays as it is. */
async function editEach(
  db: ReporterDatabase,
  draftIds: readonly string[],
  change: (draft: DraftRow) => Partial<FieldValues>,
): Promise<Done> {
  const changed: { before: DraftRow; updatedAt: number }[] = [];
  for (let start = 0; start < draftIds.length; start += AT_A_TIME) {
    await db.transaction('rw', db.drafts, async () => {
      for (const before of await openDrafts(db, draftIds.slice(start, start + AT_A_TIME))) {
        const fields = change(before);
        if (Object.keys(fields).length === 0) continue;
        await editDraft(db, before.draftId, fields);
        const after = await db.drafts.get(before.draftId);
        if (after) changed.push({ before, updatedAt: after.updatedAt });
      }
    });
  }
  return { count: changed.length, left: draftIds.length - changed.length, undo: () => putBack(db, changed) };
}

/** Gives every chosen draft a right. */
export function setRight(db: ReporterDatabase, draftIds: readonly string[], rightId: string): Promise<Done> {
  return editEach(db, draftIds, () => ({ rightId }));
}

/** Gives every chosen draft a reason, which a person chose: what it states is theirs. */
export function setReason(
  db: ReporterDatabase,
  draftIds: readonly string[],
  reason: ReasonCode,
): Promise<Done> {
  return editEach(db, draftIds, (draft) => chooseReason(draft, reason));
}

/** Takes over the standing statement of each draft's own reason, in both languages, where nothing was written yet. */
export function takeStatements(db: ReporterDatabase, draftIds: readonly string[]): Promise<Done> {
  return editEach(db, draftIds, (draft) => {
    const { en, zh } = draft.explanation;
    return {
      ...(en.trim() === '' && takeStatement(draft, 'en')),
      ...(zh.trim() === '' && takeStatement(draft, 'zh')),
    };
  });
}

/** Does something to one after another; what is refused is left, anything else that fails ends it. */
async function eachOrLeft(
  draftIds: readonly string[],
  work: (draftId: string) => Promise<boolean>,
  onProgress?: (done: number) => void,
): Promise<string[]> {
  const done: string[] = [];
  for (const [index, draftId] of draftIds.entries()) {
    try {
      if (await work(draftId)) done.push(draftId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    onProgress?.(index + 1);
  }
  return done;
}

/** Deletes what is chosen, as one deletion; what is on its way or on legal hold stays. */
export async function deleteAll(
  db: ReporterDatabase,
  draftIds: readonly string[],
  now: number,
): Promise<Pick<Done, 'count' | 'left'> & { gone: string[] }> {
  const gone = await eachOrLeft(draftIds, (draftId) => deleteDraft(db, draftId, now));
  return { gone, count: gone.length, left: draftIds.length - gone.length };
}

/** What is finished among many is held back for so long, in milliseconds, until the last of them is: they are taken back together. */
const MANY_MS = 120_000;

/**
 * Finishes every chosen draft that is ready, one after another, each sent ten seconds later, so that all can be taken back. What is not
 * ready, or of which a copy cannot be made, stays a draft.
 */
export async function finishAll(
  db: ReporterDatabase,
  draftIds: readonly string[],
  context: {
    rights: readonly Right[];
    today: string;
    version: string;
    masker: Masker;
    onProgress: (done: number) => void;
  },
): Promise<Done> {
  const before = new Map<string, DraftRow>();
  const finish = async (draftId: string) => {
    const draft = await db.drafts.get(draftId);
    if (draft?.state !== 'draft') return false;
    const { today, version, masker } = context;
    const outcome = await finishDraft(db, draftId, {
      ...{ today, version, masker, now: Date.now(), heldBackMs: MANY_MS },
      right: rightOf(draft, context.rights),
    });
    if (!('queued' in outcome)) return false;
    before.set(draftId, draft);
    return true;
  };
  const done = await eachOrLeft(draftIds, finish, context.onProgress);
  await keepUntil(db, done, Date.now() + TAKE_BACK_MS);
  const back = async (draftId: string) => {
    const draft = before.get(draftId);
    if (draft) await takeBack(db, draft, Date.now());
    return draft !== undefined;
  };
  return {
    count: done.length,
    left: draftIds.length - done.length,
    undo: async () => {
      const taken = await eachOrLeft(done, back);
      return { back: taken.length, stayed: done.length - taken.length };
    },
  };
}
