import { z } from 'zod';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import type { MarketplaceId } from '../marketplaces/types.ts';
import type { DisclosedRaid } from '../raids/disclosed.ts';
import { SELLER_TEXT_LIMIT } from './codes.ts';
import { sellerIdentity } from './kept-lists.ts';
import { penaltySaid, typed } from './seller.ts';

/** What a marketplace is asked to do about a seller. */
export const PENALTY_WANTED = ['store-closure', 'penalty'] as const;
export type PenaltyWanted = (typeof PENALTY_WANTED)[number];

/** How a request stands: nothing was told yet, or what was told last. `none`: no answer came, and nobody waits for one any more. */
export const PENALTY_REQUEST_STATES = ['asked', 'granted', 'refused', 'none'] as const;
export type PenaltyRequestState = (typeof PENALTY_REQUEST_STATES)[number];

/** Fewest removals that stand for a request to rest on them: one is no repetition. */
export const LEAST_REPEATED = 2;
const MOST_REPEATED = 200;

const day = z.iso.date();

/** A raid whose package was released, by its link to the seller. Similarity, which is grade C, is no basis and never stands in one. */
export const raidBasis = z.strictObject({
  kind: z.literal('raid'),
  raidId: uuid,
  number: z.string(),
  grade: z.enum(['A', 'B']),
  /** What the package asks for: only where that is closure, closing the store may be asked for here. */
  closure: z.boolean(),
});
export type RaidBasis = z.infer<typeof raidBasis>;

/** A removal that stands. */
export const repeatedClaim = z.strictObject({ claimId: uuid, number: claimNumber, removedOn: day });
export type RepeatedClaim = z.infer<typeof repeatedClaim>;
export const repeatBasis = z.strictObject({
  kind: z.literal('repeat'),
  claims: z.array(repeatedClaim).min(LEAST_REPEATED).max(MOST_REPEATED),
});

/** `POST /v1/sellers/{sellerId}/requests`: what is asked of the marketplace about a seller, and on which basis. */
export const newPenaltyRequest = z
  .strictObject({
    requestId: uuid,
    wanted: z.enum(PENALTY_WANTED),
    basis: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('raid'), raidId: uuid }),
      z.strictObject({
        kind: z.literal('repeat'),
        claimIds: z.array(uuid).min(LEAST_REPEATED).max(MOST_REPEATED),
      }),
    ]),
    askedOn: day,
    /** When to look next whether there is an answer. */
    lookOn: day,
  })
  .refine(({ askedOn, lookOn }) => lookOn > askedOn, { path: ['lookOn'], message: 'after it was asked' });
export type NewPenaltyRequest = z.infer<typeof newPenaltyRequest>;

const text = typed(SELLER_TEXT_LIMIT);

/** `POST /v1/penalty-requests/{requestId}/notes`: what was told, or that nothing was and when to look again. */
export const newPenaltyNote = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('granted'), noteId: uuid, penalty: penaltySaid }),
  z.strictObject({ kind: z.enum(['refused', 'none']), noteId: uuid, on: day, text }),
  z.strictObject({ kind: z.literal('look'), noteId: uuid, on: day, text }),
]);
export type NewPenaltyNote = z.infer<typeof newPenaltyNote>;

export const penaltyRequest = z.strictObject({
  requestId: uuid,
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }),
  own: z.boolean(),
  wanted: z.enum(PENALTY_WANTED),
  basis: z.discriminatedUnion('kind', [raidBasis, repeatBasis]),
  askedOn: day,
  at: utcTime,
  by: z.string(),
  state: z.enum(PENALTY_REQUEST_STATES),
  /** When to look next; null once something was told. */
  lookOn: day.nullable(),
  notes: z.array(
    z.strictObject({
      kind: z.enum(['granted', 'refused', 'none', 'look']),
      on: day,
      text: z.string(),
      at: utcTime,
      by: z.string(),
    }),
  ),
});
export type PenaltyRequest = z.infer<typeof penaltyRequest>;

/** `GET /v1/sellers/{sellerId}/requests`: requests, the newest first, and on what the caller's organisation could rest another. */
export const penaltyRequests = z.strictObject({
  requests: z.array(penaltyRequest),
  raids: z.array(raidBasis),
  claims: z.array(repeatedClaim),
});
export type PenaltyRequests = z.infer<typeof penaltyRequests>;

/** The best link by which a released package names a seller; null where it does not. Grades are those that went: A before B. */
export function raidBasisOf(
  raid: { raidId: string; number: string; content: Pick<DisclosedRaid, 'links' | 'request'> },
  seller: { marketplace: MarketplaceId; id: string | null; name: string | null },
): RaidBasis | null {
  const identity = (marketplace: MarketplaceId, id: string | null, name: string | null) =>
    sellerIdentity(marketplace, { ...(id && { id }), ...(name && { name }) });
  const wanted = identity(seller.marketplace, seller.id, seller.name);
  const grades = raid.content.links
    .filter(
      ({ marketplace, sellerId, sellerName }) =>
        wanted !== undefined && identity(marketplace, sellerId, sellerName) === wanted,
    )
    .map(({ grade }) => grade)
    .sort();
  const [grade] = grades;
  return grade
    ? {
        ...{ kind: 'raid', raidId: raid.raidId, number: raid.number, grade },
        closure: grade === 'A' && raid.content.request === 'closure',
      }
    : null;
}
