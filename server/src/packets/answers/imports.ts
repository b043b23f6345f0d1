import { randomUUID } from 'node:crypto';
import type { AnswerImport, AnswerImportDetail, AnswerReading } from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../../audit/service.ts';
import type { Database, Scope } from '../../db/database.ts';
import type { Tables } from '../../db/tables.ts';
import { insertRows, writeTogether } from '../../db/together.ts';
import type { Caller } from '../../organisations/service.ts';
import { HttpProblem } from '../../problems.ts';
import { type Answer, applyAnswers, claimsBehind } from './apply.ts';
import { keptBefore, lookAtAnswers, MOST_SHOWN } from './preview.ts';

/** Lines of one organisation that are brought to its claims in one transaction: what else is written of it waits for that long. */
const TOGETHER = 5_000;

const LINE_COLUMNS = {
  organisation_id: 'uuid',
  import_id: 'uuid',
  line: 'int',
  cells: 'json',
  state: 'text',
  outcome: 'text',
  cause: 'text',
  words: 'text',
  claims: 'json',
  claim_state: 'text',
  of_organisation: 'uuid',
  packet_id: 'uuid',
  position: 'int',
} as const;

/**
 * Keeps a file of answers as it came, and every line of it with what it comes to. The claims are moved by `applyImport`.
 * @param order `expected`: lines that the preview said would be taken
 * @throws HttpProblem where the file was kept before, nothing can be taken, or it comes to something else now; TableProblem
 */
export async function keepAnswers(
  db: Database,
  caller: Caller,
  bytes: Uint8Array<ArrayBuffer>,
  { reading, name, expected }: { reading: AnswerReading; name: string; expected: number },
): Promise<string> {
  const { organisationId, userId, userName } = caller;
  return db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    // Under the program's own ledger nobody else keeps the same file.
    const ledger = await openLedger(scope, organisationId);
    const { lines, preview } = await lookAtAnswers(scope, userId, bytes, reading);
    const before = await keptBefore(scope, reading, preview.sha256);
    if (before) {
      throw new HttpProblem('answers-kept-before', {
        params: { at: before.at.toISOString(), name: before.by_name },
      });
    }
    if (preview.matched === 0) throw new HttpProblem('answers-nothing-matched');
    if (preview.matched !== expected) throw new HttpProblem('table-looked-at-before');
    const importId = randomUUID();
    const at = new Date();
    await scope
      .insertInto('app.answer_imports')
      .values({
        organisation_id: organisationId,
        import_id: importId,
        marketplace: reading.marketplace,
        name,
        content: Buffer.from(bytes),
        sha256: preview.sha256,
        reading: JSON.stringify(reading),
        lines: lines.length,
        matched: preview.matched,
        state: 'applying',
        at,
        by_user: userId,
        by_name: userName,
      })
      .execute();
    const rows = lines.map(({ read, state, link, claims, claimState }) => ({
      organisation_id: organisationId,
      import_id: importId,
      line: read.line,
      cells: JSON.stringify(read.cells),
      state,
      outcome: read.said?.outcome ?? null,
      cause: read.said?.cause ?? null,
      words: read.said?.words ?? '',
      claims: JSON.stringify(claims.map(({ number }) => number)),
      claim_state: claimState,
      of_organisation: link?.organisationId ?? null,
      packet_id: link?.packetId ?? null,
      position: link?.position ?? null,
    }));
    await writeTogether(scope, [insertRows('app.answer_lines', LINE_COLUMNS, rows)]);
    await appendAudit(scope, ledger, {
      action: 'answers.kept',
      at,
      actorUserId: userId,
      entity: importId,
      detail: { sha256: preview.sha256, lines: lines.length, matched: preview.matched, staff: userName },
    });
    return importId;
  });
}

type LineRow = Pick<
  import('kysely').Selectable<Tables['app.answer_lines']>,
  'line' | 'outcome' | 'cause' | 'words' | 'of_organisation' | 'packet_id' | 'position'
>;

/**
 * Brings the answers of a file that was kept to the claims, one organisation after the other, each in transactions of its own; what is there
 * is not brought twice, so that it goes on where it ended. As the person who kept the file.
 */
export async function applyImport(
  db: Database,
  { importId, userId }: { importId: string; userId: string },
): Promise<void> {
  const found = await db.asStaff(userId, async (scope) => ({
    file: await scope
      .selectFrom('app.answer_imports')
      .select(['organisation_id', 'state', 'by_name'])
      .where('import_id', '=', importId)
      .executeTakeFirst(),
    lines: await openLines(scope, importId),
  }));
  const { file, lines } = found;
  if (file?.state !== 'applying') return;
  for (const [organisationId, own] of Map.groupBy(lines, ({ of_organisation }) => of_organisation ?? '')) {
    for (let from = 0; from < own.length; from += TOGETHER) {
      const part = new Set(own.slice(from, from + TOGETHER).map(({ line }) => line));
      await db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
        const ledger = await openLedger(scope, organisationId);
        // Under the ledger: another process may have brought them meanwhile.
        const open = (await openLines(scope, importId)).filter(({ line }) => part.has(line));
        const actor = { userId, name: file.by_name, role: 'analyst' };
        await applyAnswers(scope, ledger, actor, await answersOf(scope, importId, userId, open), new Date());
      });
    }
  }
  await db.inOrganisation({ organisationId: file.organisation_id, userId, as: 'staff' }, (scope) =>
    scope
      .updateTable('app.answer_imports')
      .set({ state: 'applied' })
      .where('import_id', '=', importId)
      .where('state', '=', 'applying')
      .execute(),
  );
}

/** Lines that are taken and not brought to their claims. */
async function openLines(scope: Scope, importId: string): Promise<LineRow[]> {
  return scope
    .selectFrom('app.answer_lines as line')
    .select(['line.line', 'line.outcome', 'line.cause', 'line.words'])
    .select(['line.of_organisation', 'line.packet_id', 'line.position'])
    .where('line.import_id', '=', importId)
    .where('line.state', '=', 'matched')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('app.marketplace_answers as done')
            .select('done.line')
            .whereRef('done.import_id', '=', 'line.import_id')
            .whereRef('done.line', '=', 'line.line'),
        ),
      ),
    )
    .orderBy('line.line')
    .execute();
}

async function answersOf(
  scope: Scope,
  importId: string,
  userId: string,
  lines: readonly LineRow[],
): Promise<Answer[]> {
  const places = lines.flatMap(({ packet_id, position }) =>
    packet_id === null || position === null ? [] : [{ packetId: packet_id, position }],
  );
  const behind = Map.groupBy(
    await claimsBehind(scope, places),
    ({ packetId, position }) => `${packetId} ${position}`,
  );
  const packets = await scope
    .selectFrom('app.packets')
    .select(['packet_id', 'number'])
    .where(sql<boolean>`packet_id = any(${[...new Set(places.map(({ packetId }) => packetId))]}::uuid[])`)
    .execute();
  const numbers = new Map(packets.map(({ packet_id, number }) => [packet_id, number]));
  return lines.flatMap(({ line, outcome, cause, words, packet_id: packetId, position }): Answer[] => {
    if (packetId === null || position === null || outcome === null) return [];
    return [
      {
        ...{ answerId: randomUUID(), packetId, packet: numbers.get(packetId) ?? '', position },
        said: { outcome, cause, words },
        claims: [...new Set(behind.get(`${packetId} ${position}`)?.map(({ claimId }) => claimId))],
        ...{ through: 'import', from: { importId, line }, byUser: userId },
      },
    ];
  });
}

function importsQuery(scope: Scope) {
  return scope
    .selectFrom('app.answer_imports as file')
    .select(['file.import_id', 'file.marketplace', 'file.name', 'file.sha256', 'file.lines', 'file.matched'])
    .select(['file.state', 'file.at', 'file.by_name'])
    .select((of) => [
      sql<number>`length(file.content)`.as('bytes'),
      of
        .selectFrom('app.marketplace_answers as done')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('done.import_id', '=', 'file.import_id')
        .as('done'),
    ]);
}

function importOf(
  row: Awaited<ReturnType<ReturnType<typeof importsQuery>['executeTakeFirstOrThrow']>>,
): AnswerImport {
  const { marketplace, name, sha256, bytes, lines, matched, state } = row;
  return {
    importId: row.import_id,
    ...{ marketplace, name, sha256, bytes, lines, matched, state },
    done: row.done ?? 0,
    at: row.at.toISOString(),
    by: row.by_name,
  };
}

/** Files of answers that are listed. */
const MOST_LISTED = 50;

/** The last files of answers that were kept. As staff. */
export async function listImports(scope: Scope): Promise<AnswerImport[]> {
  const rows = await importsQuery(scope)
    .orderBy('file.at', 'desc')
    .orderBy('file.import_id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(importOf);
}

/** One file, with the lines that were not taken. As staff. @throws HttpProblem where there is none of this id */
export async function readImport(scope: Scope, importId: string): Promise<AnswerImportDetail> {
  const row = await importsQuery(scope).where('file.import_id', '=', importId).executeTakeFirst();
  if (!row) throw new HttpProblem('answers-unknown');
  const lines = await scope
    .selectFrom('app.answer_lines')
    .select(['line', 'cells', 'state', 'outcome', 'cause', 'claims', 'claim_state'])
    .where('import_id', '=', importId)
    .where('state', '<>', 'matched')
    .orderBy('line')
    .limit(MOST_SHOWN)
    .execute();
  return {
    import: importOf(row),
    unmatched: lines.map(({ line, cells, state, outcome, cause, claims, claim_state }) => ({
      ...{ line, cells, state, outcome, cause, claims, claimState: claim_state },
    })),
  };
}

/** The file itself, byte for byte. As staff. @throws HttpProblem where there is none of this id */
export async function importedFile(
  scope: Scope,
  importId: string,
): Promise<{ name: string; content: Buffer }> {
  const row = await scope
    .selectFrom('app.answer_imports')
    .select(['name', 'content'])
    .where('import_id', '=', importId)
    .executeTakeFirst();
  if (!row) throw new HttpProblem('answers-unknown');
  return row;
}
