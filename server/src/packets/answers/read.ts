import type { MarketplaceAnswer } from '@marketsafe/contract';
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
    .select(['answer.words', 'answer.at', 'answer.through', 'answer.undone_at'])
    .orderBy('answer.at', 'desc')
    .orderBy('answer.position')
    .orderBy('answer.answer_id');
}

function answerOf(
  row: Awaited<ReturnType<ReturnType<typeof answersQuery>['executeTakeFirstOrThrow']>>,
): MarketplaceAnswer {
  const { position, outcome, cause, words, through } = row;
  return {
    answerId: row.answer_id,
    packet: row.number,
    ...{ position, outcome, cause, words, through },
    at: row.at.toISOString(),
    undone: row.undone_at !== null,
  };
}

/** What the marketplace said of a packet's links, the newest first. As staff. */
export async function answersOfPacket(scope: Scope, packetId: string): Promise<MarketplaceAnswer[]> {
  const rows = await answersQuery(scope).where('answer.packet_id', '=', packetId).execute();
  return rows.map(answerOf);
}
