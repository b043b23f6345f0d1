import { type ApplicationDecision, leftTwins } from '@marketsafe/contract';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { leftOrganisations } from '../standing/graduations.ts';
import { findTwins } from './keys.ts';
import type { ApplicationRow } from './reach.ts';

/**
 * Holds the rule of re-entry where an application may be of an organisation that left: before the day on which it may return nothing of it is taken
 * in, and from then on it goes on as the organisation that it was. The same right, or the same registration number, is the same organisation; of a
 * name, a website or an address staff say whether it is.
 * @throws HttpProblem `graduation-rejoin-early` with the day, `application-left-unsaid`, `application-holder-left`, `organisation-unknown`
 */
export async function holdReentry(
  scope: Scope,
  row: ApplicationRow,
  { returns, distinct, holders }: Extract<ApplicationDecision, { decision: 'accept' }>,
  at: Date,
): Promise<void> {
  const twins = await findTwins(scope, row.application_id);
  const early = ({ from }: { from: string }) => {
    if (at.toISOString().slice(0, 10) < from)
      throw new HttpProblem('graduation-rejoin-early', { params: { day: from } });
  };
  const own = leftTwins(twins, null);
  if (returns !== undefined) {
    const gone = (await leftOrganisations(scope, [returns])).get(returns);
    if (gone?.kind !== row.kind || !own.some(({ organisationId }) => organisationId === returns))
      throw new HttpProblem('organisation-unknown');
  }
  for (const one of own) {
    if (one.organisationId === returns) early(one);
    else if (one.isSure || !distinct) {
      early(one);
      throw new HttpProblem('application-left-unsaid');
    }
  }
  const chosen = await leftOrganisations(
    scope,
    holders.map(({ organisationId }) => organisationId),
  );
  const named = new Set(holders.map(({ holder }) => holder));
  const unnamed = [...new Set(twins.flatMap(({ holder }) => holder ?? []))]
    .filter((holder) => !named.has(holder))
    .flatMap((holder) => leftTwins(twins, holder))
    .filter(({ isSure }) => isSure || !distinct);
  for (const one of [...chosen.values(), ...unnamed]) {
    early(one);
    throw new HttpProblem('application-holder-left');
  }
}
