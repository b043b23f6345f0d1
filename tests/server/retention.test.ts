import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ClaimSubmission,
  changeList,
  deletionProposalDetail,
  dueList,
  leavingExport,
  legalHold,
  RETENTION_DAYS,
  retentionOverview,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILES_LOCK } from '../../server/src/backup/lock.ts';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { packetFolder } from '../../server/src/packets/folder.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { SOON } from '../support/soon.ts';
import { type SentClaim, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  giveMandate,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
  writeToThread,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let first: Person;
let second: Person;
let lead: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  first = await addPerson(test, program, ['analyst']);
  second = await addPerson(test, program, ['analyst']);
  lead = await addPerson(test, program, ['program_lead']);
});
afterAll(() => test.close());

/** A claim that was filed and has been closed for so many days; by SQL, as the database's owner. */
async function closed(days: number, state = 'declined'): Promise<ClaimSubmission> {
  const claim = await preparedClaim(test, ours);
  expect((await postClaim(test, ours, claim)).status).toBe(201);
  await test.owner.query(
    `update app.claims set state = $2, state_since = now() - make_interval(days => $3) where claim_id = $1`,
    [claim.claimId, state, days],
  );
  await test.owner.query(
    `insert into app.claim_events (organisation_id, claim_id, sequence, event_id, at, actor_role, from_state, to_state)
     select organisation_id, claim_id, max(sequence) + 1, $2, now(), 'analyst', 'in_review', $3
     from app.claim_events where claim_id = $1 group by organisation_id, claim_id`,
    [claim.claimId, randomUUID(), state],
  );
  return claim;
}

/** A seller's counter-notice with a document, which lies in the program's store, and somebody's visit to the listing. */
async function saidAndSeen({ claimId }: ClaimSubmission): Promise<void> {
  const counterId = randomUUID();
  await test.owner.query(
    `insert into app.counter_notices (organisation_id, counter_id, claim_id, chance, received_on, statement, entered_at, entered_by,
       entered_by_name) values ($1, $2, $3, 1, '2026-11-02', '"Ours"', now(), $4, 'Ana')`,
    [ours.organisationId, counterId, claimId, first.userId],
  );
  const hash = sha256(Buffer.from(claimId));
  await test.owner.query(
    `insert into app.blobs (organisation_id, sha256, bytes, type, stored_by, stored_at, checked_at)
     values ($1, $2, 1, 'image/png', $3, now(), now())`,
    [first.organisationId, hash, first.userId],
  );
  await test.owner.query(
    `insert into app.counter_files (organisation_id, counter_id, position, store_of, sha256, name, type, bytes)
     values ($1, $2, 0, $3, $4, '"licence.png"', 'image/png', 1)`,
    [ours.organisationId, counterId, first.organisationId, hash],
  );
  const requestId = randomUUID();
  await test.owner.query(
    `insert into app.penalty_requests (organisation_id, request_id, seller_id, wanted, claims, content, asked_on, look_on, at, by_user, by_name)
     values ($1, $2, $3, 'store-closure', $4, $5, '2026-11-02', '2026-12-02', now(), $6, 'Ana')`,
    [
      ...[ours.organisationId, requestId, randomUUID(), [claimId, randomUUID()]],
      ...[JSON.stringify({ claims: [claimId] }), ours.userId],
    ],
  );
  await test.owner.query(
    `insert into app.penalty_events (organisation_id, event_id, request_id, kind, on_day, said, at, by_user, by_name)
     values ($1, $2, $3, 'refused', '2026-11-03', '""', now(), $4, 'Ana')`,
    [ours.organisationId, randomUUID(), requestId, ours.userId],
  );
  await test.owner.query("insert into app.sightings values ($1, $2, now(), $3, 'gone')", [
    ...[ours.organisationId, claimId, ours.userId],
  ]);
}
const OLD = RETENTION_DAYS.declined + 1;

function write(person: Person, path: string, body: object, method = 'POST') {
  const headers = { 'content-type': 'application/json' };
  return send(test, path, { method, person, headers, body: JSON.stringify(body) });
}

async function propose(claims: readonly ClaimSubmission[], person = first) {
  const proposalId = randomUUID();
  const claimIds = claims.map(({ claimId }) => claimId);
  const { organisationId } = ours;
  const answer = await write(person, '/v1/retention/proposals', { proposalId, organisationId, claimIds });
  return { proposalId, ...answer };
}

const decide = (person: Person, proposalId: string, decision: 'approve' | 'refuse') =>
  write(person, `/v1/retention/proposals/${proposalId}/decision`, { decision });

async function proposalOf(proposalId: string) {
  const { json } = await send(test, `/v1/retention/proposals/${proposalId}`, { person: first });
  return deletionProposalDetail.parse(json);
}

/** Has claims deleted by two people, and waits until that is done. */
async function remove(claims: readonly ClaimSubmission[]): Promise<string> {
  const { proposalId, status } = await propose(claims);
  expect(status).toBe(200);
  expect((await decide(second, proposalId, 'approve')).status).toBe(200);
  await expect.poll(async () => (await proposalOf(proposalId)).state, SOON).toBe('done');
  return proposalId;
}

const codeOf = ({ json }: { json: unknown }) => (json as { code: string }).code;

/** Tables in which something stands that names this, with how many rows. */
async function tablesNaming(text: string): Promise<Record<string, number>> {
  const tables = await test.owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r'
       and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await test.owner.query<{ count: number }>(
      `select count(*)::int as count from ${name} t where t::text like '%' || $1 || '%'`,
      [text],
    );
    if (rows[0] && rows[0].count > 0) found[name] = rows[0].count;
  }
  return found;
}

const storedFiles = async () =>
  (await readdir(join(test.dataFolder, 'blobs', ours.organisationId), { recursive: true })).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  );

async function auditFaults() {
  const blobsFolder = join(test.dataFolder, 'blobs');
  const { faults } = await verifyAudit(test.owner, {
    ...{ store: await openBlobStore({ folder: blobsFolder }) },
    ...{ rootsFile: join(test.dataFolder, 'audit-roots.jsonl'), published: { roots: [], stamps: [] } },
  });
  // States were set by hand, which the audit notices.
  return faults.filter(({ problem }) => !/was changed: (history|state|submittedBy)/.test(problem));
}

describe('a claim whose time is over', () => {
  it('is listed, proposed by one and approved by another, and gone with every row and file: a tombstone stays', async () => {
    const claim = await closed(OLD);
    const young = await closed(OLD - 30);
    expect(await writeToThread(test, ours, `/v1/threads/claim/${claim.claimId}`, { kind: 'message' })).toBe(
      204,
    );
    await saidAndSeen(claim);
    const hashes = claim.evidence.flatMap(({ manifestSha256, files }) => [
      manifestSha256,
      ...files.map((file) => file.sha256),
    ]);
    expect(await storedFiles()).toEqual(expect.arrayContaining([expect.stringContaining(hashes[0] ?? '')]));
    const list = await send(test, `/v1/retention/due?organisation=${ours.organisationId}`, { person: first });
    expect(dueList.parse(list.json).claims.map(({ claimId }) => claimId)).toEqual([claim.claimId]);
    const changes = changeList.parse((await send(test, '/v1/changes', { person: ours })).json);

    const proposalId = await remove([claim]);
    expect((await proposalOf(proposalId)).list.map(({ outcome }) => outcome)).toEqual(['deleted']);
    // News of its thread waits to be told, by its id alone, and goes then.
    await test.owner.query('delete from mail.news where subject_id = $1', [claim.claimId]);
    expect(Object.keys(await tablesNaming(claim.claimId)).sort()).toEqual([
      'app.audit',
      'app.changes',
      'app.deletion_claims',
    ]);
    for (const hash of hashes) {
      // The device's next capture says which one came before it.
      const named = Object.keys(await tablesNaming(hash)).filter((table) => table !== 'app.captures');
      expect(named).toEqual(['app.audit']);
      expect((await storedFiles()).some((name) => name.endsWith(hash))).toBe(false);
    }
    const theirs = await test.owner.query(
      'select from app.blobs where organisation_id = $1 and sha256 = $2',
      [...[first.organisationId, sha256(Buffer.from(claim.claimId))]],
    );
    expect(theirs.rowCount).toBe(1);
    const { rows } = await test.owner.query<{ entry: { actorUserId: string; detail: object } }>(
      `select entry from app.audit where entity = $1 and entry ->> 'action' = 'claim.deleted'`,
      [claim.claimId],
    );
    expect(rows.map(({ entry }) => [entry.actorUserId, entry.detail])).toEqual([
      [
        second.userId,
        {
          number: expect.stringMatching(/^MS-/),
          state: 'declined',
          bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          proposalId,
          // The seller's document is the program's own file, and stays with it.
          sellersFilesElsewhere: sha256(Buffer.from(claim.claimId)),
          proposed: 'Test Person',
          approved: 'Test Person',
        },
      ],
    ]);
    const told = await send(test, `/v1/changes?cursor=${changes.cursor}`, { person: ours });
    expect(changeList.parse(told.json).changes).toMatchObject([{ kind: 'deleted', claimId: claim.claimId }]);
    expect((await send(test, `/v1/claims/${claim.claimId}`, { person: ours })).status).toBe(404);
    expect((await send(test, `/v1/claims/${young.claimId}`, { person: ours })).status).toBe(200);
    expect(await auditFaults()).toEqual([]);
  });

  it('goes with its packet, if it was the last in it: with what was disclosed, answered and said there, and its files', async () => {
    const desk = await addOrganisation(test, 'Desk');
    await test.owner.query("insert into app.desks values ($1, 'aliexpress')", [desk]);
    const liaison = await addPerson(test, desk, ['liaison']);
    const sent = await sendClaims(test, ours, [first, lead], 2);
    const [a, b] = sent as [SentClaim, SentClaim];
    const there = `/v1/desk/packets/${a.packetId}`;
    const said = { outcome: 'removed', cause: null, words: '' };
    const answers = sent.map(({ position }) => ({ position, said }));
    expect((await write(liaison, `${there}/answers`, { answers })).status).toBe(200);
    expect((await write(liaison, `${there}/answers/undo`, { positions: [b.position] })).status).toBe(200);
    const notice = { counterId: randomUUID(), position: a.position, receivedOn: '2026-11-02', replyBy: null };
    const kept = await write(liaison, `${there}/counter-notices`, { ...notice, statement: 'No.', files: [] });
    expect(kept.status).toBe(200);
    const claims = sent.map(({ claim }) => claim);
    await test.owner.query(
      `update app.claims set state = 'removed', state_since = now() - interval '20 years' where claim_id = any($1)`,
      [claims.map(({ claimId }) => claimId)],
    );
    const folder = join(test.dataFolder, 'blobs', packetFolder(a.packetId));
    const stored = async () =>
      (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) =>
        /[0-9a-f]{64}$/.test(name),
      );
    expect((await stored()).length).toBeGreaterThan(0);

    await remove([a.claim]);
    expect(await tablesNaming(a.packetId)).toHaveProperty(['disclosed.links']);
    await remove([b.claim]);
    expect(Object.keys(await tablesNaming(a.packetId))).toEqual(['app.audit']);
    await expect.poll(stored, SOON).toEqual([]);
    expect(await auditFaults()).toEqual([]);
  });

  it('lies in no finished export of whoever left: it is withdrawn with the deletion, and its file goes', async () => {
    const other = await addInvestigator(test);
    const folder = join(test.dataFolder, 'leaving');
    const exportOf = async ({ organisationId, userId }: Person) => {
      const exportId = randomUUID();
      await test.owner.query(
        `insert into app.leaving_exports (organisation_id, export_id, state, asked_at, asked_by, asked_by_name, file_name, bytes, sha256,
           done_at) values ($1, $2, 'done', now(), $3, 'M', 'export.zip', 1, 'x', now())`,
        [organisationId, exportId, userId],
      );
      await mkdir(join(folder, organisationId), { recursive: true });
      await writeFile(join(folder, organisationId, `${exportId}.zip`), 'x');
      return exportId;
    };
    const [own, theirs] = [await exportOf(ours), await exportOf(other)];
    const manager = await addPerson(test, ours.organisationId, ['manager']);
    const load = () => send(test, `/v1/leaving-export/${own}`, { person: manager });
    expect((await load()).status).toBe(200);
    await remove([await closed(OLD)]);
    expect((await load()).status).toBe(404);
    expect(
      leavingExport.parse((await send(test, '/v1/leaving-export', { person: manager })).json).export,
    ).toMatchObject({ state: 'withdrawn', file: null });
    await expect
      .poll(
        async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.zip')),
        SOON,
      )
      .toEqual([join(other.organisationId, `${theirs}.zip`)]);
    // What it was stays known.
    const { rows } = await test.owner.query(
      'select sha256, withdrawn_at is not null as since from app.leaving_exports where export_id = $1',
      [own],
    );
    expect(rows).toEqual([{ sha256: 'x', since: true }]);
  });

  it('keeps files that another claim names, and a capture that another one rests on', async () => {
    const claim = await closed(OLD);
    const twin: ClaimSubmission = { ...claim, claimId: randomUUID() };
    expect((await postClaim(test, ours, twin)).status).toBe(201);
    const proposalId = await remove([claim]);
    expect((await proposalOf(proposalId)).list.map(({ outcome }) => outcome)).toEqual(['named']);
    await test.owner.query(
      `update app.claims set state = 'declined', state_since = now() - interval '9999 days' where claim_id = $1`,
      [twin.claimId],
    );
    const both = await remove([claim, twin]);
    expect((await proposalOf(both)).list.map(({ outcome }) => outcome)).toEqual(['deleted', 'deleted']);
    expect(await auditFaults()).toEqual([]);
  });

  it('whose bytes come in again meanwhile loses none of them', async () => {
    const bytes = Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`);
    expect((await putBlob(test, ours, bytes, 'application/pdf')).status).toBe(201);
    const hash = sha256(bytes);
    const claim = await closed(OLD);
    await test.owner.query(
      `update app.claims set particulars = json_build_object('attachments', json_build_array(json_build_object('sha256', $2::text)))
       where claim_id = $1`,
      [claim.claimId, hash],
    );
    await test.owner.query(
      `update app.claims set body = convert_to(replace(convert_from(body, 'UTF8'), '"claimId"', '"x":"' || $2 || '","claimId"'), 'UTF8'),
         body_sha256 = encode(sha256(convert_to(replace(convert_from(body, 'UTF8'), '"claimId"', '"x":"' || $2 || '","claimId"'), 'UTF8')), 'hex')
       where claim_id = $1`,
      [claim.claimId, hash],
    );
    const deleted = remove([claim]);
    let answers = 0;
    const again = (async () => {
      while (answers < 40) {
        const { status } = await putBlob(test, ours, bytes, 'application/pdf');
        // Stored, held already, or to be sent again: never said to be here and gone.
        expect([200, 201, 503]).toContain(status);
        answers += 1;
      }
    })();
    await Promise.all([deleted, again]);
    expect((await putBlob(test, ours, bytes, 'application/pdf')).status).toBeLessThan(300);
    const got = await send(test, `/v1/blobs/${hash}`, { person: ours });
    expect(got.status).toBe(200);
    expect((await auditFaults()).filter(({ problem }) => problem.includes(hash))).toEqual([]);
  });
});

describe('who decides', () => {
  it('are two, and neither belongs to whose claims they are', async () => {
    const claim = await closed(OLD);
    const insider = await addPerson(test, first.organisationId, ['analyst']);
    await test.owner.query(
      `insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Insider', '{investigator}', now())`,
      [ours.organisationId, insider.userId],
    );
    await test.owner.query(`update auth."session" set "organisationId" = $2 where "userId" = $1`, [
      insider.userId,
      first.organisationId,
    ]);
    const own = await propose([claim], insider);
    expect([own.status, codeOf(own)]).toEqual([403, 'retention-own-organisation']);
    const { proposalId } = await propose([claim]);
    const alone = await decide(first, proposalId, 'approve');
    expect([alone.status, codeOf(alone)]).toEqual([403, 'retention-second-person']);
    const inside = await decide(insider, proposalId, 'approve');
    expect([inside.status, codeOf(inside)]).toEqual([403, 'retention-own-organisation']);
    const twice = await propose([claim], second);
    expect([twice.status, codeOf(twice)]).toEqual([409, 'retention-changed']);
    expect((await decide(first, proposalId, 'refuse')).status).toBe(200);
    const late = await decide(second, proposalId, 'approve');
    expect([late.status, codeOf(late)]).toEqual([409, 'retention-decided']);
    expect((await send(test, `/v1/claims/${claim.claimId}`, { person: ours })).status).toBe(200);
    // The database itself lets one person alone approve nothing, and deletes nothing that was not approved.
    const open = await propose([claim]);
    await expect(
      test.owner.query(
        `update app.deletion_proposals set state = 'approved', decided_at = now(), decided_by = proposed_by, decided_by_name = 'x'
         where proposal_id = $1`,
        [open.proposalId],
      ),
    ).rejects.toThrow('violates check constraint');
    await expect(test.owner.query('select app.enter_deletion($1)', [open.proposalId])).rejects.toThrow(
      'nothing of this proposal',
    );
    await decide(first, open.proposalId, 'refuse');
  });

  it('see what they delete: what has changed since is refused or kept', async () => {
    const [claim, moved] = [await closed(OLD), await closed(OLD)];
    const young = await closed(OLD - 30);
    expect(codeOf(await propose([young]))).toBe('retention-changed');
    const { proposalId } = await propose([claim, moved]);
    await test.owner.query(`update app.claims set state_since = now() where claim_id = $1`, [moved.claimId]);
    await decide(second, proposalId, 'approve');
    await expect
      .poll(async () => (await proposalOf(proposalId)).outcomes, SOON)
      .toMatchObject({ deleted: 1, moved: 1 });
  });

  it('set how long, where they lead the program', async () => {
    const days = { ...RETENTION_DAYS, withdrawn: 30 };
    expect((await write(first, '/v1/retention/settings', { days }, 'PUT')).status).toBe(403);
    expect(
      (await write(lead, '/v1/retention/settings', { days: { ...days, removed: 29 } }, 'PUT')).status,
    ).toBe(422);
    const claim = await closed(31, 'withdrawn');
    const count = async () => {
      const { json } = await send(test, '/v1/retention', { person: first });
      return retentionOverview
        .parse(json)
        .due.find(({ organisation }) => organisation.organisationId === ours.organisationId);
    };
    const before = (await count())?.claims ?? 0;
    expect((await write(lead, '/v1/retention/settings', { days }, 'PUT')).status).toBe(200);
    expect((await count())?.claims).toBe(before + 1);
    await remove([claim]);
  });
});

describe('a legal hold', () => {
  async function hold(on: object) {
    const answer = await write(first, '/v1/legal-holds', {
      holdId: randomUUID(),
      on,
      reason: 'Court file 7 O 12/26',
    });
    return { status: answer.status, ...legalHold.parse(answer.json) };
  }

  it.each(['claim', 'organisation', 'holder'])(
    'on the %s keeps what was approved, until it is released',
    async (what) => {
      const claim = await closed(OLD);
      const { rows } = await test.owner.query<{ number: string }>(
        'select number from app.claims where claim_id = $1',
        [claim.claimId],
      );
      const number = rows[0]?.number ?? '';
      const { proposalId } = await propose([claim]);
      const { organisationId } = ours;
      let holder = organisationId;
      if (what === 'holder') {
        const other = await addInvestigator(test);
        holder = other.organisationId;
        expect((await putBlob(test, other, Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf')).status).toBe(
          201,
        );
        const mandateId = await giveMandate(test, other, organisationId);
        // As if it had been filed under another holder's right.
        await test.owner.query('alter table app.claims disable trigger user');
        await test.owner.query(
          'update app.claims set holder_id = $2, right_id = $3, mandate_id = $4 where claim_id = $1',
          [claim.claimId, holder, other.rightId, mandateId],
        );
        await test.owner.query('alter table app.claims enable trigger user');
      }
      const held = await hold(what === 'claim' ? { number } : { organisationId: holder });
      expect(held.status).toBe(200);
      await decide(second, proposalId, 'approve');
      await expect.poll(async () => (await proposalOf(proposalId)).outcomes.held, SOON).toBe(1);
      expect((await send(test, `/v1/claims/${claim.claimId}`, { person: ours })).status).toBe(200);
      expect(codeOf(await propose([claim]))).toBe('retention-changed');
      const released = await write(second, `/v1/legal-holds/${held.holdId}/release`, {});
      expect(legalHold.parse(released.json).released).toMatchObject({ name: 'Test Person' });
      await remove([claim]);
    },
  );
});

describe('a backup under way', () => {
  it('lets a deletion wait', async () => {
    const claim = await closed(OLD);
    const { proposalId } = await propose([claim]);
    const backup = await test.owner.connect();
    await backup.query('select pg_advisory_lock_shared($1)', [FILES_LOCK]);
    await decide(second, proposalId, 'approve');
    // Whoever deletes has asked for the lock and gone away again; what is approved later finds it so, too.
    expect((await decide(second, proposalId, 'approve')).status).toBe(409);
    expect((await send(test, `/v1/claims/${claim.claimId}`, { person: ours })).status).toBe(200);
    backup.release(true);
    const next = await closed(OLD);
    await remove([next]);
    await expect.poll(async () => (await proposalOf(proposalId)).state, SOON).toBe('done');
  });
});
