import type { ClaimStanding, ClaimWithdrawal } from '@marketsafe/contract';
import { openLedger } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { requireWithdrawal } from './holding.ts';
import { once, type Written } from './once.ts';
import { moveClaims } from './transitions.ts';

/**
 * Takes a claim of the caller's organisation back, once for its key. It stays with all it holds, and nobody works on it any more.
 * @throws HttpProblem `claim-unknown`, `claim-elsewhere` where it is past that, or `mandate-without-withdrawal`
 */
export function withdraw(
  db: Database,
  caller: Caller,
  {
    claimId,
    key,
    withdrawal,
    body,
  }: { claimId: string; key: string; withdrawal: ClaimWithdrawal; body: Buffer },
): Promise<Written<ClaimStanding>> {
  return once(db, caller, { key, operation: `claims.withdraw/${claimId}`, body }, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const { userId, userName: name, roles } = caller;
    const actor = { by: 'participant', userId, name, role: roles[0] ?? 'investigator' } as const;
    await requireWithdrawal(scope, caller.organisationId, claimId);
    const [moved] = await moveClaims(scope, ledger, actor, [
      { claimId, to: 'withdrawn', reason: { code: 'withdrawn', params: withdrawal } },
    ]);
    if (!moved || moved.outcome === 'unknown') throw new HttpProblem('claim-unknown');
    const { number, state, last } = moved;
    if (moved.outcome !== 'moved') throw new HttpProblem('claim-elsewhere', { params: { number, state } });
    return { claimId, number, state, sequence: last };
  });
}
