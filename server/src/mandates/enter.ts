import type { MandateOnPaper } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';
import {
  auditedTerms,
  insertMandate,
  isThere,
  refuseContradictingDays,
  requireRights,
  type Sides,
} from './give.ts';
import { handedIn } from './papers.ts';

/**
 * Enters a mandate that came on paper, as one of the program's staff who belongs to neither side: it is proposed until its holder, or a
 * second one of the staff where the holder has nobody who could, has confirmed it with `decideMandate`. Its papers were handed in to the
 * program's own store. The same id once more is the same mandate.
 * @throws HttpProblem `file-unknown`, `file-type-unknown`, `mandate-of-own-organisation` or `body-invalid`
 */
export async function enterMandate(
  tools: { db: Database; store: BlobStore },
  caller: Caller,
  given: MandateOnPaper,
): Promise<void> {
  refuseContradictingDays(given);
  const papers = await handedIn(tools, caller, given);
  const { holderId, representativeId } = given;
  const identity = { organisationId: holderId, userId: caller.userId, as: 'staff' } as const;
  await tools.db.inOrganisation(identity, async (scope) => {
    const sides = await sidesOf(scope, given);
    if (await belongsToAny(scope, caller.userId, [holderId, representativeId]))
      throw new HttpProblem('mandate-of-own-organisation');
    const ledger = await openLedger(scope, holderId);
    if (await isThere(scope, given.mandateId)) return;
    await requireRights(scope, holderId, given.rightIds);
    const at = new Date();
    await insertMandate(scope, { caller, given, sides, at, papers, how: 'entered' });
    await appendAudit(scope, ledger, {
      action: 'mandate.entered',
      at,
      actorUserId: caller.userId,
      entity: given.mandateId,
      detail: { ...auditedTerms(given, sides, papers), ...staffDetail({ ...caller, as: 'staff' }) },
    });
  });
}

/** The sides with their names, each of its kind. @throws HttpProblem `body-invalid` */
async function sidesOf(
  scope: Scope,
  { holderId, representativeId }: Pick<MandateOnPaper, 'holderId' | 'representativeId'>,
): Promise<Sides> {
  const named = async (organisationId: string, kind: 'rights_holder' | 'representative', path: string) => {
    const row = await scope
      .selectFrom('app.organisations')
      .select('name')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', kind)
      .executeTakeFirst();
    if (!row)
      throw new HttpProblem('body-invalid', { errors: [{ path, code: 'nobody-called-so', params: {} }] });
    return { organisationId, name: row.name };
  };
  return {
    holder: await named(holderId, 'rights_holder', '/holderId'),
    representative: await named(representativeId, 'representative', '/representativeId'),
  };
}
