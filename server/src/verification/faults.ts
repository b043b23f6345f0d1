/** What was found wrong, and where. */
export interface AuditFault {
  /** Null where it is no organisation's: roots. */
  organisationId: string | null;
  /** Number of the entry, or of the root where there is no organisation; null where neither has one. */
  sequence: number | null;
  problem: string;
}

/** One entry as it stands in the chain, whose hash holds. */
export interface ChainEntry {
  organisationId: string;
  sequence: number;
  at: string;
  action: string;
  actorUserId: string | null;
  entity: string;
  detail: Record<string, string | number | null>;
}
