import { randomBytes } from 'node:crypto';
import { damagedFiles, health } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import {
  addInvestigator,
  type Person,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let shelf: Shelf;
let person: Person;

const healthNow = async () => health.parse((await send(test, '/health')).json);
const listed = async (by: Person) =>
  damagedFiles.parse((await send(test, '/v1/files/damaged', { person: by })).json);
const put = async (bytes: Buffer) => {
  await putBlob(test, person, bytes, 'image/png');
  return sha256(bytes);
};
/** Lets it look as if files had been read last so many days ago. */
const readDaysAgo = (days: number) =>
  test.owner.query(`update app.blobs set checked_at = now() - interval '${days} days'`);

describe.each(SHELVES)('with files in %s,', (_, open) => {
  beforeAll(async () => {
    shelf = await open();
    test = await startTestServer({ ...shelf.options, scrubPace: { days: 7, every: 50 } });
    person = await addInvestigator(test);
  });
  afterAll(async () => {
    await test.close();
    await shelf.close();
  });

  describe('reading every stored file in turn', () => {
    it('finds what nobody asked for, says so in the health and to the organisation, and what mends it', async () => {
      const [bytes, lost, whole] = [randomBytes(900), randomBytes(901), randomBytes(902)];
      const [changed, gone] = [await put(bytes), await put(lost), await put(whole)];
      const stranger = await addInvestigator(test);
      await shelf.write(test.dataFolder, person.organisationId, changed, randomBytes(900));
      await shelf.remove(test.dataFolder, person.organisationId, gone);
      await readDaysAgo(8);
      await vi.waitFor(async () => {
        expect(await healthNow()).toMatchObject({ status: 'impaired', files: { damaged: 1, missing: 1 } });
      }, SOON);
      const { files, total } = await listed(person);
      expect(total).toBe(2);
      expect(new Map(files.map(({ sha256: hash, damage }) => [hash, damage]))).toEqual(
        new Map([
          [changed, 'damaged'],
          [gone, 'missing'],
        ]),
      );
      expect(await listed(stranger)).toEqual({ files: [], total: 0 });

      // One is handed in again, the other put back from a backup.
      expect((await putBlob(test, person, bytes, 'image/png')).status).toBe(201);
      await shelf.write(test.dataFolder, person.organisationId, gone, lost);
      await readDaysAgo(1);
      await vi.waitFor(async () => {
        expect(await healthNow()).toMatchObject({ status: 'ok', files: { damaged: 0, missing: 0 } });
      }, SOON);
      expect(await listed(person)).toEqual({ files: [], total: 0 });
      const { rows } = await test.owner.query(
        "select entry ->> 'action' as action, entry ->> 'actorUserId' as by from app.audit where entry ->> 'entity' = $1 order by sequence",
        [gone],
      );
      expect(rows).toEqual([
        { action: 'blob.stored', by: person.userId },
        { action: 'blob.damaged', by: null },
        { action: 'blob.restored', by: null },
      ]);
      expect((await verifyAudit(test.owner)).faults).toEqual([]);
      expect(await shelf.read(test.dataFolder, person.organisationId, changed)).toEqual(bytes);
    });

    it('says since when everything has been read, and reads first what never was', async () => {
      const hash = await put(randomBytes(500));
      await test.owner.query('update app.blobs set checked_at = null where sha256 = $1', [hash]);
      await vi.waitFor(async () => {
        const { rows } = await test.owner.query<{ checked_at: Date | null }>(
          'select checked_at from app.blobs where sha256 = $1',
          [hash],
        );
        expect(rows[0]?.checked_at).not.toBeNull();
      }, SOON);
      await readDaysAgo(3);
      await vi.waitFor(async () => {
        const since = Date.parse((await healthNow()).files?.readSince ?? '');
        expect(Date.now() - since).toBeGreaterThan(2.9 * 86_400_000);
      }, SOON);
    });
  });
});
