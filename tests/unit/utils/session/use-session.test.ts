import '../../support/browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDatabase } from '../../../../utils/hooks/page-database.ts';
import { useSession } from '../../../../utils/session/use-session.ts';
import { SOON } from '../../../support/soon.ts';
import { fakeBrowser } from '../../support/browser.ts';
import { emptyPageDatabase } from '../../support/page-database.ts';
import { renderHook } from '../../support/render-hook.ts';
import { signIn } from '../outbox/support/reports.ts';

beforeEach(async () => {
  fakeBrowser.reset();
  await emptyPageDatabase();
});

const asked = () => fakeBrowser.callsOf('runtime.sendMessage').map(([message]) => message);

async function pending(change: object = {}) {
  await pageDatabase.session.put({
    key: 'session',
    state: 'pending',
    serverUrl: 'https://program.example',
    deviceCode: 'secret',
    userCode: 'ABCD-EFGH',
    verificationUrl: 'https://program.example/device?user_code=ABCD-EFGH',
    intervalSeconds: 1,
    nextPollAt: 0,
    expiresAt: 1_700_000_600_000,
    ...change,
  });
}

/** Keeps intervals from ticking by themselves; gives those that are running. */
function keepIntervals() {
  const running: { id: number; ms: number; tick: () => void }[] = [];
  vi.spyOn(globalThis, 'setInterval').mockImplementation(((tick: () => void, ms: number) => {
    const id = running.length + 1;
    running.push({ id, ms, tick });
    return id;
  }) as never);
  vi.spyOn(globalThis, 'clearInterval').mockImplementation(((id: number) => {
    running.splice(0, running.length, ...running.filter((one) => one.id !== id));
  }) as never);
  return running;
}

describe('the sign-in on a page', () => {
  it('is live and never holds the token', async () => {
    const hook = renderHook(useSession);
    await hook.until(({ view }) => view.state === 'signed-out' && view.reason === 'never');
    await signIn(pageDatabase, 'the-token');
    const { view } = await hook.until((value) => value.view.state === 'signed-in');
    expect(view).toEqual({ state: 'signed-in', name: 'Ada', organisation: 'Aurora Outdoor' });
    expect(JSON.stringify(hook.now())).not.toContain('the-token');
    await pageDatabase.session.put({ key: 'session', state: 'signed-out', reason: 'expired' });
    await hook.until((value) => value.view.state === 'signed-out' && value.view.reason === 'expired');
  });

  it('asks the worker to look while one is pending, at the pace of the server, and no longer', async () => {
    const intervals = keepIntervals();
    fakeBrowser.answer({ 'runtime.sendMessage': async () => undefined });
    await pending({ intervalSeconds: 7 });
    const hook = renderHook(useSession);
    await hook.until(({ view }) => view.state === 'pending');
    await expect.poll(() => intervals.map(({ ms }) => ms), SOON).toEqual([7_000]);
    expect(asked()).toEqual([]);
    intervals[0]?.tick();
    expect(asked()).toEqual([{ type: 'session.poll' }]);
    await signIn(pageDatabase, 'token');
    await hook.until(({ view }) => view.state === 'signed-in');
    await expect.poll(() => intervals, SOON).toEqual([]);
  });

  it.each([
    ['0', 0, 1_000],
    ['a day', 86_400, 30_000],
  ])('looks at a sane pace where the server asks for %s', async (_, intervalSeconds, pace) => {
    const intervals = keepIntervals();
    await pending({ intervalSeconds });
    renderHook(useSession);
    await expect.poll(() => intervals.map(({ ms }) => ms), SOON).toEqual([pace]);
  });

  it('is busy until the worker has answered, and says what went wrong', async () => {
    const answer = Promise.withResolvers<unknown>();
    fakeBrowser.answer({ 'runtime.sendMessage': () => answer.promise });
    const hook = renderHook(useSession);
    (await hook.until(({ view }) => view.state === 'signed-out')).onBegin();
    await hook.until(({ busy }) => busy);
    answer.resolve({ ok: false, problem: { code: 'unreachable' } });
    expect((await hook.until(({ busy }) => !busy)).problem).not.toBeNull();
  });

  it('opens the page that asks for approval, and nothing that is no web page', async () => {
    fakeBrowser.answer({ 'tabs.create': async () => ({}) });
    await pending();
    const hook = renderHook(useSession);
    (await hook.until(({ view }) => view.state === 'pending')).onOpenApproval();
    expect(fakeBrowser.callsOf('tabs.create')).toEqual([
      [{ url: 'https://program.example/device?user_code=ABCD-EFGH' }],
    ]);
    await pending({ verificationUrl: 'file:///etc/passwd', userCode: 'NEXT-CODE' });
    (
      await hook.until(({ view }) => view.state === 'pending' && view.userCode === 'NEXT-CODE')
    ).onOpenApproval();
    expect(fakeBrowser.callsOf('tabs.create')).toHaveLength(1);
  });
});
