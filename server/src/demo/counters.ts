import { randomUUID } from 'node:crypto';
import type { ClaimEventReason, ClaimState, CounterReply } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';

/** What a seller says in the demo program. */
const STATEMENT = '我店所售商品均有正规进货凭证，并非假冒，请求恢复商品链接。';

/** What somebody does to a claim. */
interface Doing {
  organisationId: string;
  claimId: string;
  userId: string;
  name: string;
  to: ClaimState;
  at: Date;
  text: string;
}

/**
 * Keeps what a claim's move says of the seller's counter-notice, beside the move.
 * @returns why the claim is moved; undefined where the move is about none
 */
export async function counterMove(scope: Scope, doing: Doing): Promise<ClaimEventReason | undefined> {
  const { organisationId, claimId, userId, name, to, at, text } = doing;
  const own = () =>
    scope
      .updateTable('app.counter_notices')
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId);
  const reply = async (said: CounterReply, state: 'conceded' | 'contested') => {
    await own()
      .set({ state, reply: JSON.stringify(said), replied_at: at, replied_by: userId, replied_by_name: name })
      .execute();
  };
  switch (to) {
    case 'countered':
      await scope
        .insertInto('app.counter_notices')
        .values({
          organisation_id: organisationId,
          counter_id: randomUUID(),
          claim_id: claimId,
          chance: 1,
          received_on: at.toISOString().slice(0, 10),
          reply_by: null,
          statement: JSON.stringify(STATEMENT),
          entered_at: at,
          entered_by: userId,
          entered_by_name: name,
        })
        .execute();
      return { code: 'countered', params: { chance: 1 } };
    case 'conceded':
      await reply({ kind: 'concede', cause: 'authorised-seller', text }, 'conceded');
      return { code: 'conceded', params: { cause: 'authorised-seller', text } };
    case 'contested':
      await reply({ kind: 'contest', text: text || 'The claim stands.', files: [] }, 'contested');
      return { code: 'contested', params: { text } };
    case 'upheld':
    case 'overturned':
    case 'reinstated':
      await own().set({ state: to, outcome_text: text, decided_at: at, decided_by_name: name }).execute();
      return { code: 'counter-decided', params: { text } };
    default:
      return undefined;
  }
}
