import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import type { TranslationRequest } from '../../../../utils/database/reference-rows.ts';
import { startSession } from '../../../../utils/session/session.ts';
import { synchronise } from '../../../../utils/sync/synchronise.ts';
import { pullTranslations } from '../../../../utils/translations/exchange.ts';
import {
  askForTranslation,
  changeRequests,
  findRequest,
  keptRequests,
} from '../../../../utils/translations/requests.ts';
import { problemAnswer } from '../outbox/support/model-server.ts';
import { ME, SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const TEXT = '卖家使用了我方商标';

interface Heard {
  id: string;
  body: unknown;
}

/** A program that translates: what it heard, and what it says. */
function program(stage: Stage) {
  const heard: Heard[] = [];
  const own = new Map<string, Record<string, unknown>>();
  const say = {
    put: (): Response | undefined => undefined,
    changes: [] as unknown[],
  };
  stage.intercept = ({ method, path, body }) => {
    const id = /^\/v1\/translations\/([0-9a-f-]{36})$/.exec(path)?.[1];
    if (method === 'PUT' && id) {
      const order = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
      heard.push({ id, body: order });
      const other = say.put();
      if (other) return other;
      own.set(id, {
        ...{ translationId: id, ...order, askedAt: '2026-01-01T00:00:00.000Z' },
        ...{ machineDraft: 'The seller used our mark', result: null, doneAt: null },
      });
      return new Response(null, { status: 204 });
    }
    if (method === 'GET' && path === '/v1/translations')
      return Response.json({ translations: [...own.values()] });
    if (path.startsWith('/v1/changes')) {
      const changes = say.changes;
      say.changes = [];
      return Response.json({ changes, cursor: changes.length, more: false });
    }
    return undefined;
  };
  const finish = (id: string, result: string) => {
    own.set(id, { ...own.get(id), result, doneAt: '2026-01-02T00:00:00.000Z' });
    say.changes = [{ sequence: 1, kind: 'translation', at: '2026-01-02T00:00:00.000Z', translationId: id }];
  };
  return { heard, own, say, finish };
}

const round = (stage: Stage, hurry = false) => synchronise(stage.deps, { hurry });
const ask = (stage: Stage, text = TEXT) =>
  askForTranslation(stage.db, { text, target: 'en' }, stage.clock.now());
const only = async ({ db }: Stage): Promise<TranslationRequest | undefined> => (await keptRequests(db))[0];

describe('a translation that is asked for on a device', () => {
  it('is kept before anything is sent, sent under one id however often that breaks off, and comes back', async () => {
    const stage = await newStage();
    const { heard, say, finish } = program(stage);
    stage.online = false;
    expect(await ask(stage)).toBe(true);
    expect(await ask(stage, `  ${TEXT} `)).toBe(true);
    await round(stage);
    expect(heard).toEqual([]);
    expect(await only(stage)).toMatchObject({ state: 'waiting', text: TEXT, target: 'en' });
    expect(await keptRequests(stage.db)).toHaveLength(1);

    stage.online = true;
    // The line breaks after the program has heard it.
    say.put = () => Response.error();
    await round(stage);
    expect(await only(stage)).toMatchObject({ state: 'waiting' });
    say.put = () => undefined;
    await round(stage);
    expect(heard.map(({ id }) => id)).toEqual([heard[0]?.id, heard[0]?.id]);
    expect(heard[1]?.body).toEqual({ text: TEXT, target: 'en' });
    expect(await only(stage)).toMatchObject({
      state: 'asked',
      machineDraft: 'The seller used our mark',
      result: null,
    });

    await round(stage, true);
    expect(heard).toHaveLength(2);
    finish(heard[0]?.id ?? '', 'The seller uses our mark.');
    await round(stage, true);
    expect(await only(stage)).toMatchObject({ result: 'The seller uses our mark.' });
    expect(findRequest(await keptRequests(stage.db), `${TEXT}\n`, 'en')?.result).toBe(
      'The seller uses our mark.',
    );
    expect(findRequest(await keptRequests(stage.db), TEXT, 'zh-CN')).toBeUndefined();
  });

  it('survives a new sign-in and reaches no other organisation', async () => {
    const stage = await newStage();
    const { heard } = program(stage);
    stage.online = false;
    await ask(stage);
    const signIn = async (organisationId: string) => {
      const pending = { deviceCode: 'code', serverUrl: SERVER_URL, token: 'token', userCode: 'A' };
      await stage.db.session.put({ key: 'session', state: 'pending', ...pending } as never);
      await startSession(
        stage.db,
        pending,
        { ...ME, organisation: { ...ME.organisation, organisationId } },
        stage.clock.now(),
      );
    };
    stage.online = true;
    await signIn('00000000-0000-4000-8000-0000000000cc');
    await round(stage, true);
    expect(heard).toEqual([]);
    await signIn(ME.organisation.organisationId);
    await round(stage, true);
    expect(heard).toHaveLength(1);
  });

  it('that the program will not have is said to be refused, and can be asked for again', async () => {
    const stage = await newStage();
    const { heard, say } = program(stage);
    await ask(stage);
    say.put = () => problemAnswer(403, 'forbidden');
    await round(stage);
    expect(await only(stage)).toMatchObject({ state: 'refused' });
    await round(stage);
    expect(heard).toHaveLength(1);
    say.put = () => undefined;
    await ask(stage);
    await round(stage);
    expect(await keptRequests(stage.db)).toHaveLength(1);
    expect(await only(stage)).toMatchObject({ state: 'asked' });
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });

  it('is not taken where nobody is signed in, or where there is nothing to translate', async () => {
    const stage = await newStage();
    expect(await ask(stage, ' ')).toBe(false);
    expect(await ask(stage, 'x'.repeat(5_001))).toBe(false);
    await stage.db.session.clear();
    expect(await ask(stage)).toBe(false);
    expect(await keptRequests(stage.db)).toEqual([]);
  });

  it('of somebody else’s making in the console comes to the device, too, and a strange one harms nothing', async () => {
    const stage = await newStage();
    const { own } = program(stage);
    const id = '00000000-0000-4000-8000-00000000000f';
    own.set('strange', { translationId: 7 });
    own.set(id, {
      ...{ translationId: id, text: 'Hello', target: 'zh-CN', askedAt: '2026-01-01T00:00:00.000Z' },
      ...{ machineDraft: null, result: '你好', doneAt: '2026-01-01T00:00:00.000Z', later: true },
    });
    const session = await stage.db.session.get('session');
    if (session?.state !== 'signed-in') throw new Error('somebody is signed in');
    const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
    await pullTranslations(stage.db, call, session, stage.clock.now);
    expect(await keptRequests(stage.db)).toMatchObject([
      { translationId: id, result: '你好', state: 'asked' },
    ]);
  });

  it('is never given up while it waits, whatever else is kept', async () => {
    const stage = await newStage();
    const made = (number: number, state: TranslationRequest['state']): TranslationRequest => ({
      ...{ translationId: String(number), organisationId: 'o', userId: 'u', text: 't', target: 'en' },
      ...{ askedAt: number, state, machineDraft: null, result: null },
    });
    const many = Array.from({ length: 300 }, (_, number) => made(number, number < 3 ? 'waiting' : 'asked'));
    await changeRequests(stage.db, () => many, 0);
    const kept = await keptRequests(stage.db);
    expect(kept).toHaveLength(200);
    expect(kept.slice(0, 4).map(({ translationId }) => translationId)).toEqual(['0', '1', '2', '103']);
  });
});
