import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Problem, RaidContent } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { migrate } from '../../server/src/db/migrate.ts';
import { joinAnnex, splitAnnex } from '../../server/src/raids/annex.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { completeRaid, keepRaid, saveRaid } from './raid-cases.ts';
import {
  addInvestigator,
  addProgram,
  type Person,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
});
afterAll(() => test.close());

const content = () => completeRaid(test, ours, { word: 'QZXcanary', similar: 0 });
const faultsOf = ({ json }: { json: unknown }) =>
  (json as Problem).errors?.map(({ path, code }) => [path, code]);

/** Asks as the program's staff do, by the database's own door; nothing of it stays. */
async function asStaff(statement: string, values: readonly string[] = []): Promise<{ text: string }[]> {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query('select app.enter_as_staff($1, $2)', [analyst.userId, ours.organisationId]);
    return (await client.query<{ text: string }>(statement, [...values])).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('a raid’s sealed annex', () => {
  it('cannot be read by the role of the program’s staff, whatever a statement asks', async () => {
    const { raidId, content: whole } = await keepRaid(test, ours, await content());
    const annex = whole.files.find(({ role }) => role === 'annex');
    await expect(asStaff('select from app.raid_annexes')).rejects.toMatchObject({ code: '42501' });
    const rows = await asStaff('select content::text as text from app.raid_versions where raid_id = $1', [
      raidId,
    ]);
    expect(rows).toHaveLength(2);
    const text = rows.map((row) => row.text).join('\n');
    expect(text).toContain('Yiwu Trading');
    for (const sealed of ['third stitch', annex?.sha256 ?? '', annex?.name ?? ''])
      expect([sealed, text.includes(sealed)]).toEqual([sealed, false]);
  });

  it('is not kept where staff read, by the database’s own rule', async () => {
    const { raidId } = await keepRaid(test, ours, await content());
    const put = (changed: (text: string) => string) =>
      test.owner.query(
        `insert into app.raid_versions select organisation_id, raid_id, version + 1, replace(content::text, $2, $3)::json,
           saved_at, saved_by, saved_by_name, null
         from app.raid_versions where raid_id = $1 order by version desc limit 1`,
        [raidId, ...changed('').split('→')],
      );
    await expect(put(() => '"role":"event"→"role" : "annex"')).rejects.toThrow('raid_versions_no_annex');
    await expect(put(() => '"method":""→"method":"x"')).rejects.toThrow('raid_versions_no_annex');
    // What somebody typed is no file.
    const typed = { ...(await content()), notes: '"role":"annex"' };
    expect((await keepRaid(test, ours, typed)).content.notes).toBe(typed.notes);
  });

  it('is nobody’s proof and no hand-over’s paper, before and after', async () => {
    const { raidId, version, content: whole } = await keepRaid(test, ours, await content());
    const annex = whole.files.findIndex(({ role }) => role === 'annex');
    const scene = whole.files.findIndex(({ role }) => role === 'event');
    const sha256 = whole.files[annex]?.sha256 ?? '';
    const links = whole.links.map((link) => ({ ...link, proof: sha256 }));
    const proven = await saveRaid(test, ours, raidId, { version, content: { ...whole, links } });
    expect(faultsOf(proven)).toEqual([['/content/links/0/proof', 'sealed-annex']]);
    const note = (paper: string | undefined) =>
      sendJson(test, `/v1/raids/${raidId}/handovers`, {
        person: ours,
        body: {
          ...{ handoverId: randomUUID(), at: '2026-10-01T08:00:00.000Z', bags: null, paper },
          from: { kind: 'outside', custodian: 'authority', name: 'Officer' },
          to: { kind: 'person', userId: ours.userId },
        },
      });
    expect(faultsOf(await note(sha256))).toEqual([['/paper', 'sealed-annex']]);
    expect((await note(whole.files[scene]?.sha256)).status).toBe(200);
    const files = whole.files.map((file, at) => (at === scene ? { ...file, role: 'annex' as const } : file));
    const sealed = await saveRaid(test, ours, raidId, { version, content: { ...whole, files } });
    expect(faultsOf(sealed)).toEqual([[`/content/files/${scene}/role`, 'custody-paper']]);
  });

  it('of raids from before is taken out of every version, and put together gives what was written', async () => {
    const from = fileURLToPath(new URL('../../server/migrations/', import.meta.url));
    const folder = await mkdtemp(join(tmpdir(), 'marketsafe-annex-'));
    for (const name of (await readdir(from)).filter((one) => one < '0065'))
      await cp(join(from, name), join(folder, name));
    const url = await freshDatabase('template1');
    const owner = connect(url, '-c timezone=UTC', 2);
    try {
      await migrate(owner, { folder: pathToFileURL(`${folder}/`) });
      const person = await addInvestigator({ owner } as TestServer);
      const whole = await content();
      const odd: RaidContent = {
        ...whole,
        notes: 'No\u0000thing \\u0000 \\\u0000 "role":"annex"',
        files: whole.files.toReversed(),
      };
      const bare = { ...whole, files: [], authentication: { ...whole.authentication, method: '' } };
      const raidId = randomUUID();
      await owner.query("insert into app.raids values ($1, $2, 'MR-0000-0000', now(), $3)", [
        ...[person.organisationId, raidId, person.userId],
      ]);
      for (const [index, one] of [whole, odd, bare].entries())
        await owner.query("insert into app.raid_versions values ($1, $2, $3, $4, now(), $5, 'Ines', null)", [
          ...[person.organisationId, raidId, index + 1, JSON.stringify(one), person.userId],
        ]);
      await migrate(owner);
      const { rows } = await owner.query(
        `select version.content as open, annex.content as annex from app.raid_versions version
         join app.raid_annexes annex using (organisation_id, raid_id, version) order by version`,
      );
      expect(rows.map(({ open, annex }) => joinAnnex(open, annex))).toEqual([whole, odd, bare]);
      expect(rows.map(({ open, annex }) => ({ open, annex }))).toEqual([whole, odd, bare].map(splitAnnex));
      await expect(owner.query('delete from app.raid_versions')).rejects.toThrow('append-only');
    } finally {
      await owner.end();
      await rm(folder, { recursive: true });
    }
  });
});
