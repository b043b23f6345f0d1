import { randomUUID } from 'node:crypto';
import { notices } from '@marketsafe/contract';
import { mailWords } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import type { Mail } from '../../server/src/mail/mail.ts';
import { warnOfStanding } from '../../server/src/standing/alarms.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

/** So many answers, each to a packet of its own, today; by SQL, as the database's owner. */
async function answers(
  test: TestServer,
  { organisationId, userId, rightId }: Person & { rightId: string },
  outcome: 'removed' | 'refused',
  count: number,
) {
  for (let nth = 0; nth < count; nth += 1) {
    const packetId = randomUUID();
    const hex = packetId.toUpperCase();
    await test.owner.query(
      `insert into app.packets (organisation_id, packet_id, number, holder_id, right_id, marketplace, target_kind, reason, state, head,
         built_at, built_by, built_by_name)
       values ($1, $2, $3, $1, $4, 'aliexpress', 'listing', 'unfair-trademark-use', 'built', '{}', now(), $5, 'Ana')`,
      [organisationId, packetId, `MP-${hex.slice(0, 4)}-${hex.slice(4, 8)}`, rightId, userId],
    );
    await test.owner.query(
      `insert into app.marketplace_answers (organisation_id, answer_id, packet_id, position, outcome, cause, through, by_user, at, claims, moved)
       values ($1, $2, $3, 0, $4, $5, 'desk', $6, now(), '[]', '[{}]')`,
      [organisationId, randomUUID(), packetId, outcome, outcome === 'refused' ? 'other' : null, userId],
    );
  }
}

it('warns those who answer for a participant before a threshold breaks and when it does, once each, by mail and as news to all who read that standing, and not of what never was fine', async () => {
  const test = await startTestServer();
  const db = openDatabase(test.databaseUrl);
  const holder = await addInvestigator(test);
  const manager = await addPerson(test, holder.organisationId, ['manager']);
  const bad = await addInvestigator(test);
  const newsOf = async (person: Person) => {
    const read = notices.parse((await send(test, '/v1/notices', { person })).json);
    return {
      ...{ unseen: read.unseen, newest: read.warnings[0]?.sequence ?? 0 },
      warnings: read.warnings.map(({ measure, reason, level, share }) => [measure, reason, level, share.of]),
    };
  };
  await addPerson(test, bad.organisationId, ['manager']);
  await answers(test, bad, 'removed', 10);
  await answers(test, bad, 'refused', 20);
  const sent: Mail[] = [];
  const look = async () => {
    sent.length = 0;
    await warnOfStanding({
      ...{ owner: test.owner, db, mail: { send: async (one) => void sent.push(one) } },
      ...{ address: () => 'https://program.example', onProblem: () => undefined },
    });
    return sent.flatMap(({ to, content }) =>
      content.kind === 'standing'
        ? content.warnings.map(({ measure, reason, level, distance }) => [
            to,
            measure,
            reason,
            level,
            distance,
          ])
        : [],
    );
  };
  await answers(test, holder, 'removed', 60);
  await answers(test, holder, 'refused', 2);
  expect(await look()).toEqual([]);
  expect(await look()).toEqual([]);
  const to = `${manager.userId}@test.example`;
  await answers(test, holder, 'refused', 2);
  expect(await look()).toEqual([
    [to, 'takedown', null, 'near', 3],
    [to, 'takedown', 'unfair-trademark-use', 'near', 3],
  ]);
  expect(await look()).toEqual([]);
  const near = [
    ['takedown', 'unfair-trademark-use', 'near', 64],
    ['takedown', null, 'near', 64],
  ];
  for (const person of [holder, manager])
    expect(await newsOf(person)).toMatchObject({ unseen: 2, warnings: near });
  const { newest } = await newsOf(manager);
  const seen = { mention: 0, warning: newest };
  expect(
    (await sendJson(test, '/v1/notices/seen', { method: 'PUT', person: manager, body: seen })).status,
  ).toBe(204);
  expect([(await newsOf(manager)).unseen, (await newsOf(holder)).unseen]).toEqual([0, 2]);
  await answers(test, holder, 'refused', 3);
  expect((await look()).map(([, , , level]) => level)).toEqual(['missed', 'missed']);
  expect(await look()).toEqual([]);
  expect(await newsOf(manager)).toMatchObject({
    unseen: 2,
    warnings: [['takedown', 'unfair-trademark-use', 'missed', 67], ['takedown', null, 'missed', 67], ...near],
  });
  expect((await newsOf(bad)).warnings).toEqual([]);
  for (const language of ['en', 'zh-CN'] as const) {
    const content = {
      ...{ kind: 'standing' as const, organisation: 'Aurora', link: 'https://program.example/standing' },
      warnings: [
        {
          measure: 'takedown' as const,
          reason: null,
          level: 'near' as const,
          share: { part: 19, of: 21 },
          distance: 1,
        },
      ],
    };
    const { subject, text } = mailWords(content, language);
    expect(subject).toContain('Aurora');
    for (const part of ['90.47%', content.link]) expect(text).toContain(part);
  }
  await db.close();
  await test.close();
});
