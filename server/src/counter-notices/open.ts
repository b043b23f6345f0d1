import { type AddedFile, type ClaimState, type CounterNotice, MOST_CHANCES } from '@marketsafe/contract';
import type { Ledger } from '../audit/service.ts';
import { type Actor, moveClaims } from '../claims/transitions.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';

/** A document of a seller's, in the store of the organisation whose people handed it in. */
export interface KeptFile extends AddedFile {
  storeOf: string;
}

/** A counter-notice that comes to a claim. */
export interface ComingCounter extends Pick<CounterNotice, 'counterId' | 'receivedOn' | 'statement'> {
  claimId: string;
  replyBy: string | null;
  files: readonly KeptFile[];
  through: CounterNotice['through'];
  /** Null where it is the marketplace's people, who are not named to anybody else. */
  enteredBy: { userId: string; name: string };
}

/**
 * Opens a counter-notice at its claim, which is countered from then on. In a transaction that holds the claim's ledger; the same one once more
 * changes nothing.
 * @returns which of the seller's chances it is; null where it is there already
 * @throws HttpProblem `counter-chances-used`, `claim-elsewhere` or `claim-unknown`
 */
export async function openCounter(
  scope: Scope,
  ledger: Ledger,
  actor: Actor,
  coming: ComingCounter,
): Promise<{ number: string; chance: number } | null> {
  const { organisationId } = ledger;
  const { claimId, counterId } = coming;
  const claim = await scope
    .selectFrom('app.claims')
    .select('number')
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  if (!claim) throw new HttpProblem('claim-unknown');
  const { number } = claim;
  const before = await scope
    .selectFrom('app.counter_notices')
    .select(['counter_id', 'chance'])
    .where('organisation_id', '=', organisationId)
    .where('claim_id', '=', claimId)
    .orderBy('chance')
    .execute();
  // The same one, entered again: an answer may have been lost on its way.
  if (before.some((row) => row.counter_id === counterId)) return null;
  const chance = (before.at(-1)?.chance ?? 0) + 1;
  if (chance > MOST_CHANCES) throw new HttpProblem('counter-chances-used', { params: { number } });
  await moveCountered(scope, ledger, actor, claimId, {
    to: 'countered',
    reason: { code: 'countered', params: { chance } },
  });
  await insertCounter(scope, organisationId, coming, chance);
  return { number, chance };
}

async function insertCounter(
  scope: Scope,
  organisationId: string,
  { claimId, counterId, receivedOn, replyBy, statement, files, through, enteredBy }: ComingCounter,
  chance: number,
): Promise<void> {
  await scope
    .insertInto('app.counter_notices')
    .values({
      organisation_id: organisationId,
      counter_id: counterId,
      claim_id: claimId,
      chance,
      received_on: receivedOn,
      reply_by: replyBy,
      statement: JSON.stringify(statement),
      entered_at: new Date(),
      entered_by: enteredBy.userId,
      entered_by_name: enteredBy.name,
      entered_through: through,
    })
    .execute();
  if (files.length === 0) return;
  await scope
    .insertInto('app.counter_files')
    .values(
      files.map(({ storeOf, sha256, name, type, bytes }, position) => ({
        ...{ organisation_id: organisationId, counter_id: counterId, position, store_of: storeOf },
        ...{ sha256, name: JSON.stringify(name), type, bytes },
      })),
    )
    .execute();
}

/** Moves the claim of a counter-notice. @throws HttpProblem `claim-unknown` or `claim-elsewhere` */
export async function moveCountered(
  scope: Scope,
  ledger: Ledger,
  actor: Actor,
  claimId: string,
  way: { to: ClaimState; reason: Parameters<typeof moveClaims>[3][number]['reason'] },
): Promise<void> {
  const [moved] = await moveClaims(scope, ledger, actor, [{ claimId, ...way }]);
  if (!moved || moved.outcome === 'unknown') throw new HttpProblem('claim-unknown');
  const { number, state } = moved;
  if (moved.outcome !== 'moved') throw new HttpProblem('claim-elsewhere', { params: { number, state } });
}
