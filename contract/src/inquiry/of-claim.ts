import { z } from 'zod';
import { claimSubmission } from '../claim.ts';
import { evidenceItem } from '../evidence.ts';
import { listingFacts } from '../facts.ts';
import { addedFile } from '../fields/added-file.ts';
import { claimNumber, utcTime, uuid } from '../identifiers.ts';
import { CAPTURE_FINDINGS } from '../sealing.ts';
import { CLAIM_STATES } from '../states.ts';
import { ASK_CAUSES, WANTED } from './codes.ts';

/** A capture as a claim has it, filed or answered. */
export const capturedEvidence = z.strictObject({
  ...claimSubmission.shape.evidence.element.shape,
  /** Null for a capture that came before captures were signed. */
  signature: evidenceItem.shape.signature.nullable(),
  /** Facts out of the capture's manifest, read and checked by the server. */
  facts: listingFacts,
  sourceUrl: z.string(),
  /** Name of the wall that the page showed in the listing's place. */
  wall: z.string().optional(),
  findings: z.array(z.enum(CAPTURE_FINDINGS)),
});

/** What staff want to know about a claim, and what was answered. Nothing of what was filed changes by it. */
export const claimQuestion = z.strictObject({
  questionId: uuid,
  askedAt: utcTime,
  /** Name of who asked. */
  by: z.string(),
  cause: z.enum(ASK_CAUSES),
  wanted: z.array(z.enum(WANTED)).min(1),
  /** In the asker's own words; empty where the cause says it all. */
  text: z.string(),
  /** `closed`: it waits for no answer any more: it was taken back, or the claim was decided without one. */
  state: z.enum(['open', 'answered', 'closed']),
  answer: z
    .strictObject({
      answeredAt: utcTime,
      by: z.string(),
      text: z.string(),
      files: z.array(addedFile),
      evidence: z.array(capturedEvidence),
    })
    .optional(),
});
export type ClaimQuestion = z.infer<typeof claimQuestion>;

/** How two claims have to do with each other. */
export const LINK_KINDS = ['duplicate-of', 'relist-of', 'same-listing', 'same-picture'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Another claim of the organisation's that has to do with this one; `earlier`: it was there before. */
export const claimLink = z.strictObject({
  kind: z.enum(LINK_KINDS),
  earlier: z.boolean(),
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
});
export type ClaimLink = z.infer<typeof claimLink>;
