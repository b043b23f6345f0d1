/** Papers by which authorities say what they found or took. */
export const INSTRUMENT_KINDS = [
  'preservation-record',
  'penalty-decision',
  'customs-decision',
  'police-record',
  'judgment',
  'search-order',
  'other',
] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** Whether an instrument can still be challenged; said by a person, never inferred from days. */
export const FINALITIES = ['final', 'appealable', 'unknown'] as const;
export type Finality = (typeof FINALITIES)[number];

/** By what a seized party and a shop are tied together. */
export const TIE_KINDS = [
  'named-in-paper',
  'waybill-sender',
  'payment-account',
  'order-number',
  'admission',
  'contact',
  'code-on-carton',
  'same-photos',
  'same-name',
] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** `A`: an official paper names the shop. `B`: a trail of transactions. `C`: similarity, for the inside alone. */
export const LINK_GRADES = ['A', 'B', 'C'] as const;
export type LinkGrade = (typeof LINK_GRADES)[number];

/** What a file of a raid is. */
export const RAID_FILE_ROLES = [
  'instrument',
  'permission',
  'event',
  'inventory',
  'authentication',
  'annex',
  'proof',
  'custody',
  'translation',
] as const;
export type RaidFileRole = (typeof RAID_FILE_ROLES)[number];

/** Parts of class B, each of which goes only with a consent of its own. */
export const RAID_CONSENTS = [
  'instrument',
  'event',
  'parties',
  'inventory',
  'authentication',
  'proofs',
] as const;
export type RaidConsent = (typeof RAID_CONSENTS)[number];

/**
 * Files that may go, and with which consent. Of what is not here nothing goes: an event's photographs show people, custody's papers name
 * them, and an annex says how a genuine article is told from a false one.
 */
export const GOING_ROLES: Readonly<Partial<Record<RaidFileRole, RaidConsent>>> = {
  instrument: 'instrument',
  permission: 'instrument',
  inventory: 'inventory',
  authentication: 'authentication',
  proof: 'proofs',
  translation: 'instrument',
};

/** Of these only copies go in which something was painted over: an authority's paper names people, addresses and identity numbers. */
export const REDACTED_ROLES: readonly RaidFileRole[] = ['instrument', 'proof', 'translation'];

/** Who has goods in hand, where it is nobody with an account. */
export const CUSTODIANS = [
  'authority',
  'court',
  'warehouse',
  'laboratory',
  'lawyer',
  'carrier',
  'destruction',
  'other',
] as const;
export type Custodian = (typeof CUSTODIANS)[number];

/** What a package asks the marketplace for. */
export const RAID_REQUESTS = ['closure', 'removal'] as const;
export type RaidRequest = (typeof RAID_REQUESTS)[number];

/** What the marketplace, or an authority, is said to have done. */
export const RAID_OUTCOMES = [
  'stores-closed',
  'accounts-linked',
  'listings-removed',
  'penalty',
  'refused',
] as const;
export type RaidOutcomeKind = (typeof RAID_OUTCOMES)[number];
