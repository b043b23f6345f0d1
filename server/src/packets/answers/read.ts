import type { MarketplaceAnswer, MarketplaceAnswers } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../../db/database.ts';

function answersQuery(scope: Scope) {
  return scope
    .selectFrom('app.marketplace_answers as answer')
    .innerJoin('app.packets as packet', (join) =>
      join
        .onRef('packet.organisation_id', '=', 'answer.organisation_id')
        .onRef('packet.packet_id', '=', 'answer.packet_id'),
    )
    .select(['answer.answer_id', 'packet.number', 'answer.position', 'answer.outcome', 'answer.cause'])
    .select(['answer.words', 'answer.at', 'answer.through', 'answer.undone_at', 'answer.import_id'])
    .select(['answer.line', 'answer.claims', 'answer.moved'])
    .orderBy('answer.at', 'desc')
    .orderBy('answer.position')
    .orderBy('answer.answer_id');
}

type AnswerRow = Awaited<ReturnType<ReturnType<typeof answersQuery>['executeTakeFirstOrThrow']>>;
type Standing = Pick<MarketplaceAnswer['claims'][number], 'number' | 'state'>;

function answerOf(row: AnswerRow, standings: ReadonlyMap<string, Standing>): MarketplaceAnswer {
  const { position, outcome, cause, words, through, import_id: importId, line } = row;
  const moved = new Set(row.moved.map(({ claimId }) => claimId));
  return {
    answerId: row.answer_id,
    packet: row.number,
    ...{ position, outcome, cause, words, through },
    at: row.at.toISOString(),
    from: importId === null || line === null ? null : { importId, line },
    undone: row.undone_at !== null,
    claims: row.claims.flatMap((claimId) => {
      const standing = standings.get(claimId);
      return standing ? [{ ...standing, moved: moved.has(claimId) }] : [];
    }),
  };
}

/** What the marketplace said of a packet's links, the newest first, with the claims as they stand now and the files that it came by. As staff. */
export async function answersOfPacket(scope: Scope, packetId: string): Promise<MarketplaceAnswers> {
  const rows = await answersQuery(scope).where('answer.packet_id', '=', packetId).execute();
  const claims = await scope
    .selectFrom('app.claims')
    .select(['claim_id', 'number', 'state'])
    .where(sql<boolean>`claim_id = any(${[...new Set(rows.flatMap((row) => row.claims))]}::uuid[])`)
    .execute();
  const standings = new Map(claims.map(({ claim_id, number, state }) => [claim_id, { number, state }]));
  return {
    answers: rows.map((row) => answerOf(row, standings)),
    imports: await importsOf(scope, [...new Set(rows.flatMap(({ import_id }) => import_id ?? []))]),
  };
}

async function importsOf(scope: Scope, importIds: readonly string[]): Promise<MarketplaceAnswers['imports']> {
  const rows = await scope
    .selectFrom('app.answer_imports')
    .select(['import_id', 'name', 'at', 'by_name', 'lines', 'matched', 'state'])
    .where(sql<boolean>`import_id = any(${[...importIds]}::uuid[])`)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ import_id, name, at, by_name, lines, matched, state }) => ({
    ...{ importId: import_id, name, at: at.toISOString(), by: by_name, lines },
    ...{ left: lines - matched, undone: state === 'undone' },
  }));
}
