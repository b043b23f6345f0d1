import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteDraft } from '../../../../utils/drafts/delete-draft.ts';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useUndo } from '../../../../utils/queue/use-undo.ts';
import { useUndoView } from '../../../../utils/queue/view-stores.ts';
import { SOON } from '../../../support/soon.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';

beforeEach(emptyPageDatabase);

async function deleted(itemId: string, at = Date.now()): Promise<string> {
  const draftId = await captureInto(pageDatabase, { itemId });
  await deleteDraft(pageDatabase, draftId, at);
  return draftId;
}

describe('the way back from a deletion', () => {
  it('is offered in every page, and the focus only where it was made', async () => {
    const draftId = await deleted('1005006000000001');
    const hook = renderHook(useUndo);
    expect((await hook.until((value) => value.deleted !== null)).deleted).toMatchObject({
      itemId: '1005006000000001',
      here: false,
    });
    useUndoView.getState().offer(draftId);
    await hook.until((value) => value.deleted?.here === true);
  });

  it('brings the draft back with its captures, and is not offered any more', async () => {
    const draftId = await deleted('1005006000000001');
    const hook = renderHook(useUndo);
    (await hook.until((value) => value.deleted !== null)).onUndo();
    await hook.until((value) => value.deleted === null);
    expect(await pageDatabase.drafts.get(draftId)).toBeDefined();
    expect(await pageDatabase.captures.where('draftId').equals(draftId).count()).toBe(1);
  });

  it('goes to the newest deletion, and ends an hour after it', async () => {
    await deleted('1005006000000001');
    await deleted('1005006000000002', Date.now() + 1);
    expect((await renderHook(useUndo).until((value) => value.deleted !== null)).deleted?.itemId).toBe(
      '1005006000000002',
    );
    await pageDatabase.deletions.toCollection().modify((row) => {
      row.at -= 3_600_001;
    });
    await renderHook(useUndo).until((value) => value.deleted === null);
  });

  it('says why where the listing has a new draft since; nothing is lost', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const draftId = await deleted('1005006000000001');
    await captureInto(pageDatabase, { itemId: '1005006000000001' });
    const hook = renderHook(useUndo);
    (await hook.until((value) => value.deleted !== null)).onUndo();
    await hook.until((value) => value.problem !== null);
    expect(await pageDatabase.deletions.get(draftId)).toBeDefined();
  });

  it('can be given up: the deletion is final', async () => {
    await deleted('1005006000000001');
    const hook = renderHook(useUndo);
    (await hook.until((value) => value.deleted !== null)).onDismiss();
    await hook.until((value) => value.deleted === null);
    await expect.poll(() => pageDatabase.deletions.count(), SOON).toBe(0);
  });
});
