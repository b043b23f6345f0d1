import type { AddedFile, EvidenceItem } from '@marketsafe/contract';

/** The answer to a question about a report: while it is written, and until the program has it. */
export interface Reply {
  questionId: string;
  text: string;
  files: AddedFile[];
  /** New captures of the listing. */
  evidence: EvidenceItem[];
  /** Its outbox entry, once it is finished: what was signed does not change. */
  opId?: string;
}

/** Writes about a report that was sent. */
const FOLLOWING = ['answer', 'withdrawal'] as const;
export type Following = (typeof FOLLOWING)[number];

/** Name of what an entry is about that follows a report: each kind waits in a line of its own. */
export function followingId(kind: Following, draftId: string): string {
  return `${kind}:${draftId}`;
}

/** The draft or report that an entry of the outbox is about. */
export function draftOfEntry(entityId: string): string {
  return entityId.replace(/^(?:answer|withdrawal):/, '');
}

/** What an entry of the outbox is about, in either way of naming it. */
export function followingIds(draftId: string): string[] {
  return FOLLOWING.map((kind) => followingId(kind, draftId));
}
