import type { Caller } from '../organisations/service.ts';
import type { Look } from './log.ts';
import type { AuditRecord } from './service.ts';

/**
 * What stands in the audit of a page of a list of claims: how many, the first and the last number. What was searched for may be a page's
 * words: how much was found is enough. The same claims in another order, or under other filters, are the same look at the screen.
 */
export function listLook(
  { userId, organisationId }: Caller,
  claims: readonly { claimId: string; number: string }[],
  screen: string,
): [Omit<AuditRecord, 'at'>, Look] {
  return [
    {
      action: 'claims.listed',
      actorUserId: userId,
      entity: organisationId,
      detail: {
        claims: claims.length,
        first: claims[0]?.number ?? null,
        last: claims.at(-1)?.number ?? null,
      },
    },
    { screen, things: ['the list', ...claims.map(({ claimId }) => claimId)] },
  ];
}
