import type { MarketplaceId, Registration, RegistrationNote } from '@marketsafe/contract';
import { appendAudit } from '../audit/service.ts';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { openRight, record } from './edit.ts';
import type { Actor } from './events.ts';

const DAY_MS = 86_400_000;

/** Rows of registrations with their rights, of one organisation or of all that the transaction may see; those that wait longest first. */
export function registrationRows(scope: Scope) {
  return scope
    .selectFrom('app.right_registrations as registration')
    .innerJoin('app.rights as right', (join) =>
      join
        .onRef('right.organisation_id', '=', 'registration.organisation_id')
        .onRef('right.right_id', '=', 'registration.right_id'),
    )
    .innerJoin('app.organisations as holder', 'holder.organisation_id', 'registration.organisation_id')
    .selectAll('registration')
    .select(['right.mark', 'right.place', 'right.number as right_number', 'holder.name as holder_name'])
    .orderBy('registration.decided_on', (order) => order.desc().nullsFirst())
    .orderBy('registration.submitted_on')
    .orderBy('registration.right_id')
    .orderBy('registration.marketplace');
}

type Row = Awaited<ReturnType<ReturnType<typeof registrationRows>['executeTakeFirstOrThrow']>>;

export function registrationOf(row: Row): Registration {
  const until = row.decided_on ?? new Date().toISOString().slice(0, 10);
  return {
    marketplace: row.marketplace,
    state: row.state,
    number: row.number,
    submittedOn: row.submitted_on,
    decidedOn: row.decided_on,
    cause: row.cause,
    days: Math.max(0, Math.round((Date.parse(until) - Date.parse(row.submitted_on)) / DAY_MS)),
  };
}

/**
 * Notes how a right stands with a marketplace's register, as the program's staff in the holder's organisation. What was refused may be
 * submitted again.
 * @throws HttpProblem `right-not-here`, `right-retired` or `body-invalid`
 */
export async function noteRegistration(
  scope: Scope,
  target: { organisationId: string; rightId: string; actor: Actor },
  marketplace: MarketplaceId,
  { state, on, number, cause }: RegistrationNote,
): Promise<void> {
  const { organisationId, rightId, actor } = target;
  const { ledger, row } = await openRight(scope, target);
  const before = await scope
    .selectFrom('app.right_registrations')
    .select('submitted_on')
    .where('organisation_id', '=', organisationId)
    .where('right_id', '=', rightId)
    .where('marketplace', '=', marketplace)
    .executeTakeFirst();
  const at = new Date();
  const submittedOn = state === 'submitted' ? on : before?.submitted_on;
  if (on > at.toISOString().slice(0, 10)) refuse('/on', 'day-ahead');
  if (submittedOn === undefined || on < submittedOn) refuse('/on', 'days-contradict');
  if (state === 'refused' && cause === null) refuse('/cause', 'wrong-type');
  const said = {
    ...{ state, number, submitted_on: submittedOn },
    ...{ decided_on: state === 'submitted' ? null : on, cause: state === 'refused' ? cause : null },
  };
  await scope
    .insertInto('app.right_registrations')
    .values({ organisation_id: organisationId, right_id: rightId, marketplace, ...said })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'right_id', 'marketplace']).doUpdateSet(said),
    )
    .execute();
  const text = [marketplace, state, on, ...(number === null ? [] : [number])].join(' · ');
  await record(scope, ledger, target, { kind: 'registration', text, status: row.status });
  await appendAudit(scope, ledger, {
    action: 'right.registration-noted',
    at,
    actorUserId: actor.userId,
    entity: rightId,
    detail: { marketplace, state, on },
  });
}

function refuse(path: string, code: 'day-ahead' | 'days-contradict' | 'wrong-type'): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, code, params: {} }] });
}
