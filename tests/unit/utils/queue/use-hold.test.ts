import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { currentHold, putOnHold } from '../../../../utils/drafts/legal-hold.ts';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useChosenHold } from '../../../../utils/queue/use-hold.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';
import { draftRow } from '../../support/rows.ts';
import { signIn } from '../outbox/support/reports.ts';

beforeEach(emptyPageDatabase);

const holds = async () =>
  (await pageDatabase.drafts.toArray()).map((draft) => {
    const hold = currentHold(draft);
    return hold && { reason: hold.reason, by: hold.by };
  });

async function twoDrafts(): Promise<string[]> {
  const rows = [draftRow(), draftRow()];
  await pageDatabase.drafts.bulkAdd(rows);
  return rows.map(({ draftId }) => draftId);
}

describe('a legal hold on what is chosen', () => {
  it('is put on all of it with the reason and the name of who is signed in, counted, and released', async () => {
    await signIn(pageDatabase, 'token');
    const ids = await twoDrafts();
    const hook = renderHook(() => useChosenHold([...ids, 'gone meanwhile']));
    await hook.until(({ free }) => free === 2);
    expect(await hook.now().onHold('lawsuit')).toBe(true);
    const both = await hook.until(({ held }) => held === 2);
    expect(both).toMatchObject({ free: 0, result: { tone: 'good' } });
    expect(await holds()).toEqual([
      { reason: 'lawsuit', by: 'Ada' },
      { reason: 'lawsuit', by: 'Ada' },
    ]);
    expect(await hook.now().onRelease()).toBe(true);
    await hook.until(({ free }) => free === 2);
    expect(await holds()).toEqual([undefined, undefined]);
  });

  it('is taken back as one, and only from those that it was put on', async () => {
    const ids = await twoDrafts();
    const [first = ''] = ids;
    await putOnHold(pageDatabase, first, { reason: 'before', by: null, now: 1 });
    const hook = renderHook(() => useChosenHold(ids));
    const before = await hook.until(({ held }) => held === 1);
    expect(before.onUndo).toBeNull();
    await before.onHold('lawsuit');
    const both = await hook.until(({ held, onUndo }) => held === 2 && onUndo !== null);
    both.onUndo?.();
    await hook.until(({ free, onUndo }) => free === 1 && onUndo === null);
    expect(await holds()).toEqual([{ reason: 'before', by: null }, undefined]);
    // That it was on hold stays on it.
    const second = (await pageDatabase.drafts.toArray())[1];
    expect(second?.holds).toMatchObject([{ reason: 'lawsuit', released: {} }]);
  });

  it('names nobody while nobody is signed in', async () => {
    const ids = await twoDrafts();
    const hook = renderHook(() => useChosenHold(ids.slice(0, 1)));
    await (await hook.until(({ free }) => free === 1)).onHold('lawsuit');
    expect(await holds()).toEqual([{ reason: 'lawsuit', by: null }, undefined]);
  });

  it('without a reason is put on none of them, and says so', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const ids = await twoDrafts();
    const hook = renderHook(() => useChosenHold(ids));
    expect(await (await hook.until(({ free }) => free === 2)).onHold('  ')).toBe(false);
    expect((await hook.until(({ result }) => result !== null)).result?.tone).toBe('bad');
    expect(await holds()).toEqual([undefined, undefined]);
  });
});
