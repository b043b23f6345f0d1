import type { OrganisationPeople } from '@marketsafe/contract';
import { m, roleNames } from '@marketsafe/words';
import { listPeople } from '../people/members.ts';
import { coded, column, ownedTable } from './table.ts';

type Member = OrganisationPeople['people'][number];

/** Who works, or worked, for the organisation. */
export const ownedPeople = ownedTable<Member>(
  [
    column(m.owned_name, ({ name }) => name),
    column(m.owned_email, ({ email }) => email),
    ...coded(
      m.owned_roles,
      ({ roles }: Member) => roles.join(' '),
      (codes, language) => roleNames(codes.split(' ') as Member['roles'], language),
    ),
    column(m.owned_since, ({ since }) => since),
    column(m.owned_ended, ({ endedAt }) => endedAt),
  ],
  async ({ db, accounts }, caller) => ({ rows: (await listPeople(db, accounts, caller)).people, next: null }),
);
