import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claimDetail, type EvidenceFile } from '@marketsafe/contract';
import { expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import {
  addInvestigator,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const MIGRATIONS = fileURLToPath(new URL('../../server/migrations/', import.meta.url));

/** A new database as the version before sealing left it. */
async function databaseBeforeSealing(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-before-'));
  for (const name of (await readdir(MIGRATIONS)).filter((one) => one < '0006')) {
    await cp(join(MIGRATIONS, name), join(folder, name));
  }
  const url = await freshDatabase('template1');
  const owner = connect(url, '', 1);
  await migrate(owner, { folder: pathToFileURL(`${folder}/`) });
  await owner.end();
  await rm(folder, { recursive: true });
  return url;
}

it('a claim from before captures were signed is shown without a signature and with codes for reasons, and new ones are sealed', async () => {
  const databaseUrl = await databaseBeforeSealing();
  const owner = connect(databaseUrl, '-c timezone=UTC', 2);
  const person = await addInvestigator({ owner } as TestServer);
  const [claimId, captureId, manifest] = [randomUUID(), randomUUID(), '0'.repeat(64)];
  const files: EvidenceFile[] = [
    {
      path: 'viewport.png',
      sha256: '1'.repeat(64),
      bytes: 3,
      type: 'image/png',
      role: 'evidentiary',
      method: 'pixels',
    },
  ];
  const body = Buffer.from('{}');
  await owner.query(
    "insert into app.blobs values ($1, $2, 2, 'application/json', $3, now()), ($1, $4, 3, 'image/png', $3, now())",
    [person.organisationId, manifest, person.userId, files[0]?.sha256],
  );
  const target = {
    kind: 'listing',
    marketplace: 'aliexpress',
    itemId: '1005001',
    canonicalUrl: 'https://www.aliexpress.com/item/1005001.html',
    capturedAt: '2026-11-20T10:00:01.000Z',
  };
  await owner.query(
    `insert into app.claims values ($1, $2, 'MS-0000-0000', 'in_review', now(), $3, $4, 'unfair-trademark-use', 'aliexpress',
       '1005001', $5, '{"en":"","zh":""}', '{}', '"0.1.0"', $6, $7)`,
    [
      ...[person.organisationId, claimId, person.userId, person.rightId, JSON.stringify(target), body],
      createHash('sha256').update(body).digest('hex'),
    ],
  );
  await owner.query(
    "insert into app.claim_evidence values ($1, $2, 0, $3, $4, now(), $5, '{}', '\"https://www.aliexpress.com/\"')",
    [person.organisationId, claimId, captureId, manifest, JSON.stringify(files)],
  );
  const reasons = [
    'The open claim MS-7K3P-Q9XD is the same.',
    'Held until the right is verified; then it goes on by itself.',
    'Zu wenig Beweise. 证据不足。',
    null,
  ];
  for (const [sequence, reason] of reasons.entries()) {
    await owner.query(
      `insert into app.claim_events values ($1, $2, $3, $4, now(), null, 'server', 'received', 'held', $5)`,
      [person.organisationId, claimId, sequence + 1, randomUUID(), reason],
    );
  }
  await owner.end();

  const test = await startTestServer({ databaseUrl });
  // Whether a session of before is an extension's cannot be told, and such tokens lasted too long: everybody signs in once more.
  expect((await send(test, '/v1/rights', { person })).status).toBe(401);
  await test.owner.query(
    `insert into auth."session" ("id", "userId", "token", "expiresAt", "updatedAt")
     values ($1, $2, $3, now() + interval '30 days', now())`,
    [randomUUID(), person.userId, person.token],
  );

  const shown = await send(test, `/v1/claims/${claimId}`, { person });
  expect(claimDetail.parse(shown.json).evidence).toMatchObject([
    { captureId, files, signature: null, masked: [], findings: [] },
  ]);
  // What the server decided has become a code, what a person wrote stays word for word, and the history is append-only again.
  expect(claimDetail.parse(shown.json).events.map(({ reason }) => reason)).toEqual([
    { code: 'same-as-open-claim', params: { number: 'MS-7K3P-Q9XD' } },
    { code: 'right-unverified', params: {} },
    { code: 'written', params: { text: reasons[2] } },
    null,
  ]);
  await expect(test.owner.query('update app.claim_events set reason_code = null')).rejects.toThrow(
    'append-only',
  );
  const { rows } = await test.owner.query<{ relforcerowsecurity: boolean }>(
    "select relforcerowsecurity from pg_class where oid = 'app.claim_events'::regclass",
  );
  expect(rows).toEqual([{ relforcerowsecurity: true }]);
  expect((await send(test, `/v1/captures/${captureId}/seal`, { person })).status).toBe(404);
  const claim = await preparedClaim(test, person);
  expect((await postClaim(test, person, claim)).status).toBe(201);
  const seal = await send(test, `/v1/captures/${claim.evidence[0]?.captureId}/seal`, { person });
  expect(seal.status).toBe(200);
  await test.close();
});
