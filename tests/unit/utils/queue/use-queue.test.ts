import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useChosen } from '../../../../utils/queue/use-chosen.ts';
import { useQueue } from '../../../../utils/queue/use-queue.ts';
import { useQueueView } from '../../../../utils/queue/view-stores.ts';
import { ensureDevice } from '../../../../utils/sealing/device.ts';
import { SOON } from '../../../support/soon.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';
import { draftRow, entryRow, NOW } from '../../support/rows.ts';

const CONTEXT = { now: NOW, signedIn: true, pausedUntil: 0 };

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.answer({ 'runtime.sendMessage': async () => undefined });
  await emptyPageDatabase();
  useQueueView.getState().choose('all');
});

const open = vi.fn();
const use = () => renderHook(() => useQueue(CONTEXT, open));

/** A finished report whose delivery has stopped. */
async function parked() {
  const draft = draftRow({ state: 'finished', finishedAt: NOW });
  const entry = entryRow(draft, { state: 'parked' });
  await pageDatabase.drafts.add(draft);
  await pageDatabase.outbox.add(entry);
  return { draft, entry };
}

describe('the queue on its screen', () => {
  it('is live: what another part of the extension adds appears', async () => {
    await ensureDevice(pageDatabase, NOW);
    const hook = use();
    await hook.until(({ counts }) => counts?.all === 0);
    const draft = draftRow();
    await pageDatabase.drafts.add(draft);
    const { rows } = await hook.until(({ counts }) => counts?.all === 1);
    expect(rows.map(({ draftId }) => draftId)).toEqual([draft.draftId]);
  });

  it('does not say that there is nothing before the database was looked at: what was lost may be put back yet', async () => {
    const loaded = vi.spyOn(pageDatabase.device, 'count');
    const hook = use();
    await expect.poll(() => loaded.mock.settledResults.length, SOON).toBeGreaterThan(0);
    expect((await hook.until(() => true)).counts).toBeUndefined();
    await ensureDevice(pageDatabase, NOW);
    await hook.until(({ counts }) => counts?.all === 0);
  });

  it('shows the first fifty and more on request; another filter begins anew', async () => {
    await pageDatabase.drafts.bulkAdd(Array.from({ length: 60 }, () => draftRow()));
    const hook = use();
    expect((await hook.until(({ rows }) => rows.length > 0)).rows).toHaveLength(50);
    expect(hook.now().more).toBe(true);
    hook.now().onShowMore();
    expect((await hook.until(({ rows }) => rows.length > 50)).more).toBe(false);
    hook.now().onChoose('draft');
    await hook.until(({ filter, rows }) => filter === 'draft' && rows.length === 50);
  });

  it('opens a draft in the click’s own turn', async () => {
    await pageDatabase.drafts.add(draftRow());
    const { rows, onAction } = await use().until((value) => value.rows.length === 1);
    const [row] = rows;
    if (!row) throw new Error('no row');
    onAction('open', row);
    expect(open).toHaveBeenCalledWith(row.draftId);
  });

  it('tries a parked report again and wakes the worker', async () => {
    const { entry } = await parked();
    const hook = use();
    const { rows, onAction } = await hook.until((value) => value.rows.length === 1);
    const [row] = rows;
    if (!row) throw new Error('no row');
    onAction('retry', row);
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('good');
    expect((await pageDatabase.outbox.get(entry.opId))?.state).toBe('ready');
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toEqual([[{ type: 'outbox.poke' }]]);
  });

  it('says what failed, changes nothing, and forgets it with the next choice', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const draft = draftRow({ state: 'finished', finishedAt: NOW });
    await pageDatabase.drafts.add(draft);
    await pageDatabase.outbox.add(entryRow(draft));
    const hook = use();
    const { rows, onAction, onChoose } = await hook.until((value) => value.rows.length === 1);
    const [row] = rows;
    if (!row) throw new Error('no row');
    onAction('delete', row);
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('bad');
    expect(await pageDatabase.drafts.count()).toBe(1);
    onChoose('all');
    await hook.until(({ result }) => result === null);
  });
});

describe('what is chosen', () => {
  it('stays through other choices until it is taken back or cleared', async () => {
    const hook = renderHook(useChosen);
    (await hook.until(() => true)).choose('a', true);
    await hook.until(({ ids }) => ids.length === 1);
    hook.now().choose('b', true);
    await hook.until(({ ids }) => ids.length === 2);
    hook.now().choose('a', false);
    expect((await hook.until(({ ids }) => ids.length === 1)).ids).toEqual(['b']);
    hook.now().clear();
    await hook.until(({ ids }) => ids.length === 0);
  });
});
