import type { LanguageSetting } from '@marketsafe/contract';
import { expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { type LocalChoice, shareLanguage } from '../../../../utils/language/share-language.ts';
import { apiDeps, jsonAnswer, type SeenRequest } from '../../support/api-deps.ts';
import { ME } from '../outbox/support/reports.ts';

const EARLY = '2026-11-01T10:00:00.000Z';
const LATE = '2026-11-02T10:00:00.000Z';

/** A device and a server with a choice each. The server takes no choice from later than `clock`. */
function device(local: LocalChoice, theirs: LanguageSetting | null, clock = '2030-01-01T00:00:00.000Z') {
  const kept = { local, theirs };
  const deps = apiDeps((request: SeenRequest) => {
    if (request.path === '/v1/me') return jsonAnswer(200, { ...ME, language: kept.theirs });
    const told = JSON.parse(String(request.init.body)) as LanguageSetting;
    const chosenAt = told.chosenAt < clock ? told.chosenAt : clock;
    if (!kept.theirs || kept.theirs.chosenAt < chosenAt) kept.theirs = { ...told, chosenAt };
    return jsonAnswer(200, kept.theirs);
  });
  const store = {
    read: async () => kept.local,
    write: async (next: LocalChoice) => {
      kept.local = next;
    },
  };
  const share = () =>
    shareLanguage(connect(deps, { serverUrl: 'https://program.example', token: 't' }), store);
  return { kept, share, seen: deps.seen };
}

it('takes over what was chosen later in the console', async () => {
  const { kept, share, seen } = device(
    { choice: 'en', chosenAt: Date.parse(EARLY) },
    { choice: 'zh-CN', chosenAt: LATE },
  );
  await share();
  expect(kept.local).toEqual({ choice: 'zh-CN', chosenAt: Date.parse(LATE) });
  expect(seen.map(({ method }) => method)).toEqual(['GET']);
});

it('tells what was chosen later here, once', async () => {
  const { kept, share, seen } = device(
    { choice: 'zh-CN', chosenAt: Date.parse(LATE) },
    { choice: 'en', chosenAt: EARLY },
  );
  await share();
  await share();
  expect(kept.theirs).toEqual({ choice: 'zh-CN', chosenAt: LATE });
  expect(seen.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
});

it('says nothing where nobody has chosen anything', async () => {
  const { kept, share, seen } = device({ choice: 'browser', chosenAt: 0 }, null);
  await share();
  expect(kept).toEqual({ local: { choice: 'browser', chosenAt: 0 }, theirs: null });
  expect(seen).toHaveLength(1);
});

it('comes to rest with a clock that is ahead, and lets later choices through', async () => {
  const { kept, share, seen } = device(
    { choice: 'zh-CN', chosenAt: Date.parse('2199-01-01T00:00:00Z') },
    null,
    LATE,
  );
  await share();
  expect(kept.local).toEqual({ choice: 'zh-CN', chosenAt: Date.parse(LATE) });
  await share();
  expect(seen.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
});

it('leaves the choice alone with a server that keeps none, or one that this version does not know', async () => {
  const chosen = { choice: 'zh-CN', chosenAt: Date.parse(LATE) } as const;
  for (const language of [undefined, { choice: 'fr', chosenAt: LATE }]) {
    let local: LocalChoice = chosen;
    const deps = apiDeps(({ path }) =>
      path === '/v1/me' ? jsonAnswer(200, { ...ME, language }) : jsonAnswer(404, {}),
    );
    const call = connect(deps, { serverUrl: 'https://program.example', token: 't' });
    const store = {
      read: async () => local,
      write: async (next: LocalChoice) => {
        local = next;
      },
    };
    expect(await shareLanguage(call, store)).toMatchObject({ ok: true });
    expect(local).toEqual(chosen);
  }
});
