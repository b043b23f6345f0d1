import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askFor } from '../../../../utils/messages/ask.ts';
import { send } from '../../../../utils/messages/send-message.ts';

vi.mock('../../../../utils/messages/send-message.ts', () => ({ send: vi.fn() }));

const STATUS = { type: 'page.status', tabId: 1 } as const;

describe('asking the worker', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  it('gives the reply', async () => {
    vi.mocked(send).mockResolvedValueOnce({ kind: 'none', marketplace: null });
    expect(await askFor<'page.status'>(STATUS, 1_000)).toEqual({
      ok: true,
      reply: { kind: 'none', marketplace: null },
    });
  });

  it('says that nobody took the message', async () => {
    vi.mocked(send).mockResolvedValueOnce(undefined);
    expect(await askFor<'page.status'>(STATUS, 1_000)).toMatchObject({ ok: false });
    vi.mocked(send).mockRejectedValueOnce(new Error('Receiving end does not exist.'));
    expect(await askFor<'page.status'>(STATUS, 1_000)).toEqual({ ok: false });
  });

  it('stops waiting for a worker that never answers', async () => {
    vi.useFakeTimers();
    vi.mocked(send).mockReturnValueOnce(new Promise(() => undefined));
    const answer = ask<'outbox.poke'>({ type: 'outbox.poke' }, 5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toMatchObject({ ok: false });
    vi.useRealTimers();
  });

  it('takes an empty reply for an answer where none is due', async () => {
    vi.mocked(send).mockResolvedValueOnce(undefined);
    expect(await ask<'outbox.poke'>({ type: 'outbox.poke' }, 1_000)).toEqual({ ok: true, reply: undefined });
  });
});
