import '../../support/browser.ts';
import { fieldOf, fieldsOf, reasonByCode, withFields } from '@marketsafe/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { editDraft } from '../../../../utils/drafts/drafts.ts';
import { putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { keepEdit, leftEdit } from '../../../../utils/panel/edit-journal.ts';
import { useDraft } from '../../../../utils/panel/use-draft.ts';
import { useUndoView } from '../../../../utils/queue/view-stores.ts';
import { SOON } from '../../../support/soon.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { renderHook } from '../../support/render-hook.ts';
import { draftRow } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';
import { ME, signIn } from '../outbox/support/reports.ts';

vi.mock('../../../../utils/masking/masker.ts', async () => ({
  browserMasker: (await import('../../support/plain-masker.ts')).PLAIN_MASKER,
}));

const CONTEXT = { now: 1_700_000_000_000, signedIn: true, pausedUntil: 0 };

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.answer({
    'runtime.getManifest': () => ({ version: '0.1.0' }),
    'runtime.sendMessage': async () => undefined,
  });
  localStorage.clear();
  await emptyPageDatabase();
  await pageDatabase.reference.put({ key: 'rights', rights: [VERIFIED_RIGHT], fetchedAt: 0 } as never);
});

const use = (draftId: string) => renderHook(() => useDraft(draftId, CONTEXT));
const stored = async (draftId: string) => {
  const draft = await pageDatabase.drafts.get(draftId);
  if (!draft) throw new Error('the draft is gone');
  return draft;
};

/** A draft that has all it needs. */
async function readyDraft(): Promise<string> {
  const draftId = await captureInto(pageDatabase);
  await editDraft(pageDatabase, draftId, READY_FIELDS);
  return draftId;
}

describe('a draft on its screen', () => {
  it('is told apart: being read, there, and none of that id', async () => {
    const draftId = await captureInto(pageDatabase);
    expect((await use(draftId).until(({ draft }) => draft !== undefined)).draft).not.toBeNull();
    expect((await use('nobody').until(({ draft }) => draft !== undefined)).draft).toBeNull();
  });

  it('shows what is typed at once, says when it is on disk, and then it is', async () => {
    const draftId = await captureInto(pageDatabase);
    const hook = use(draftId);
    (await hook.until(({ draft }) => Boolean(draft))).onExplain('en', 'It is a copy');
    const typed = await hook.until(({ save }) => save.state === 'saving');
    expect(typed.draft?.explanation.en).toBe('It is a copy');
    await hook.until(({ save }) => save.state === 'saved');
    expect((await stored(draftId)).explanation.en).toBe('It is a copy');
  });

  it.each([
    ['the component goes away', (end: () => void) => end()],
    ['the window is left', () => window.dispatchEvent(new Event('blur'))],
    ['the page is closed', () => window.dispatchEvent(new Event('pagehide'))],
    ['another tab comes to the front', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('keeps what was typed when %s: in the journal in the same turn, and then on disk', async (_, leave) => {
    const draftId = await captureInto(pageDatabase);
    const hook = use(draftId);
    (await hook.until(({ draft }) => Boolean(draft))).onExplain('zh', '仿冒');
    leave(hook.end);
    expect(leftEdit(localStorage, draftId)?.fields).toEqual({ zh: '仿冒' });
    await expect.poll(async () => (await stored(draftId)).explanation.zh, SOON).toBe('仿冒');
  });

  it('brings back what an earlier page could not write any more', async () => {
    const draftId = await captureInto(pageDatabase);
    keepEdit(localStorage, draftId, { at: Date.now(), fields: { en: 'typed before the crash' } });
    const shown = await use(draftId).until(({ draft }) => draft?.explanation.en !== '' && Boolean(draft));
    expect(shown.draft?.explanation.en).toBe('typed before the crash');
  });

  it('never undoes a field that another window has changed meanwhile', async () => {
    const draftId = await captureInto(pageDatabase);
    const hook = use(draftId);
    const { onExplain } = await hook.until(({ draft }) => Boolean(draft));
    await editDraft(pageDatabase, draftId, { reason: 'model-does-not-exist' });
    onExplain('en', 'mine');
    await expect.poll(async () => (await stored(draftId)).explanation.en, SOON).toBe('mine');
    expect((await stored(draftId)).reason).toBe('model-does-not-exist');
  });
});

describe('what a person states', () => {
  it('is never filled in: a chosen right chooses no reason, a chosen reason states and declares nothing', async () => {
    const draftId = await captureInto(pageDatabase);
    const before = fieldsOf(await stored(draftId));
    const hook = use(draftId);
    const { onRight, onReason } = await hook.until(({ draft }) => draft?.rights.lack === null);
    onRight(VERIFIED_RIGHT.rightId);
    const chosen = await hook.until(({ draft }) => draft?.rights.chosenId === VERIFIED_RIGHT.rightId);
    expect(chosen.draft?.reasons.chosen).toBe('');
    expect(chosen.draft?.reasons.options[0]?.least).toBe(true);
    onReason('test-buy');
    await expect.poll(async () => (await stored(draftId)).reason, SOON).toBe('test-buy');
    const after = { ...before, rightId: VERIFIED_RIGHT.rightId, reason: 'test-buy' };
    expect(fieldsOf(await stored(draftId))).toEqual(after);
  });

  it('is the standing statement where they take it over, kept in the journal like what is typed', async () => {
    const draftId = await readyDraft();
    const hook = use(draftId);
    const { onStatement } = await hook.until(({ draft }) => draft?.explanation.offered.length === 2);
    onStatement(['zh']);
    window.dispatchEvent(new Event('pagehide'));
    const { zh } = reasonByCode('model-does-not-exist').statement;
    expect(leftEdit(localStorage, draftId)?.fields).toEqual({ zh });
    await expect.poll(async () => (await stored(draftId)).explanation.zh, SOON).toBe(zh);
    expect((await stored(draftId)).explanation.en).toBe(READY_FIELDS.en);
  });
});

describe('consent to disclose', () => {
  it('records which text, when, and the account that was signed in; that nobody was, where nobody was', async () => {
    const draftId = await readyDraft();
    await editDraft(pageDatabase, draftId, { reason: 'test-buy', testBuyOrder: '5012345678901234' });
    const hook = use(draftId);
    (await hook.until(({ draft }) => Boolean(draft))).onConsent('testBuyOrder', true);
    const consents = async () => fieldOf(await stored(draftId), 'consents');
    await expect.poll(consents, SOON).toEqual({
      testBuyOrder: { text: 1, at: expect.stringMatching(/Z$/), by: null },
    });
    await signIn(pageDatabase, 'token');
    const { userId, name } = ME.user;
    // The page hears of the session by the same query that it reads the draft by.
    await expect
      .poll(async () => {
        hook.now().onConsent('testBuyReport', true);
        return (await consents()).testBuyReport?.by;
      }, SOON)
      .toEqual({ userId, name });
  });
});

describe('the order of a test buy', () => {
  it('that another claim on this device names is warned of, until it is another', async () => {
    const order = { reason: 'test-buy', testBuyOrder: 'AB-5012345678' } as const;
    const other = withFields(draftRow({ listingKey: 'aliexpress:9', openKey: 'aliexpress:9' }), order);
    await pageDatabase.drafts.add(other);
    const draftId = await readyDraft();
    await editDraft(pageDatabase, draftId, { ...order, testBuyOrder: ' ab-5012345678 ' });
    const hook = use(draftId);
    const used = (codes?: readonly { code: string }[]) => codes?.some(({ code }) => code === 'order-used');
    const shown = await hook.until(({ draft }) => Boolean(used(draft?.unmet)));
    expect(shown.draft?.unmet.find(({ code }) => code === 'order-used')).toMatchObject({
      severity: 'warning',
      fieldId: 'draft-field-testBuyOrder',
      sentence: expect.stringContaining(other.target.itemId),
    });
    shown.onField({ testBuyOrder: 'AB-5012345679' });
    await hook.until(({ draft }) => used(draft?.unmet) === false);
  });
});

describe('finishing', () => {
  it('what is not ready queues nothing and leads to the first field that is missing', async () => {
    const draftId = await captureInto(pageDatabase);
    const hook = use(draftId);
    const { onFinish, draft } = await hook.until((value) => Boolean(value.draft));
    const field = await onFinish();
    expect(field).toBe(draft?.unmet.find(({ severity }) => severity === 'missing')?.fieldId);
    expect(field).not.toBeNull();
    expect(await pageDatabase.outbox.count()).toBe(0);
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('bad');
  });

  it('what is ready puts it in the queue with the words that were typed last, and wakes the worker', async () => {
    const draftId = await readyDraft();
    const hook = use(draftId);
    const { onExplain, onFinish } = await hook.until(({ draft }) => Boolean(draft?.unmet));
    onExplain('en', 'Typed and not yet on disk: the owner never made it.');
    expect(await onFinish()).toBeNull();
    const [entry] = await pageDatabase.outbox.toArray();
    expect(JSON.parse(entry?.body ?? '').explanation.en).toBe(
      'Typed and not yet on disk: the owner never made it.',
    );
    expect((await stored(draftId)).state).toBe('finished');
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toEqual([[{ type: 'outbox.poke' }]]);
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('good');
  });

  it('is done although the worker does not answer: the report is on disk', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fakeBrowser.answer({ 'runtime.sendMessage': async () => Promise.reject(new Error('no receiver')) });
    const draftId = await readyDraft();
    const hook = use(draftId);
    await (await hook.until(({ draft }) => Boolean(draft))).onFinish();
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('good');
    expect(await pageDatabase.outbox.count()).toBe(1);
  });

  it('does not happen while the last words could not be stored', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const draftId = await readyDraft();
    const hook = use(draftId);
    const { onExplain, onFinish } = await hook.until(({ draft }) => Boolean(draft));
    vi.spyOn(pageDatabase, 'transaction').mockRejectedValue(new Error('QuotaExceededError'));
    onExplain('en', 'lost?');
    expect(await onFinish()).toBeNull();
    vi.restoreAllMocks();
    expect(await pageDatabase.outbox.count()).toBe(0);
    const told = await hook.until(({ save, result }) => save.state === 'failed' && result !== null);
    expect(told.result?.tone).toBe('bad');
    expect(told.draft?.explanation.en).toBe('lost?');
  });
});

describe('deleting', () => {
  it('writes down what was typed, offers the way back in this page, and removes the draft', async () => {
    const draftId = await captureInto(pageDatabase);
    const hook = use(draftId);
    const { onExplain, onDelete } = await hook.until(({ draft }) => Boolean(draft));
    onExplain('en', 'last words');
    onDelete();
    await hook.until(({ draft }) => draft === null);
    expect((await pageDatabase.deletions.get(draftId))?.draft.explanation.en).toBe('last words');
    await expect.poll(() => useUndoView.getState().own, SOON).toBe(draftId);
  });

  it('is refused on legal hold, and says so', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const draftId = await captureInto(pageDatabase);
    await putOnHold(pageDatabase, draftId, { reason: 'lawsuit', by: null, now: 1 });
    const hook = use(draftId);
    (await hook.until(({ draft }) => Boolean(draft))).onDelete();
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('bad');
    expect(await pageDatabase.drafts.count()).toBe(1);
  });
});
