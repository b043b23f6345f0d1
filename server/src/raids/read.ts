import {
  isParticipant,
  isProgramStaff,
  type RaidContent,
  type RaidDetail,
  type RaidPackage,
  type RaidSummary,
  raidGate,
  raidRequest,
} from '@marketsafe/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Identity, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import { joinAnnex } from './annex.ts';
import { readCustodies, readCustody } from './custody-log.ts';

/** Most raids that are listed. */
const MOST = 200;
/** Most versions whose saving is listed. */
const MOST_VERSIONS = 100;

type PackageRow = Selectable<Tables['app.raid_packages']>;

/** Raids as they stand: each with its latest version, without its sealed annex. */
function raids(scope: Scope) {
  return scope
    .selectFrom('app.raids as raid')
    .innerJoin('app.organisations as organisation', 'organisation.organisation_id', 'raid.organisation_id')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('app.raid_versions as version')
          .select(['version.version', 'version.content', 'version.saved_at', 'version.saved_by_name'])
          .whereRef('version.organisation_id', '=', 'raid.organisation_id')
          .whereRef('version.raid_id', '=', 'raid.raid_id')
          .orderBy('version.version', 'desc')
          .limit(1)
          .as('now'),
      (join) => join.onTrue(),
    )
    .select(['raid.organisation_id', 'raid.raid_id', 'raid.number', 'organisation.name as organisation_name'])
    .select(['now.version', 'now.content', 'now.saved_at', 'now.saved_by_name']);
}

/** A raid as it stands, as whoever looks may see it. */
export type ReadRaid = Awaited<ReturnType<ReturnType<typeof raids>['executeTakeFirstOrThrow']>>;

/** One raid that the transaction sees, without its sealed annex. @throws HttpProblem `raid-unknown` */
export async function findRaid(scope: Scope, raidId: string): Promise<ReadRaid> {
  const row = await raids(scope).where('raid.raid_id', '=', raidId).executeTakeFirst();
  if (!row) throw new HttpProblem('raid-unknown');
  return row;
}

/** What an organisation's other raids say now, without their sealed annexes. */
export async function otherRaids(
  scope: Scope,
  organisationId: string,
  raidId: string,
): Promise<RaidContent[]> {
  const rows = await raids(scope)
    .where('raid.organisation_id', '=', organisationId)
    .where('raid.raid_id', '<>', raidId)
    .orderBy('now.saved_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ content }) => content);
}

/** A version of a raid of the transaction's own organisation, whole; the database gives the annex to nobody else. */
export async function withAnnex(
  scope: Scope,
  raidId: string,
  { version, content }: { version: number; content: RaidContent },
): Promise<RaidContent> {
  const row = await scope
    .selectFrom('app.raid_annexes')
    .select('content')
    .where('raid_id', '=', raidId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return joinAnnex(content, row.content);
}

/** A raid of the transaction's own organisation as it stands, whole. @throws HttpProblem `raid-unknown` */
export async function findOwnRaid(scope: Scope, raidId: string): Promise<ReadRaid> {
  const row = await findRaid(scope, raidId);
  return { ...row, content: await withAnnex(scope, raidId, row) };
}

/** As whom a caller reads a raid: participants in their own organisation, staff in the raid's. @throws HttpProblem `raid-unknown` */
export async function reachRaid(
  db: Database,
  caller: Caller,
  raidId: string,
): Promise<Identity & { userId: string }> {
  const { userId } = caller;
  if (!isProgramStaff(caller.roles)) {
    await db.inOrganisation(caller, (scope) => findRaid(scope, raidId));
    return { organisationId: caller.organisationId, userId };
  }
  const { organisation_id: organisationId } = await db.asStaff(userId, (scope) => findRaid(scope, raidId));
  return { organisationId, userId, as: 'staff' };
}

/** The latest package of each raid that the transaction sees, or of one. */
export async function latestPackages(scope: Scope, raidId?: string): Promise<Map<string, PackageRow>> {
  const rows = await scope
    .selectFrom('app.raid_packages')
    .selectAll()
    .distinctOn('raid_id')
    .$if(raidId !== undefined, (query) => query.where('raid_id', '=', raidId ?? ''))
    .orderBy('raid_id')
    .orderBy('sequence', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.raid_id, row]));
}

/** Raids that a caller may see, the latest saved first: their own, for the program's staff all. */
export async function listRaids(db: Database, caller: Caller): Promise<RaidSummary[]> {
  const staff = isProgramStaff(caller.roles);
  const find = async (scope: Scope) => {
    const rows = await raids(scope).orderBy('now.saved_at', 'desc').limit(MOST).execute();
    const packages = await latestPackages(scope);
    const ids = rows.map(({ raid_id }) => raid_id);
    const custodies = await readCustodies(scope, ids, caller);
    return rows.map((row) => {
      const custody = custodies.get(row.raid_id) ?? [];
      const lacks = raidGate(row.content, custody, dayInUtc()).length;
      return summaryOf(row, packages.get(row.raid_id), lacks, staff);
    });
  };
  return staff ? db.asStaff(caller.userId, find) : db.inOrganisation(caller, find);
}

function summaryOf(row: ReadRaid, found: PackageRow | undefined, lacks: number, staff: boolean): RaidSummary {
  return {
    ...{
      raidId: row.raid_id,
      number: row.number,
      title: row.content.title,
      stage: stageOf(row, found),
      lacks,
    },
    ...{ savedAt: row.saved_at.toISOString(), savedBy: row.saved_by_name },
    ...(staff && { organisation: { organisationId: row.organisation_id, name: row.organisation_name } }),
  };
}

/** A package of an earlier version waits for nobody any more. */
function stageOf({ version }: ReadRaid, found: PackageRow | undefined): RaidSummary['stage'] {
  if (found?.state === 'released') return 'released';
  return found?.state === 'prepared' && found.version === version ? 'prepared' : 'open';
}

/** A raid as the caller sees it. Of the sealed annex the program's staff see nothing: their role cannot read it. */
export async function readRaid(db: Database, caller: Caller, raidId: string): Promise<RaidDetail> {
  const identity = await reachRaid(db, caller, raidId);
  return db.inOrganisation(identity, async (scope) => {
    const staff = identity.as === 'staff';
    const row = await (staff ? findRaid(scope, raidId) : findOwnRaid(scope, raidId));
    const handovers = await readCustody(scope, raidId, caller);
    const found = (await latestPackages(scope, raidId)).get(raidId);
    const lacks = raidGate(row.content, handovers, dayInUtc());
    const summary = summaryOf(row, found, lacks.length, staff);
    const participates = isParticipant(caller.roles) && !staff;
    return {
      ...summary,
      version: row.version,
      content: row.content,
      history: await historyOf(scope, raidId),
      handovers,
      package: found ? packageOf(found) : null,
      outcomes: await outcomesOf(scope, raidId),
      request: raidRequest(row.content),
      may: {
        edit: participates,
        decide: staff && summary.stage === 'prepared' && found?.prepared_by !== caller.userId,
        note: found?.state === 'released',
      },
    };
  });
}

/**
 * The first version of a raid that has any of these lines of an inventory, with all of them that it has.
 * @param lineIds ids, which stand in a version's text as they are
 */
export async function firstVersionWith(
  scope: Scope,
  raidId: string,
  lineIds: readonly string[],
): Promise<{ at: string; by: string; lineIds: ReadonlySet<string> } | null> {
  if (lineIds.length === 0) return null;
  const { rows } = await sql<{ saved_at: Date; saved_by_name: string; found: string[] }>`
    select version.saved_at, version.saved_by_name, named.found from app.raid_versions version
    cross join lateral (
      select array_agg(distinct line[1]) as found
      from regexp_matches(version.content::text, '"lineId":"([0-9a-f-]{36})"', 'g') as line
      where line[1] = any(${[...lineIds]}::text[])
    ) named
    where version.raid_id = ${raidId} and named.found is not null
    order by version.version limit 1`.execute(scope);
  const [row] = rows;
  return row ? { at: row.saved_at.toISOString(), by: row.saved_by_name, lineIds: new Set(row.found) } : null;
}

async function historyOf(scope: Scope, raidId: string): Promise<RaidDetail['history']> {
  const rows = await scope
    .selectFrom('app.raid_versions')
    .select(['version', 'saved_at', 'saved_by_name', 'restored'])
    .where('raid_id', '=', raidId)
    .orderBy('version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return rows.map(({ version, saved_at, saved_by_name: by, restored }) => ({
    ...{ version, at: saved_at.toISOString(), by, restored },
  }));
}

async function outcomesOf(scope: Scope, raidId: string): Promise<RaidDetail['outcomes']> {
  const rows = await scope
    .selectFrom('app.raid_outcomes')
    .selectAll()
    .where('raid_id', '=', raidId)
    .orderBy('noted_at')
    .execute();
  return rows.map((row) => ({
    ...{ outcomeId: row.outcome_id, kind: row.kind, toldOn: row.told_on, ...row.said },
    ...{ notedAt: row.noted_at.toISOString(), notedBy: row.noted_by_name, through: row.through },
  }));
}

function packageOf(row: PackageRow): RaidPackage {
  return {
    packageId: row.package_id,
    version: row.version,
    state: row.state,
    content: row.content,
    contentSha256: row.content_sha256,
    preparedAt: row.prepared_at.toISOString(),
    preparedBy: row.prepared_by_name,
    decided: row.decided_at && {
      at: row.decided_at.toISOString(),
      by: row.decided_by_name ?? '',
      reason: row.reason ?? '',
    },
    archive:
      row.archive_name === null || row.archive_sha256 === null
        ? null
        : { name: row.archive_name, sha256: row.archive_sha256, bytes: Number(row.archive_bytes) },
  };
}
