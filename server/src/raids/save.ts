import { emptyRaid, type RaidContent, type RaidSave, raidFaults } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { sellersFiles } from '../counter-notices/files.ts';
import type { Database, Scope } from '../db/database.ts';
import { randomRaidNumber } from '../numbers.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { splitAnnex } from './annex.ts';
import { findOwnRaid, withAnnex } from './read.ts';

/** What saving works with. */
interface SaveTools {
  db: Database;
  store: BlobStore;
  newNumber?: () => string;
}

/** Opens a raid of the caller's organisation. The same id once more is the same raid. */
export async function openRaid(
  { db, newNumber = randomRaidNumber }: Pick<SaveTools, 'db' | 'newNumber'>,
  caller: Caller,
  { raidId, title }: { raidId: string; title: string },
): Promise<void> {
  const { organisationId, userId } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const there = await scope
      .selectFrom('app.raids')
      .select('raid_id')
      .where('raid_id', '=', raidId)
      .executeTakeFirst();
    if (there) return;
    const at = new Date();
    const number = newNumber();
    const inserted = await scope
      .insertInto('app.raids')
      .values({ organisation_id: organisationId, raid_id: raidId, number, opened_at: at, opened_by: userId })
      .onConflict((conflict) => conflict.column('raid_id').doNothing())
      .executeTakeFirst();
    // Another organisation's, of which nothing is said.
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new HttpProblem('raid-unknown');
    await insertVersion(scope, caller, raidId, { version: 1, content: emptyRaid(title), at, restored: null });
    await appendAudit(scope, ledger, {
      action: 'raid.opened',
      at,
      actorUserId: userId,
      entity: raidId,
      detail: { number },
    });
  });
}

/**
 * Saves a raid over the version that it was made from; what was there stays as a version. Nothing is saved of a raid that contradicts itself, or
 * names files that were not handed in.
 * @throws HttpProblem `raid-unknown`, `raid-changed-meanwhile`, `body-invalid`, `claim-files-missing` or `file-type-unknown`
 */
export async function saveRaid(
  { db, store }: SaveTools,
  caller: Caller,
  raidId: string,
  { version, content }: RaidSave,
): Promise<void> {
  const errors = raidFaults(content).map(({ path, code }) => ({ path: `/content${path}`, code, params: {} }));
  if (errors.length > 0) throw new HttpProblem('body-invalid', { errors: errors.slice(0, 50) });
  const before = await db.inOrganisation(caller, (scope) => findOwnRaid(scope, raidId));
  const known = new Map(before.content.files.map((file) => [file.sha256, file]));
  const fresh = content.files.filter((file) => {
    const old = known.get(file.sha256);
    return !old || old.type !== file.type || old.bytes !== file.bytes;
  });
  const held = new Map(
    (await sellersFiles({ db, store }, caller, fresh)).map(({ sha256, bytes }) => [sha256, bytes]),
  );
  const files = content.files.map((file) => ({ ...file, bytes: held.get(file.sha256) ?? file.bytes }));
  await write(db, caller, raidId, { version, restored: null, next: async () => ({ ...content, files }) });
}

/**
 * Saves an earlier version anew.
 * @throws HttpProblem `raid-unknown` or `raid-changed-meanwhile`
 */
export async function undoRaid(
  db: Database,
  caller: Caller,
  raidId: string,
  { version, to }: { version: number; to: number },
): Promise<void> {
  await write(db, caller, raidId, {
    version,
    restored: to,
    async next(scope) {
      const row = await scope
        .selectFrom('app.raid_versions')
        .select('content')
        .where('raid_id', '=', raidId)
        .where('version', '=', to)
        .executeTakeFirst();
      if (!row) throw new HttpProblem('raid-unknown');
      return withAnnex(scope, raidId, { version: to, content: row.content });
    },
  });
}

interface Writing {
  version: number;
  restored: number | null;
  next: (scope: Scope) => Promise<RaidContent>;
}

/** One transaction under the organisation's ledger: of two who save at once, the second finds that it was changed. */
async function write(db: Database, caller: Caller, raidId: string, { version, restored, next }: Writing) {
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const now = await findOwnRaid(scope, raidId);
    const content = await next(scope);
    // Saved before, perhaps by this very request, whose answer was lost.
    if (canonicalJson(content) === canonicalJson(now.content)) return;
    if (now.version !== version)
      throw new HttpProblem('raid-changed-meanwhile', { params: { name: now.saved_by_name } });
    await requireSealed(scope, raidId, content);
    if (restored === null) await requireRights(scope, content.rightIds, now.content.rightIds);
    const at = new Date();
    await insertVersion(scope, caller, raidId, { version: version + 1, content, at, restored });
    await appendAudit(scope, ledger, {
      action: 'raid.saved',
      at,
      actorUserId: caller.userId,
      entity: raidId,
      detail: {
        version: version + 1,
        restored,
        consents: content.consents.join(' '),
        files: content.files.length,
      },
    });
  });
}

/** Rights that are new in a raid are the organisation's own, or another's whose mandate lets it see them. @throws HttpProblem `body-invalid` */
async function requireRights(
  scope: Scope,
  wanted: readonly string[],
  before: readonly string[],
): Promise<void> {
  const fresh = [...new Set(wanted)].filter((id) => !before.includes(id));
  if (fresh.length === 0) return;
  const found = await scope
    .selectFrom('app.rights')
    .select('right_id')
    .where(sql<boolean>`right_id = any(${fresh}::uuid[])`)
    .execute();
  if (found.length < fresh.length)
    throw new HttpProblem('body-invalid', {
      errors: [{ path: '/content/rightIds', code: 'right-not-registered', params: {} }],
    });
}

/** What is a hand-over's paper is read by staff, and cannot be sealed any more. @throws HttpProblem `body-invalid` */
async function requireSealed(scope: Scope, raidId: string, { files }: RaidContent): Promise<void> {
  const sealed = files.flatMap(({ role, sha256 }) => (role === 'annex' ? [sha256] : []));
  if (sealed.length === 0) return;
  const found = await scope
    .selectFrom('app.raid_handovers')
    .select('paper')
    .where('raid_id', '=', raidId)
    .where('paper', 'in', sealed)
    .executeTakeFirst();
  if (!found) return;
  const index = files.findIndex(({ role, sha256 }) => role === 'annex' && sha256 === found.paper);
  throw new HttpProblem('body-invalid', {
    errors: [{ path: `/content/files/${index}/role`, code: 'custody-paper', params: {} }],
  });
}

async function insertVersion(
  scope: Scope,
  caller: Caller,
  raidId: string,
  saved: { version: number; content: RaidContent; at: Date; restored: number | null },
): Promise<void> {
  const { open, annex } = splitAnnex(saved.content);
  const which = { organisation_id: caller.organisationId, raid_id: raidId, version: saved.version };
  await scope
    .insertInto('app.raid_versions')
    .values({
      ...which,
      ...{ content: JSON.stringify(open), saved_at: saved.at, restored: saved.restored },
      ...{ saved_by: caller.userId, saved_by_name: caller.userName },
    })
    .execute();
  await scope
    .insertInto('app.raid_annexes')
    .values({ ...which, content: JSON.stringify(annex) })
    .execute();
}
