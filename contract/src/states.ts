/** States a claim can have on the server, in the order of its life. */
export const CLAIM_STATES = [
  'received',
  'duplicate',
  'held',
  'in_review',
  'needs_info',
  'approved',
  'declined',
  'packeted',
  'sent',
  'acknowledged',
  'removed',
  'platform_rejected',
  'countered',
  'conceded',
  'contested',
  'upheld',
  'overturned',
  'reinstated',
  'withdrawn',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
