import { expect, it } from 'vitest';
import { openAuditLog } from '../../server/src/audit/log.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { addOrganisation, addPerson, startTestServer } from './support.ts';

it('a look stands for ten minutes, and then for no more', async () => {
  const test = await startTestServer();
  const db = openDatabase(test.databaseUrl);
  let now = 1_000;
  const log = openAuditLog(db, () => now);
  const organisationId = await addOrganisation(test);
  const { userId } = await addPerson(test, organisationId);
  const look = (screen: string, ...things: string[]) =>
    log.addLook(
      organisationId,
      { action: 'claims.listed', actorUserId: userId, entity: organisationId, detail: {} },
      { screen, things },
    );
  const entries = async () => {
    const { rows } = await test.owner.query(
      'select count(*)::int as n from app.audit where organisation_id = $1',
      [organisationId],
    );
    return rows[0].n;
  };
  await look('list', 'a');
  await look('list', 'a');
  expect(await entries()).toBe(1);
  await look('other', 'a');
  expect(await entries()).toBe(2);
  await look('list', 'a', 'b');
  await look('list', 'b');
  expect(await entries()).toBe(3);
  now += 10 * 60_000 - 1;
  await look('list', 'a');
  expect(await entries()).toBe(3);
  now += 1;
  await look('list', 'a');
  await look('other', 'a');
  expect(await entries()).toBe(5);
  await db.close();
  await test.close();
});
