import {
  type DeskRaid,
  type DeskRaidDetail,
  disclosedRaid,
  type MarketplaceId,
  type NewDeskRaidAnswer,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { raidFolder } from './folder.ts';

/** Most packages that are listed. */
const MOST = 200;

/** Packages of the marketplaces of the transaction, which is one of the marketplace's own people: it reads nothing else. */
function rows(scope: Scope) {
  return scope
    .selectFrom('disclosed.raids')
    .selectAll()
    .select(
      sql<boolean>`exists (select from disclosed.raid_answers answer where answer.package_id = raids.package_id)`.as(
        'answered',
      ),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function raidOf(row: Row): Pick<DeskRaidDetail, 'raid' | 'disclosed'> {
  const disclosed = disclosedRaid.parse(JSON.parse(row.content.toString('utf8')));
  const { number, requester, request, links } = disclosed;
  return {
    disclosed,
    raid: {
      ...{ packageId: row.package_id, number, requester, request, links: links.length },
      ...{ marketplaces: row.marketplaces as MarketplaceId[], sentOn: row.sent_on, answered: row.answered },
    },
  };
}

/** Packages of raids, the newest day first. */
export async function deskRaidList(scope: Scope): Promise<DeskRaid[]> {
  const found = await rows(scope)
    .orderBy('sent_on', 'desc')
    .orderBy('package_id', 'desc')
    .limit(MOST)
    .execute();
  return found.map((row) => raidOf(row).raid);
}

async function findPackage(scope: Scope, packageId: string): Promise<Row> {
  const row = await rows(scope).where('package_id', '=', packageId).executeTakeFirst();
  if (!row) throw new HttpProblem('raid-unknown');
  return row;
}

/** One of them, with what the marketplace's people said to it. @throws HttpProblem `raid-unknown` */
export async function deskRaidOf(scope: Scope, packageId: string): Promise<DeskRaidDetail> {
  const row = await findPackage(scope, packageId);
  const answers = await scope
    .selectFrom('disclosed.raid_answers')
    .select(['answer_id', 'kind', 'words', 'on_day', 'by_name'])
    .where('package_id', '=', packageId)
    .orderBy('written')
    .execute();
  return {
    ...raidOf(row),
    archive: { name: row.archive_name, sha256: row.archive_sha256, bytes: Number(row.archive_bytes) },
    answers: answers.map(({ answer_id, kind, words, on_day, by_name }) => ({
      ...{ answerId: answer_id, kind, text: words, on: on_day, by: by_name },
    })),
  };
}

/** A part of a package, as it went: `index.pdf`, `package.zip`, or a file by its name. @throws HttpProblem `raid-unknown` or `file-unknown` */
export async function deskRaidPart(scope: Scope, packageId: string, name: string) {
  const row = await findPackage(scope, packageId);
  const folder = raidFolder(packageId);
  if (name === 'index.pdf')
    return {
      ...{ folder, name, sha256: row.index_sha256, bytes: Number(row.index_bytes) },
      type: 'application/pdf',
    };
  if (name === 'package.zip')
    return {
      ...{ folder, name: row.archive_name, sha256: row.archive_sha256, bytes: Number(row.archive_bytes) },
      type: 'application/zip',
    };
  const file = raidOf(row).disclosed.files.find((one) => one.name === name);
  if (!file) throw new HttpProblem('file-unknown');
  return { folder, name, sha256: file.sha256, bytes: file.bytes, type: file.type };
}

/**
 * Keeps what the marketplace's people say to a package's request. As one of them, who reach nothing else; the same id once more is the same.
 * @returns whether it is news
 * @throws HttpProblem `raid-unknown`
 */
export async function writeDeskRaidAnswer(
  scope: Scope,
  { userId, userName }: Pick<Caller, 'userId' | 'userName'>,
  packageId: string,
  { answerId, kind, text }: NewDeskRaidAnswer,
): Promise<boolean> {
  await findPackage(scope, packageId);
  const inserted = await scope
    .insertInto('disclosed.raid_answers')
    .values({
      ...{ answer_id: answerId, package_id: packageId, kind, words: JSON.stringify(text) },
      ...{ by_user: userId, by_name: userName, on_day: new Date().toISOString().slice(0, 10) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/**
 * Notes at its raid what the marketplace's people wrote of a package and what is not there yet, as outcomes, word for word. By a role that can do only
 * that. Who of them it was is theirs to know.
 */
export async function bringRaidAnswers(db: Database, packageId: string, at = new Date()): Promise<void> {
  await db.asRaidDesk(packageId, async (scope) => {
    const { organisation_id: organisationId, raid_id: raidId } = await scope
      .selectFrom('app.raid_packages')
      .select(['organisation_id', 'raid_id'])
      .where('package_id', '=', packageId)
      .executeTakeFirstOrThrow();
    const ledger = await openLedger(scope, organisationId);
    // Under the ledger: what another process brought meanwhile is there.
    const waiting = await scope
      .selectFrom('disclosed.raid_answers as answer')
      .select(['answer_id', 'kind', 'words', 'by_user', 'on_day'])
      .where('package_id', '=', packageId)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('app.raid_outcomes as done')
              .select('done.outcome_id')
              .whereRef('done.outcome_id', '=', 'answer.answer_id'),
          ),
        ),
      )
      .orderBy('written')
      .execute();
    for (const { answer_id: outcomeId, kind, words, by_user: userId, on_day: toldOn } of waiting) {
      await scope
        .insertInto('app.raid_outcomes')
        .values({
          ...{ organisation_id: organisationId, raid_id: raidId, outcome_id: outcomeId, kind },
          ...{ told_on: toldOn, said: JSON.stringify({ toldBy: '', text: words }), through: 'desk' },
          ...{ noted_at: at, noted_by: userId, noted_by_name: '' },
        })
        .execute();
      await appendAudit(scope, ledger, {
        action: 'raid.outcome-noted',
        ...{ at, actorUserId: userId, entity: raidId, detail: { kind, through: 'desk' } },
      });
    }
  });
}
