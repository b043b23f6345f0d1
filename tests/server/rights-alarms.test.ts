import { mailWords } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import type { Mail } from '../../server/src/mail/mail.ts';
import { lookAfterRights } from '../../server/src/vetting/watch.ts';
import { addOrganisation, addPerson, addRight, startTestServer } from './support.ts';

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it('a right that expires within 90, 30 and 7 days is told to those who answer for it, each time once', async () => {
  const test = await startTestServer();
  const db = openDatabase(test.databaseUrl);
  const organisationId = await addOrganisation(test, 'Aurora');
  const manager = await addPerson(test, organisationId, ['manager']);
  await addPerson(test, organisationId, ['investigator']);
  const rightId = await addRight(test, organisationId, { expiresOn: day(80) });
  await addRight(test, organisationId, { expiresOn: day(-1), type: 'design' });
  await addRight(test, organisationId, { expiresOn: null, type: 'copyright' });
  const sent: Mail[] = [];
  const look = async () => {
    sent.length = 0;
    const mail = { send: async (one: Mail) => void sent.push(one) };
    await lookAfterRights({
      owner: test.owner,
      db,
      mail,
      address: () => 'https://program.example',
      onProblem: () => undefined,
    });
    return sent.map(({ to, content }) => [
      to,
      content.kind === 'rights-expiring' ? content.rights.map((right) => right.day) : [],
    ]);
  };
  const to = `${manager.userId}@test.example`;
  expect(await look()).toEqual([[to, [day(80)]]]);
  expect(await look()).toEqual([]);
  for (const days of [29, 6]) {
    // As time goes by.
    await test.owner.query('update app.rights set expires_on = $2 where right_id = $1', [rightId, day(days)]);
    expect(await look()).toEqual([[to, [day(days)]]]);
    expect(await look()).toEqual([]);
  }
  for (const language of ['en', 'zh-CN'] as const) {
    const [content] = [
      {
        kind: 'rights-expiring' as const,
        organisation: 'Aurora',
        rights: [{ mark: 'AURORA', place: 'CN', number: '1', day: day(6) }],
        more: 2,
        link: 'https://program.example/rights',
      },
    ];
    const { subject, text } = mailWords(content, language);
    expect(subject).toContain('Aurora');
    for (const part of ['AURORA', 'https://program.example/rights', '2']) expect(text).toContain(part);
  }
  await db.close();
  await test.close();
});
