import { keyIdOf, pemOfPublicKey, type VerifyOptions, verifyPackage } from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReporterDatabase } from '../../../../utils/database/database.ts';
import { editDraft, finishDraft } from '../../../../utils/drafts/drafts.ts';
import { type ExportDeps, exportDrafts } from '../../../../utils/packages/export-drafts.ts';
import { whatLacks } from '../../../../utils/packages/what-lacks.ts';
import { startSession } from '../../../../utils/session/session.ts';
import { type Key, makeKey, sealOf } from '../../evidence/support/program.ts';
import { Unpacked } from '../../evidence/support/tamper.ts';
import { apiDeps, jsonAnswer } from '../../support/api-deps.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { READY_FIELDS } from '../../support/ready-fields.ts';
import { VERIFIED_RIGHT as RIGHT } from '../../support/verified-right.ts';
import { ME, SERVER_URL, signIn } from '../outbox/support/reports.ts';

let server: Key;
beforeAll(async () => {
  server = await makeKey();
});

/** A browser without a file system of its own, with so much room. */
function storage(quota = 1_000_000_000): ExportDeps['storage'] {
  return {
    estimate: async () => ({ quota, usage: 0 }),
    getDirectory: () => Promise.reject(new DOMException('no file system here', 'SecurityError')),
  };
}

function depsOf(db: ReporterDatabase, change: Partial<ExportDeps> = {}): ExportDeps {
  const api = apiDeps(() => Promise.reject(new TypeError('Failed to fetch')));
  return { ...api, db, storage: storage(), version: '0.1.0', ...change };
}

function run(deps: ExportDeps, draftIds: readonly string[], signal = new AbortController().signal) {
  return exportDrafts(deps, draftIds, { onProgress: () => undefined, signal });
}

async function verdictOf(file: Blob, options: VerifyOptions = {}) {
  const verdict = await verifyPackage(file, options);
  const states = (id: string) => [
    ...new Set(verdict.checks.filter((check) => check.id === id).map(({ state }) => state)),
  ];
  return { ...verdict, states };
}

async function finish(db: ReporterDatabase, draftId: string): Promise<void> {
  await editDraft(db, draftId, READY_FIELDS);
  const done = await finishDraft(db, draftId, {
    right: RIGHT,
    today: '2026-01-01',
    version: '0.1.0',
    now: 1_700_000_005_000,
    masker: PLAIN_MASKER,
  });
  expect(done).toHaveProperty('queued');
}

/** Puts the program's seal on every capture of this device. */
async function seal(db: ReporterDatabase): Promise<void> {
  const device = await db.device.get('device');
  if (!device) throw new Error('no device');
  const { deviceId, publicKey } = device;
  const keyId = (await keyIdOf(publicKey)) ?? '';
  const parties = {
    device: { publicKey, keyId, sign: server.sign },
    ...{ server, deviceId, organisationId: ME.organisation.organisationId, userId: ME.user.userId },
  };
  for (const capture of await db.captures.toArray()) {
    const record = await db.blobs.get(capture.manifestSha256);
    const manifestText = (await record?.bytes.text()) ?? '';
    const packaged = {
      ...{ manifestText, signature: capture.signature, devicePublicKey: publicKey },
      ...{ files: new Map(), masked: [] },
    };
    await db.seals.put({
      captureId: capture.captureId,
      seal: await sealOf(parties, packaged),
      fetchedAt: 1_700_000_006_000,
    });
  }
}

async function knowKeys(db: ReporterDatabase): Promise<void> {
  const { keyId, publicKey } = server;
  await db.reference.put({ key: 'keys', keys: [{ keyId, publicKey }], fetchedAt: 1 });
}

describe('an exported draft', () => {
  it('is accepted by the verifier: signed by this device, as the package of what was captured', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const { file, name, captures } = await run(depsOf(db), [draftId]);
    expect(name).toMatch(/^marketsafe-evidence-\d{8}-[0-9a-f]{12}\.zip$/);
    expect(captures).toBe(1);
    const { ok, checks, states } = await verdictOf(file);
    expect([ok, states('device-signature'), states('receipt'), states('claim')]).toEqual([
      true,
      ['passed'],
      ['absent'],
      ['absent'],
    ]);
    expect(checks.find(({ id }) => id === 'package-signature')?.code).toBe('signed-by-device');
    const unpacked = await Unpacked.of(file);
    expect(unpacked.text('VERIFY.txt')).toContain('had not received these captures');
    const device = await db.device.get('device');
    expect(unpacked.text('signatures/package.pub.pem')).toBe(pemOfPublicKey(device?.publicKey ?? ''));
  });

  it('holds several reports with their claims, seals and masked copies', async () => {
    const db = newDatabase();
    const one = await captureInto(db);
    await captureInto(db);
    const two = await captureInto(db, { itemId: '1005006000000002' });
    await finish(db, one);
    await seal(db);
    await knowKeys(db);
    const { file, captures } = await run(depsOf(db), [one, two]);
    expect(captures).toBe(3);
    const { ok, checks, states } = await verdictOf(file, { serverKeys: [server.publicKey], unbroken: true });
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(ok).toBe(true);
    for (const id of ['receipt', 'enrolment', 'claim', 'chain'])
      expect([id, states(id)]).toEqual([id, ['passed']]);
    expect(states('masked-copies').sort()).toEqual(['absent', 'passed']);
  });

  it('that the program has not received is vouched for as this device’s, where the program knows it', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    await seal(db);
    const [sealed] = await db.seals.toArray();
    const statement = sealed?.seal.device.enrolment;
    if (!statement) throw new Error('no enrolment');
    await db.seals.clear();
    await db.device.update('device', {
      enrolments: [{ organisationId: ME.organisation.organisationId, statement }],
    });
    await knowKeys(db);
    const { file } = await run(depsOf(db), [draftId]);
    const { ok, states } = await verdictOf(file, { serverKeys: [server.publicKey] });
    expect([ok, states('enrolment'), states('receipt')]).toEqual([true, ['passed'], ['absent']]);
  });

  it('tells how far it is, up to all of it', async () => {
    const db = newDatabase();
    const steps: number[] = [];
    await exportDrafts(depsOf(db), [await captureInto(db)], {
      onProgress: (done, of) => steps.push(done / of),
      signal: new AbortController().signal,
    });
    expect(steps.at(-1)).toBe(1);
    expect(steps.length).toBeGreaterThan(3);
  });
});

describe('nothing is exported', () => {
  it('where a file is no longer on this device, and the report is named', async () => {
    const db = newDatabase();
    const kept = await captureInto(db);
    const freed = await captureInto(db, { itemId: '1005006000000002', png: new Uint8Array([0x89, 2]) });
    const [picture] = (await db.drafts.get(freed))?.evidence[0]?.files ?? [];
    await db.blobs.delete(picture?.sha256 ?? '');
    await expect(run(depsOf(db), [kept, freed])).rejects.toMatchObject({
      refused: { code: 'files-gone', of: [{ number: null, itemId: '1005006000000002' }] },
    });
    expect((await run(depsOf(db), [kept])).captures).toBe(1);
  });

  it('where a file was damaged', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const [file] = (await db.drafts.get(draftId))?.evidence[0]?.files ?? [];
    const bytes = new Blob([new Uint8Array(file?.bytes ?? 0)]);
    await db.blobs
      .where('sha256')
      .equals(file?.sha256 ?? '')
      .modify({ bytes });
    await expect(run(depsOf(db), [draftId])).rejects.toMatchObject({ refused: { code: 'file-changed' } });
  });

  it('where there is no room', async () => {
    const db = newDatabase();
    const deps = depsOf(db, { storage: storage(1_000_000) });
    await expect(run(deps, [await captureInto(db)])).rejects.toMatchObject({ refused: { code: 'no-room' } });
  });

  it('when it is cancelled', async () => {
    const db = newDatabase();
    const stop = new AbortController();
    const exporting = exportDrafts(depsOf(db), [await captureInto(db)], {
      onProgress: () => stop.abort(new Error('cancelled')),
      signal: stop.signal,
    });
    await expect(exporting).rejects.toThrow('cancelled');
  });

  it('without the key that the program signed with: it is asked for, and missed in words', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    await seal(db);
    await signIn(db, 'token');
    await expect(run(depsOf(db), [draftId])).rejects.toMatchObject({ refused: { code: 'key-missing' } });
    const { keyId, publicKey } = server;
    const online = apiDeps(({ path }) =>
      path === '/v1/keys'
        ? jsonAnswer(200, { keys: [{ keyId, publicKey, since: '2026-01-01T00:00:00.000Z' }] })
        : jsonAnswer(404, {}),
    );
    const { file } = await run(depsOf(db, online), [draftId]);
    expect((await verdictOf(file)).states('receipt')).toEqual(['untrusted']);
    expect(online.seen.map(({ path }) => path)).toEqual(['/v1/keys']);
  });
});

describe('keys of a program', () => {
  it('stay when somebody signs in to another one', async () => {
    const db = newDatabase();
    await knowKeys(db);
    await db.reference.put({ key: 'rights', rights: [], fetchedAt: 1 });
    const pending = { deviceCode: 'code', serverUrl: SERVER_URL, token: 'token' };
    await db.session.put({
      key: 'session',
      state: 'pending',
      ...pending,
      userCode: 'AAAA',
      verificationUrl: `${SERVER_URL}/device`,
      intervalSeconds: 5,
      nextPollAt: 0,
      expiresAt: 1,
    });
    await startSession(db, pending, ME, 1);
    expect((await db.reference.toArray()).map(({ key }) => key)).toEqual(['keys']);
  });
});

describe('what a package lacks', () => {
  it('is said before it is made', async () => {
    const db = newDatabase();
    const draftId = await captureInto(db);
    const unfinished = { lack: 'unfinished', count: 1, all: 1 };
    expect(await whatLacks(db, [draftId])).toEqual([{ lack: 'receipt', count: 1, all: 1 }, unfinished]);
    await captureInto(db);
    expect(await whatLacks(db, [draftId])).toEqual([{ lack: 'receipt', count: 2, all: 2 }, unfinished]);
    await seal(db);
    expect(await whatLacks(db, [draftId])).toEqual([{ lack: 'authority', count: 2, all: 2 }, unfinished]);
    await db.drafts.update(draftId, { state: 'finished' });
    expect(await whatLacks(db, [draftId])).toEqual([{ lack: 'authority', count: 2, all: 2 }]);
  });
});
