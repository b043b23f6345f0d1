import type { MarketplaceId, RaidContent, RaidProposal } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { findRaid, otherRaids, reachRaid } from './read.ts';

/** Most shops that are proposed. */
const MOST = 50;

interface Row {
  marketplace: MarketplaceId;
  seller_id: string | null;
  seller_name: string | null;
  claims: number;
  by_right: boolean;
  by_name: boolean;
}

/**
 * Shops of the organisation's own claims and raids that may have to do with a raid: whose claims rest on its rights, in whose name a seized party's stands,
 * or that another raid ties to a party called the same. Of nobody else's anything is looked at. Only proposed: a person says whether, and on which paper. Those that the raid names already are left out.
 */
export async function proposeLinks(db: Database, caller: Caller, raidId: string): Promise<RaidProposal[]> {
  const identity = await reachRaid(db, caller, raidId);
  return db.inOrganisation(identity, async (scope) => {
    const { content, organisation_id: organisationId } = await findRaid(scope, raidId);
    const names = content.parties
      .map(({ name }) => name.trim().toLowerCase())
      .filter((name) => name.length > 1);
    const { rows } = await sql<Row>`
      select * from (
        select marketplace, target -> 'seller' ->> 'id' as seller_id, max(target -> 'seller' ->> 'name') as seller_name,
          count(*)::int as claims,
          bool_or(right_id = any(${content.rightIds}::uuid[])) as by_right,
          coalesce(bool_or(exists (
            select from unnest(${names}::text[]) as named
            where lower(target -> 'seller' ->> 'name') like '%' || replace(replace(replace(named, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
          )), false) as by_name
        from app.claims
        where organisation_id = ${organisationId} and target -> 'seller' is not null
        group by marketplace, target -> 'seller' ->> 'id',
          case when target -> 'seller' ->> 'id' is null then target -> 'seller' ->> 'name' end
      ) found
      where by_right or by_name
      order by by_name desc, claims desc, marketplace, seller_id
      limit ${sql.lit(MOST + content.links.length)}`.execute(scope);
    const known = new Set(content.links.map(shopKey));
    const proposed = rows
      .filter(({ marketplace, seller_id }) => !known.has(shopKey({ marketplace, sellerId: seller_id ?? '' })))
      .slice(0, MOST)
      .map(
        (row): RaidProposal => ({
          ...{
            marketplace: row.marketplace,
            sellerId: row.seller_id ?? '',
            sellerName: row.seller_name ?? '',
          },
          claims: row.claims,
          because: [
            ...(row.by_name ? (['name'] as const) : []),
            ...(row.by_right ? (['right'] as const) : []),
          ],
        }),
      );
    const tied = tiedElsewhere(content, await otherRaids(scope, organisationId, raidId));
    for (const shop of tied) {
      const key = shopKey(shop);
      const there = proposed.find((one) => shopKey(one) === key);
      if (there) there.because = [...new Set([...there.because, 'raid' as const])];
      else if (!known.has(key)) proposed.unshift({ ...shop, claims: 0, because: ['raid'] });
    }
    return proposed.slice(0, MOST);
  });
}

const shopKey = ({ marketplace, sellerId }: Pick<RaidProposal, 'marketplace' | 'sellerId'>) =>
  `${marketplace} ${sellerId}`;

/** Shops that other raids tie, by a paper, to a party that is called as one of this raid. What is only similar there is no reason here. */
function tiedElsewhere(
  { parties }: RaidContent,
  others: readonly RaidContent[],
): Pick<RaidProposal, 'marketplace' | 'sellerId' | 'sellerName'>[] {
  const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  const names = new Set(parties.map(({ name }) => plain(name)).filter((name) => name.length > 1));
  const shops = others.flatMap((other) => {
    const same = new Set(
      other.parties.flatMap(({ partyId, name }) => (names.has(plain(name)) ? [partyId] : [])),
    );
    return other.links.flatMap(({ grade, partyId, marketplace, sellerId, sellerName }) =>
      grade !== 'C' && sellerId !== '' && partyId !== null && same.has(partyId)
        ? [{ marketplace, sellerId, sellerName }]
        : [],
    );
  });
  return [...new Map(shops.map((shop) => [shopKey(shop), shop])).values()];
}
