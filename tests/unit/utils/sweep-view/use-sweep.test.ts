import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase as db } from '../../../../utils/hooks/page-database.ts';
import { useSweep } from '../../../../utils/sweep-view/use-sweep.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';
import { rightRow, sweepRow } from '../../support/rows.ts';

const RIGHT = rightRow();
let sweepId: string;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await emptyPageDatabase();
  const sweep = sweepRow({ state: 'paused', spans: [], name: 'Aurora' });
  sweepId = sweep.sweepId;
  await db.sweeps.add(sweep);
  await db.reference.put({ key: 'rights', rights: [RIGHT], fetchedAt: 1 });
});

const use = () => renderHook(() => useSweep(sweepId, true));

describe('the screen of a sweep', () => {
  it('fills nothing in by itself, offers the least disclosing reason first, and keeps what is chosen', async () => {
    const hook = use();
    await hook.until(({ sweep }) => sweep?.rights.groups.length === 1);
    expect(hook.now().sweep).toMatchObject({
      reasons: { chosen: '' },
      explanation: { en: '', zh: '' },
      declared: null,
    });
    hook.now().onRight(RIGHT.rightId);
    await hook.until(({ sweep }) => (sweep?.reasons.options.length ?? 0) > 1);
    expect(hook.now().sweep?.reasons.options[0]).toMatchObject({ least: true });
    hook.now().onReason('model-does-not-exist');
    await hook.until(({ sweep }) => sweep?.reasons.chosen === 'model-does-not-exist');
    expect(hook.now().sweep?.explanation.en).toBe('');
    hook.now().onStatement(['en', 'zh']);
    await hook.until(({ sweep }) => (sweep?.explanation.en.length ?? 0) > 20);
    expect(hook.now().sweep?.asked.map(({ name }) => name)).toEqual(['ownerStatement']);
  });

  it('declares only about what is chosen, and says why it does not', async () => {
    const hook = use();
    await hook.until(({ sweep }) => sweep !== undefined);
    hook.now().onDeclare(true);
    await hook.until(({ result }) => result?.tone === 'bad');
    hook.now().onChange({ rightId: RIGHT.rightId, reason: 'design' });
    await hook.until(({ sweep }) => sweep?.reasons.chosen === 'design');
    hook.now().onDeclare(true);
    await hook.until(({ sweep }) => sweep?.declared !== null);
    hook.now().onDeclare(false);
    await hook.until(({ sweep }) => sweep?.declared === null);
  });

  it('has what was typed on disk once the field, or the page, is left', async () => {
    const hook = use();
    await hook.until(({ sweep }) => sweep !== undefined);
    hook.now().onType({ brand: 'Aurora Outdoor', en: 'Never made.' });
    await hook.until(({ sweep }) => sweep?.line.brand === 'Aurora Outdoor');
    expect((await db.sweeps.get(sweepId))?.brand).not.toBe('Aurora Outdoor');
    window.dispatchEvent(new Event('pagehide'));
    await expect.poll(async () => (await db.sweeps.get(sweepId))?.brand).toBe('Aurora Outdoor');
    hook.now().onField({ ownerStatement: 'No jacket.' });
    hook.end();
    await expect
      .poll(async () => await db.sweeps.get(sweepId))
      .toMatchObject({ explanation: { en: 'Never made.' }, particulars: { ownerStatement: 'No jacket.' } });
  });

  it('takes a list in and says what became of it; a file that is none changes nothing', async () => {
    const hook = use();
    await hook.until(({ sweep }) => sweep !== undefined);
    hook.now().onText('https://www.aliexpress.com/item/1005006000000001.html\nnothing');
    await hook.until(({ list }) => list !== null);
    expect(hook.now().list).toMatchObject({ added: 1, known: 0, leftOut: [{ why: 'no-address' }] });
    await hook.until(({ sweep }) => sweep?.items.length === 1);
    hook.now().onFiles([new File([new Uint8Array([0x89, 0, 0])], 'list.xls')]);
    await hook.until(({ result }) => result?.tone === 'bad');
    expect(await db.sweepItems.count()).toBe(1);
  });

  it('says which sweep was paused for this one', async () => {
    await db.sweeps.add(sweepRow({ name: 'The other' }));
    const hook = use();
    await hook.until(({ sweep }) => sweep !== undefined);
    hook.now().onStart();
    await hook.until(({ result }) => result?.sentence.includes('The other') === true);
    await hook.until(({ sweep }) => sweep?.line.state === 'running');
    hook.now().onEnd();
    await hook.until(({ sweep }) => sweep?.line.state === 'ended');
  });
});
