import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useChosen } from '../../../../utils/queue/use-chosen.ts';
import { useReportTable } from '../../../../utils/reports/use-report-table.ts';
import { useTableView, WHOLE } from '../../../../utils/reports/view-store.ts';
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
  useTableView.getState().change(WHOLE);
});

const open = vi.fn();
const use = (urgent = false) => renderHook(() => useReportTable(CONTEXT, urgent, open));
type Table = ReturnType<typeof useReportTable>;
const idsOf = ({ arranged }: Table) => arranged?.lines.map(({ draftId }) => draftId);

/** The first row in words. */
function firstRow({ arranged, rowOf }: Table) {
  const [line] = arranged?.lines ?? [];
  if (!line) throw new Error('no row');
  return rowOf(line);
}

/** A finished report whose delivery has stopped. */
async function parked() {
  const draft = draftRow({ state: 'finished', finishedAt: NOW });
  const entry = entryRow(draft, { state: 'parked' });
  await pageDatabase.drafts.add(draft);
  await pageDatabase.outbox.add(entry);
  return { draft, entry };
}

describe('the table on its screen', () => {
  it('is live: what another part of the extension adds appears', async () => {
    await ensureDevice(pageDatabase, NOW);
    const hook = use();
    await hook.until(({ counts }) => counts?.all === 0);
    const draft = draftRow();
    await pageDatabase.drafts.add(draft);
    expect(idsOf(await hook.until(({ counts }) => counts?.all === 1))).toEqual([draft.draftId]);
  });

  it('does not say that there is nothing before the database was looked at: what was lost may be put back yet', async () => {
    const loaded = vi.spyOn(pageDatabase.device, 'count');
    const hook = use();
    await expect.poll(() => loaded.mock.settledResults.length, SOON).toBeGreaterThan(1);
    expect((await hook.until(() => true)).arranged).toBeUndefined();
    await ensureDevice(pageDatabase, NOW);
    await hook.until(({ counts }) => counts?.all === 0);
  });

  it('has all of many, and counts each of its parts', async () => {
    await pageDatabase.drafts.bulkAdd(Array.from({ length: 150 }, () => draftRow()));
    await parked();
    const { counts, arranged } = await use().until((value) => value.counts !== undefined);
    expect(counts).toEqual({ all: 151, urgent: 1, draft: 150, 'on-way': 0, parked: 1, sent: 0 });
    expect(arranged?.lines).toHaveLength(151);
  });

  it('shows what needs somebody where a link asks for that', async () => {
    await pageDatabase.drafts.add(draftRow());
    const { draft } = await parked();
    const { view } = await use(true).until((value) => idsOf(value)?.length === 1);
    expect(view.stage).toBe('urgent');
    expect(idsOf(await use(true).until((value) => idsOf(value)?.length === 1))).toEqual([draft.draftId]);
  });

  it('opens a draft in the click’s own turn', async () => {
    await pageDatabase.drafts.add(draftRow());
    const table = await use().until(({ arranged }) => arranged?.lines.length === 1);
    const row = firstRow(table);
    table.onAction('open', row);
    expect(open).toHaveBeenCalledWith(row.draftId);
  });

  it('tries a parked report again and wakes the worker', async () => {
    const { entry } = await parked();
    const hook = use();
    const table = await hook.until(({ arranged }) => arranged?.lines.length === 1);
    table.onAction('retry', firstRow(table));
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('good');
    expect((await pageDatabase.outbox.get(entry.opId))?.state).toBe('ready');
    expect(fakeBrowser.callsOf('runtime.sendMessage')).toEqual([[{ type: 'outbox.poke' }]]);
  });

  it('says what failed, and changes nothing', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const draft = draftRow({ state: 'finished', finishedAt: NOW });
    await pageDatabase.drafts.add(draft);
    await pageDatabase.outbox.add(entryRow(draft));
    const hook = use();
    const table = await hook.until(({ arranged }) => arranged?.lines.length === 1);
    table.onAction('delete', firstRow(table));
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('bad');
    expect(await pageDatabase.drafts.count()).toBe(1);
  });
});

describe('what is chosen', () => {
  it('stays through other choices until it is taken back or cleared', async () => {
    const hook = renderHook(useChosen);
    (await hook.until(() => true)).choose(['a'], true);
    await hook.until(({ ids }) => ids.length === 1);
    hook.now().choose(['b', 'c'], true);
    await hook.until(({ ids }) => ids.length === 3);
    hook.now().choose(['a', 'c'], false);
    expect((await hook.until(({ ids }) => ids.length === 1)).ids).toEqual(['b']);
    hook.now().clear();
    await hook.until(({ ids }) => ids.length === 0);
  });
});
